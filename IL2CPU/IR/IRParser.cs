using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using IL2CPU.TypeSystem;

namespace IL2CPU.IR;

/// <summary>Reads what <see cref="IRPrinter"/> writes. Value and block numbers are kept.</summary>
/// <remarks>Errors are <see cref="FormatException"/>s naming the line. The result is not verified. Lines starting with // are comments.</remarks>
public sealed class IRParser
{
    private readonly IIRNames _names;
    private readonly Dictionary<int, Value> _values = [];
    private readonly Dictionary<int, Block> _blocks = [];
    private readonly List<(Value Value, List<int> Args, List<int>? From)> _operands = [];
    private readonly List<(Block Block, List<int> Targets)> _edges = [];
    private readonly List<(int Region, int Block)> _handlers = [];
    private MethodBody? _body;
    private Block? _block;
    private IRTokens _tokens = new("");

    private IRParser(IIRNames names) => _names = names;

    /// <summary>Reads one method.</summary>
    public static MethodBody Parse(string text, IIRNames? names = null) => new IRParser(names ?? NoIRNames.Instance).Run(text);

    internal static ImmutableArray<Kind> ParseKinds(string text)
    {
        var kinds = ImmutableArray.CreateBuilder<Kind>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            kinds.Add(ParseKind(part));
        return kinds.ToImmutable();
    }

    private static Kind ParseKind(string text) => Enum.Parse<Kind>(text, ignoreCase: true);

