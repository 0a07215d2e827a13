using System;
using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Selection;

// IR to LIR. Blocks in reverse of reverse postorder and values backwards, so that every use is seen before its
// definition: a user may swallow its operand, and what nobody asked for is not emitted.
// Needs lowered IR; gives LIR in layout order over virtual registers.
internal sealed partial class Selector
{
    private readonly BlockLayout _layout = new();
    private readonly Arena<Instruction> _emitted = new();
    private readonly List<int> _chunks = [];
    private int[] _chunkStart = [];
    private int[] _chunkEnd = [];
    private int[] _register = [];
    private int[] _uses = [];
    private int[] _epoch = [];
    private int[] _order = [];
    private bool[] _folded = [];
    private MethodBody _body = null!;
    private LirFunction _lir = null!;
    private CodeGenOptions _options = null!;

    // The value being selected: where its instructions stand among the effects of its block.
    private Block _block = null!;
    private LirBlock _current = null!;
    private int _now;
    private int _location;
    private bool _foldLoads = true;

    private bool Combine => _options.OptimizationLevel > 0;

    public void Run(MethodBody body, LirFunction function, CodeGenOptions options)
    {
        _body = body;
        _lir = function;
        _options = options;
        function.Reset(body);
        _layout.Run(body, function);
        Prepare();
        IReadOnlyList<Block> order = _layout.ReversePostorder;
        foreach (Block block in order)
            CountUses(block);
        foreach (Block block in order)
        {
            foreach (Value value in block.Body)
            {
                if (value.Op == Op.ZExt32)
                    MarkWide(value);
            }
        }

        for (int i = order.Count - 1; i >= 0; i--)
            SelectBlock(order[i]);
        Assemble();
        if (body.Variables is { } variables)
            FindVariables(variables);
    }

    private void FindVariables(SourceVariables variables)
    {
        foreach (VariableValue known in variables.Values)
            _lir.VariableRegisters.Add(_register[Strip(known.Value).Id]);
        foreach (VariableValue passed in variables.Passed)
            _lir.VariableRegisters.Add(_register[passed.Value.Id]);
    }

    private void Prepare()
    {
        int values = _body.ValueCount;
        if (_register.Length < values)
        {
            int size = Math.Max(256, values * 2);
            _register = new int[size];
            _uses = new int[size];
            _epoch = new int[size];
            _order = new int[size];
            _folded = new bool[size];
        }

        Array.Clear(_register, 0, values);
        Array.Clear(_uses, 0, values);
        Array.Clear(_folded, 0, values);
        if (_chunkStart.Length < _body.BlockCount)
        {
            _chunkStart = new int[_body.BlockCount];
            _chunkEnd = new int[_body.BlockCount];
        }

        PrepareWidths(values);
        _emitted.Clear();
        _chunks.Clear();
    }

    /// <summary>Counts uses, and numbers values by how many effects precede them in the block.</summary>
    private void CountUses(Block block)
    {
        foreach (Value phi in block.Phis)
        {
            CountArguments(phi);
            _order[phi.Id] = 0;
        }

        int effects = 0;
        int order = 0;
        foreach (Value value in block.Body)
        {
            CountArguments(value);
            _order[value.Id] = ++order;
            _epoch[value.Id] = effects;
            if (IsBarrier(value))
                effects++;
        }

        Value terminator = block.Terminator!;
        CountArguments(terminator);
        _epoch[terminator.Id] = effects;
    }

    private void CountArguments(Value value)
    {
        foreach (Value argument in value.Args)
            _uses[argument.Id]++;
    }

    /// <summary>True for what a load must not be moved across. Two loads may change places: both faults are the same exception.</summary>
    private static bool IsBarrier(Value value) => value.Op == Op.Load
        ? (value.Flags & ValueFlags.Volatile) != 0
        : (OpInfo.Traits(value.Op) & (OpTraits.SideEffect | OpTraits.MayThrow | OpTraits.Call | OpTraits.WritesMemory)) != 0;

