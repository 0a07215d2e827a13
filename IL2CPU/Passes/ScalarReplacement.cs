using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

// Turns the cells of local slots into values.
//   Store s0 + 8, v1; ...; v2 = Load s0 + 8   =>   uses of v2 become v1
// Needs folded addresses and no unreachable blocks; CopyExpansion first. A cell stays in memory when accesses overlap it
// differently, when a block operation it cannot take apart touches it, or when a handler may read what was stored outside
// it (ARCHITECTURE 1.4). Gives SSA; slots that lost all uses are DeadCode's.
internal sealed class ScalarReplacement
{
    private readonly MethodBody _body;
    private readonly SlotCells _cells;
    private readonly Replacements _replacements;
    private readonly Dictionary<Block, List<(int Cell, Value Phi)>> _phis = [];
    private readonly Value?[] _initial;

    // What a cell is from the entry on, and how often it is written in all; for debug information only.
    private readonly Value?[] _homed;
    private readonly int[] _definitions;

    private ScalarReplacement(MethodBody body, SlotCells cells)
    {
        _body = body;
        _cells = cells;
        _replacements = new Replacements(body);
        _initial = new Value?[cells.Count];
        _homed = body.Variables is null ? [] : new Value?[cells.Count];
        _definitions = new int[_homed.Length];
    }

    public static bool Run(MethodBody body, PassContext context)
    {
        if (body.Slots.Count == 0)
            return false;
        var cells = SlotCells.Find(body, context);
        if (cells.Count == 0)
            return false;
        var dominators = new Dominators(new BlockOrder(body));
        CellLiveness liveness = new(dominators.Order, cells);
        liveness.RejectLiveIntoHandlers();
        if (!cells.AnyAccepted)
            return false;
        var pass = new ScalarReplacement(body, cells);
        pass.PlacePhis(new DominanceFrontiers(dominators), liveness);
        pass.Rename(dominators);
        if (body.Variables is { } variables)
            pass.Note(variables);
        pass._replacements.Apply();
        return true;
    }

    private void Note(SourceVariables variables)
    {
        for (int cell = 0; cell < _cells.Count; cell++)
        {
            int variable = _cells.IsAccepted(cell) ? variables.HomedIn(_cells.SlotOf(cell)) : -1;
            if (variable >= 0)
                variables.Promote(variable, _cells.OffsetOf(cell), _cells.SizeOf(cell), _definitions[cell] == 1 ? _homed[cell] : null);
        }
    }

    private void PlacePhis(DominanceFrontiers frontiers, CellLiveness liveness)
    {
        var work = new Stack<Block>();
        for (int cell = 0; cell < _cells.Count; cell++)
        {
            if (!_cells.IsAccepted(cell))
                continue;
            var placed = new HashSet<Block>();
            // The content at entry is a definition too.
            work.Push(_body.Entry);
            foreach (Block block in liveness.DefiningBlocks(cell))
                work.Push(block);
            while (work.TryPop(out Block? block))
            {
                foreach (Block join in frontiers.Of(block))
                {
                    if (!liveness.IsLiveIn(join, cell) || !placed.Add(join))
                        continue;
                    AddPhi(join, cell);
                    work.Push(join);
                }
            }
        }
    }

    private void AddPhi(Block block, int cell)
    {
        Value phi = _body.NewPhi(block, _cells.KindOf(cell));
        for (int i = 0; i < block.Predecessors.Count; i++)
            phi.AddArg(phi);
        if (!_phis.TryGetValue(block, out List<(int, Value)>? list))
            _phis.Add(block, list = []);
        list.Add((cell, phi));
    }

    // The value of each cell at the end of a block; a child in the dominator tree starts with its parent's.
    private void Rename(Dominators dominators)
    {
        var atEnd = new Value?[_body.BlockCount][];
        foreach (Block block in dominators.Preorder())
        {
            Value?[] current = dominators.Parent(block) is { } parent ? (Value?[])atEnd[parent.Id].Clone() : new Value?[_cells.Count];
            if (_phis.TryGetValue(block, out List<(int Cell, Value Phi)>? phis))
            {
                foreach ((int cell, Value phi) in phis)
                    current[cell] = phi;
            }

            RewriteBlock(block, current);
            atEnd[block.Id] = current;
        }

        foreach (Block block in dominators.Order.Blocks)
            CompletePhis(block, atEnd);
        if (_initialValues.Count > 0)
            _body.Entry.Body.InsertRange(0, _initialValues);
    }