    private MethodBody Run(string text)
    {
        string[] lines = text.Split('\n');
        DeclareBlocks(lines);
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal))
                continue;
            try
            {
                _tokens = new IRTokens(line);
                ParseLine();
                if (!_tokens.AtEnd)
                    throw new FormatException($"unexpected '{_tokens.Rest}'");
            }
            catch (Exception e) when (e is FormatException or ArgumentException or KeyNotFoundException or InvalidOperationException or OverflowException)
            {
                throw new FormatException($"line {i + 1}: {e.Message}: {line}", e);
            }
        }

        Connect();
        return _body ?? throw new FormatException("no method");
    }

    // Blocks are known in order of appearance before any line refers to one.
    private readonly List<int> _declared = [];

    private void DeclareBlocks(string[] lines)
    {
        foreach (string line in lines)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (line.StartsWith('b') && colon > 1 && int.TryParse(line.AsSpan(1, colon - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int id))
                _declared.Add(id);
        }
    }

    private void ParseLine()
    {
        if (_tokens.TryWord("method"))
            ParseHeader();
        else if (_tokens.TryWord("slot"))
            ParseSlot();
        else if (_tokens.TryWord("region"))
            ParseRegion();
        else if (_tokens.TryWord("location"))
            Body.Locations.Add(ParseLocation());
        else if (_tokens.PeekReference('b') && _tokens.HasColonNext)
            ParseBlock();
        else
            ParseValue();
    }

    private MethodBody Body => _body ?? throw new FormatException("method line expected first");

    private void ParseHeader()
    {
        var symbol = (Symbol)ParseAux(_tokens.Word());
        ImmutableArray<Kind> parameters = ParseKindList();
        ImmutableArray<Kind> results = [];
        if (_tokens.TryPunctuation("->"))
        {
            var builder = ImmutableArray.CreateBuilder<Kind>();
            do
                builder.Add(ParseKind(_tokens.Word()));
            while (_tokens.TryPunctuation(","));
            results = builder.ToImmutable();
        }

        bool noSplit = _tokens.TryWord("nosplit");
        bool pins = _tokens.TryWord("pins");
        bool unmanaged = _tokens.TryWord("unmanaged");
        _body = new MethodBody(symbol, parameters, results)
        {
            Method = (symbol as MethodSymbol)?.Method,
            IsNoSplit = noSplit,
            PinsStack = pins,
            IsUnmanagedEntry = unmanaged,
        };
        foreach (int id in _declared)
            _blocks.Add(id, _body.NewBlockWithId(id));
    }

    private ImmutableArray<Kind> ParseKindList()
    {
        var builder = ImmutableArray.CreateBuilder<Kind>();
        _tokens.Expect("(");
        while (!_tokens.TryPunctuation(")"))
        {
            builder.Add(ParseKind(_tokens.Word()));
            _tokens.TryPunctuation(",");
        }

        return builder.ToImmutable();
    }

    private void ParseSlot()
    {
        _tokens.Reference('s');
        int size = 1, alignment = 1, count = 1;
        var kind = Kind.Void;
        TypeDesc? type = null;
        string? name = null;
        bool zero = false, shared = false, removed = false;
        while (!_tokens.AtEnd)
        {
            switch (_tokens.Word())
            {
                case "size": size = (int)_tokens.Number(); break;
                case "align": alignment = (int)_tokens.Number(); break;
                case "count": count = (int)_tokens.Number(); break;
                case "scalar": kind = ParseKind(_tokens.Word()); break;
                case "type": type = (TypeDesc)ParseAux(_tokens.Word()); break;
                case "name": name = _tokens.Text(); break;
                case "zero": zero = true; break;
                case "shared": shared = true; break;
                case "removed": removed = true; break;
                case string word: throw new FormatException($"unknown slot property {word}");
            }
        }

        Slot slot = Body.NewSlot(size, alignment, type, kind, count);
        slot.MustZero = zero;
        slot.IsShared = shared;
        slot.IsRemoved = removed;
        slot.Name = name;
    }

    private void ParseRegion()
    {
        int index = (int)_tokens.Number();
        RegionKind kind = Enum.Parse<RegionKind>(_tokens.Word());
        int parent = -1;
        TypeDesc? type = null;
        Symbol? filter = null;
        while (!_tokens.AtEnd)
        {
            switch (_tokens.Word())
            {
                case "parent": parent = (int)_tokens.Number(); break;
                case "handler": _handlers.Add((index, _tokens.Reference('b'))); break;
                case "type": type = (TypeDesc)ParseAux(_tokens.Word()); break;
                case "filter": filter = (Symbol)ParseAux(_tokens.Word()); break;
                case string word: throw new FormatException($"unknown region property {word}");
            }
        }

        Body.Regions.Add(new Region { Index = index, Parent = parent, Kind = kind, CatchType = type, FilterFunction = filter });
    }

    private Location ParseLocation()
    {
        _tokens.Number();
        var method = (MethodDesc)ParseAux(_tokens.Word());
        return new Location(method, (int)_tokens.Number(), (int)_tokens.Number());
    }

    private void ParseBlock()
    {
        _ = Body;
        _block = _blocks[_tokens.Reference('b')];
        _tokens.Expect(":");
        if (_tokens.TryWord("region"))
            _block.Region = (int)_tokens.Number();
        _block.IsHandler = _tokens.TryWord("handler");
        _block.IsCold = _tokens.TryWord("cold");
        _block.IsBounded = _tokens.TryWord("bounded");
    }

    private void ParseValue()
    {
        Block block = _block ?? throw new FormatException("a value outside every block");
        int id = -1;
        var kind = Kind.Void;
        if (_tokens.PeekReference('v'))
        {
            id = _tokens.Reference('v');
            _tokens.Expect(":");
            kind = ParseKind(_tokens.Word());
            _tokens.Expect("=");
        }

        Op op = Enum.Parse<Op>(_tokens.Word());
        Value value = id >= 0 ? Body.NewValueWithId(id, op, kind) : new Value(-1, op, kind, []);
        if (id < 0)
            _unnamed.Add((block, value));
        else
            _values.Add(id, value);
        if (_tokens.TryPunctuation("."))
            value.Mem = Enum.Parse<MemType>(_tokens.Word(), ignoreCase: true);
        ParseOperands(value);
        ParseDecorations(value, block);
        value.Block = block;
        if (id >= 0)
            Put(block, value);
        else
            PutUnnamed(block, value);
    }

    // Values without a result have no number in the text; they are numbered after all others, in order.
    private readonly List<(Block Block, Value Value)> _unnamed = [];

    private static void Put(Block block, Value value)
    {
        if (value.Op == Op.Phi)
            block.Phis.Add(value);
        else
            block.Body.Add(value);
    }

    private static void PutUnnamed(Block block, Value value)
    {
        if (OpInfo.Has(value.Op, OpTraits.Terminator))
            block.Terminator = value;
        else
            block.Body.Add(value);
    }

    private void ParseOperands(Value value)
    {
        var args = new List<int>();
        List<int>? from = value.Op == Op.Phi ? [] : null;
        while (_tokens.PeekReference('v') || (from is not null && _tokens.PeekReference('b')))
        {
            if (from is not null)
            {
                from.Add(_tokens.Reference('b'));
                _tokens.Expect(":");
            }

            args.Add(_tokens.Reference('v'));
            if (!_tokens.TryPunctuation(","))
                break;
        }

        _operands.Add((value, args, from));
    }

    private void ParseDecorations(Value value, Block block)
    {
        if (_tokens.TryPunctuation("+") || _tokens.PeekNumber)
            value.Imm = _tokens.Number();
        if (_tokens.PeekReference('s'))
            value.Aux = Body.Slots[_tokens.Reference('s')];
        else if (_tokens.PeekWord)
            value.Aux = ParseAux(_tokens.Word());
        if (_tokens.TryPunctuation("{"))
        {
            while (!_tokens.TryPunctuation("}"))
                value.Flags |= Enum.Parse<ValueFlags>(_tokens.Word());
        }

        if (_tokens.TryPunctuation("@"))
            value.Location = (int)_tokens.Number();
        if (_tokens.TryPunctuation("->"))
        {
            var targets = new List<int>();
            do
                targets.Add(_tokens.Reference('b'));
            while (_tokens.TryPunctuation(","));
            _edges.Add((block, targets));
        }
    }

    private object ParseAux(string word)
    {
        var numbers = new List<int>();
        if (_tokens.TryPunctuation("("))
        {
            while (!_tokens.TryPunctuation(")"))
                numbers.Add((int)_tokens.Number());
        }

        return AuxText.Parse(word, numbers, _tokens.Text(), _names);
    }

    private void Connect()
    {
        foreach ((Block block, List<int> targets) in _edges)
        {
            foreach (int target in targets)
                MethodBody.AddEdge(block, _blocks[target]);
        }

        foreach ((int region, int block) in _handlers)
            Body.Regions[region].Handler = _blocks[block];
        var renamed = new Dictionary<Value, Value>();
        foreach ((Block block, Value value) in _unnamed)
            renamed.Add(value, Renumber(block, value));
        foreach ((Value value, List<int> args, List<int>? from) in _operands)
            SetOperands(renamed.GetValueOrDefault(value, value), args, from);
    }

    private Value Renumber(Block block, Value value)
    {
        Value numbered = Body.Clone(value);
        numbered.Block = block;
        if (block.Terminator == value)
            block.Terminator = numbered;
        else
            block.Body[block.Body.IndexOf(value)] = numbered;
        return numbered;
    }

    private void SetOperands(Value value, List<int> args, List<int>? from)
    {
        if (from is null)
        {
            foreach (int arg in args)
                value.AddArg(Find(arg));
            return;
        }

        Block block = value.Block!;
        if (block.Phis[0] == value)
            OrderPredecessors(value, from);
        var used = new bool[from.Count];
        foreach (Block predecessor in block.Predecessors)
        {
            int index = -1;
            do
                index = from.IndexOf(predecessor.Id, index + 1);
            while (index >= 0 && used[index]);
            if (index < 0)
                throw new FormatException($"{value} of {block} has no argument for {predecessor}");
            used[index] = true;
            value.AddArg(Find(args[index]));
        }

        for (int i = 0; i < used.Length; i++)
        {
            if (!used[i])
                throw new FormatException($"{value} of {block} has an argument for b{from[i]}, which is no predecessor");
        }
    }

    // The first phi says in which order the predecessors stand; the others go by name, the n-th mention being the n-th edge.
    private void OrderPredecessors(Value phi, List<int> from)
    {
        Block block = phi.Block!;
        var ordered = new List<Block>();
        foreach (int id in from)
        {
            if (!_blocks.TryGetValue(id, out Block? predecessor) || !block.Predecessors.Remove(predecessor))
                throw new FormatException($"{phi} of {block} has an argument for b{id}, which is no predecessor");
            ordered.Add(predecessor);
        }

        block.Predecessors.InsertRange(0, ordered);
    }

    private Value Find(int id) => _values.TryGetValue(id, out Value? value) ? value : throw new FormatException($"v{id} is used but not defined");
}