    private void SelectBlock(Block block)
    {
        _block = block;
        _chunkStart[block.Id] = _chunks.Count;
        LirBlock lir = _lir.Blocks[_layout.IndexOf(block)];
        _current = lir;
        foreach (Value phi in block.Phis)
        {
            int register = RegisterOf(phi);
            lir.Phis.Add(register);
            for (int i = 0; i < block.Predecessors.Count; i++)
            {
                if (_layout.IndexOf(block.Predecessors[i]) < 0)
                    continue;
                int argument = AnyOf(phi.Arg(i));
                _lir.NeedsFrameOnEdges |= _lir.Registers[argument].Leaf is { Op: Op.SlotAddr or Op.FrameAddr };
                lir.PhiArguments.Add(argument);
                Hint(register, argument);
                Hint(argument, register);
            }
        }

        MarkPhiArguments(block);
        SelectOne(block.Terminator!);
        for (int i = block.Body.Count - 1; i >= 0; i--)
        {
            Value value = block.Body[i];
            if (value.Op is not (Op.Param or Op.SecondResult))
                SelectOne(value);
        }

        if (block == _body.Entry)
        {
            _chunks.Add(_emitted.Count);
            SelectEntry();
        }

        _chunkEnd[block.Id] = _chunks.Count;
    }

    /// <summary>An argument of a phi in a block not yet selected (a loop header) is needed at the end of this one.</summary>
    private void MarkPhiArguments(Block block)
    {
        foreach (Block successor in block.Successors)
        {
            foreach (Value phi in successor.Phis)
            {
                for (int i = 0; i < successor.Predecessors.Count; i++)
                {
                    if (successor.Predecessors[i] == block)
                        Hint(AnyOf(phi.Arg(i)), RegisterOf(phi));
                }
            }
        }
    }

    private void SelectOne(Value value)
    {
        _now = _epoch[value.Id];
        _location = value.Location;
        _chunks.Add(_emitted.Count);
        Select(value);
    }

    /// <summary>Copies the chunks, written backwards, into layout order.</summary>
    private void Assemble()
    {
        foreach (LirBlock block in _lir.Blocks)
        {
            block.First = _lir.Code.Count;
            if (block.Source is { } source)
            {
                for (int chunk = _chunkEnd[source.Id] - 1; chunk >= _chunkStart[source.Id]; chunk--)
                {
                    int end = chunk + 1 < _chunks.Count ? _chunks[chunk + 1] : _emitted.Count;
                    for (int i = _chunks[chunk]; i < end; i++)
                        _lir.Code.Add(_emitted[i]);
                }
            }
            else
            {
                _location = -1;
                _lir.Code.Add(Make(Opcode.Jump, 0));
            }

            block.End = _lir.Code.Count;
        }
    }

    /// <summary>Entry instruction: every parameter somebody uses gets its place.</summary>
    private void SelectEntry()
    {
        _location = -1;
        var parameters = new List<Value>();
        foreach (Value value in _body.Entry.Body)
        {
            if (value.Op == Op.Param && _register[value.Id] != 0)
                parameters.Add(value);
        }

        parameters.Sort(static (a, b) => a.Imm.CompareTo(b.Imm));
        var numbers = new int[parameters.Count];
        Instruction entry = Make(Opcode.Entry, 0);
        entry.Aux = numbers;
        for (int i = 0; i < parameters.Count; i++)
        {
            Value parameter = parameters[i];
            numbers[i] = (int)parameter.Imm;
            int register = _register[parameter.Id];
            int machine = ArgumentRegister(_body.Parameters, numbers[i], out int stackIndex);
            if (stackIndex >= 0)
                _lir.Registers[register].Home = stackIndex;

            AddOperand(ref entry, register, Role.LateDef, Need.Any, machine);
        }

        _emitted.Add(entry);
    }

    /// <summary>Where the convention passes the i-th scalar: a machine register, or -1 and an index of 8-byte stack slots.</summary>
    internal static int ArgumentRegister(ReadOnlySpan<Kind> kinds, int index, out int stackIndex)
    {
        int integers = 0;
        int floats = 0;
        int stack = 0;
        for (int i = 0; ; i++)
        {
            bool isFloat = kinds[i].IsFloat;
            int machine = isFloat
                ? floats < Registers.FloatArgumentCount ? Registers.Xmm0 + floats++ : -1
                : integers < Registers.IntegerArguments.Length ? Registers.IntegerArguments[integers++] : -1;
            if (i == index)
            {
                stackIndex = machine < 0 ? stack : -1;
                return machine;
            }

            if (machine < 0)
                stack++;
        }
    }

    private static int ArgumentRegister(System.Collections.Immutable.ImmutableArray<Kind> kinds, int index, out int stackIndex) =>
        ArgumentRegister(kinds.AsSpan(), index, out stackIndex);
}