    private void CompletePhis(Block block, Value?[][] atEnd)
    {
        if (!_phis.TryGetValue(block, out List<(int Cell, Value Phi)>? phis))
            return;
        foreach ((int cell, Value phi) in phis)
        {
            for (int i = 0; i < block.Predecessors.Count; i++)
                phi.SetArg(i, _replacements.Resolve(atEnd[block.Predecessors[i].Id][cell] ?? Initial(cell)));
        }
    }

    private readonly List<Value> _initialValues = [];

    // Slots are zeroed where that can be seen; elsewhere the content at entry is arbitrary, and zero will do.
    private Value Initial(int cell)
    {
        if (_initial[cell] is { } value)
            return value;
        value = _body.NewValue(Op.Const, _cells.KindOf(cell));
        value.Block = _body.Entry;
        _initialValues.Add(value);
        return _initial[cell] = value;
    }

    private void RewriteBlock(Block block, Value?[] current)
    {
        var output = new List<Value>(block.Body.Count);
        foreach (Value value in block.Body)
        {
            _replacements.ResolveArgs(value);
            int cell = _cells.CellOf(value);
            if (value.Op == Op.ZeroBlock && _cells.ZeroedBy(value) is { } zeroed)
                ZeroCells(value, zeroed, current, output, block);
            else if (cell < 0)
                output.Add(value);
            else if (value.Op == Op.Store)
                Define(value, cell, current, output);
            else
                Use(value, cell, current, output);
        }

        block.Body.Clear();
        block.Body.AddRange(output);
    }

    private void ZeroCells(Value zero, List<int> cells, Value?[] current, List<Value> output, Block block)
    {
        foreach (int cell in cells)
        {
            Value constant = _body.NewValue(Op.Const, _cells.KindOf(cell));
            constant.Block = block;
            output.Add(constant);
            current[cell] = constant;
            NoteDefinition(zero, cell, null);
        }

        if (_cells.CoversMemory(zero))
            output.Add(zero);
        else
            zero.Block = null;
    }

    private void Define(Value store, int cell, Value?[] current, List<Value> output)
    {
        current[cell] = Convert(store.Arg(1), _cells.KindOf(cell), store, output);
        NoteDefinition(store, cell, store.Arg(1));
        store.Block = null;
    }

    private void NoteDefinition(Value definition, int cell, Value? value)
    {
        if (_body.Variables is not { } variables)
            return;
        _definitions[cell]++;
        if (definition.Block == _body.Entry && definition.Location == variables.HomingLocation)
            _homed[cell] = value;
    }

    private void Use(Value load, int cell, Value?[] current, List<Value> output)
    {
        Value content = _replacements.Resolve(current[cell] ?? Initial(cell));
        Op extension = load.Mem switch
        {
            MemType.I8 => Op.SExt8,
            MemType.U8 => Op.ZExt8,
            MemType.I16 => Op.SExt16,
            MemType.U16 => Op.ZExt16,
            _ => Op.None,
        };
        if (extension != Op.None)
            content = Emit(extension, Kind.I32, content, load, output);
        else
            content = Convert(content, load.Kind, load, output);
        _replacements.Replace(load, content);
        load.Block = null;
    }

    private Value Convert(Value value, Kind kind, Value at, List<Value> output) =>
        value.Kind == kind ? value : Emit(Op.Bitcast, kind, value, at, output);

    private Value Emit(Op op, Kind kind, Value operand, Value at, List<Value> output)
    {
        Value value = _body.NewValue(op, kind, operand);
        value.Block = at.Block;
        value.Location = at.Location;
        output.Add(value);
        return value;
    }
}
