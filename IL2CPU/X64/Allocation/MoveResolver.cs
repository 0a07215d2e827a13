using System.Collections.Generic;
using System.Numerics;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Allocation;

// Makes the parts of lifetimes meet: at splits, at definitions, on edges. Phis are moves on edges.
// Critical edges were split, so an edge's moves fit at the end of its source or the start of its target.
internal sealed class MoveResolver
{
    private LirFunction _function = null!;
    private LinearScan _scan = null!;
    private readonly LirDominators _dominators = new();
    private bool _hasDominators;
    private int _coldFrom;

    public List<Move> Moves { get; } = [];

    public void Run(LirFunction function, LinearScan scan)
    {
        _function = function;
        _scan = scan;
        Moves.Clear();
        _hasDominators = false;
        _coldFrom = int.MaxValue;
        for (int b = function.Blocks.Count - 1; b >= 0 && function.Blocks[b].IsCold; b--)
            _coldFrom = function.Blocks[b].From;
        for (int i = 0; i < scan.Intervals.Count; i++)
        {
            if (scan.Intervals[i].IsFirst)
                ResolveSplits(scan.Intervals[i]);
        }

        for (int b = 0; b < function.Blocks.Count; b++)
        {
            foreach (int successor in function.Blocks[b].Successors)
                ResolveEdge(b, successor);
        }

        Moves.Sort(static (a, b) =>
        {
            int order = a.Instruction.CompareTo(b.Instruction);
            if (order == 0)
                order = a.Order.CompareTo(b.Order);
            if (order == 0)
                order = a.Target.CompareTo(b.Target);
            return order;
        });
    }

    private void ResolveSplits(Interval first)
    {
        int register = first.Register;
        ref VirtualRegister info = ref _function.Registers[register];
        info.IsSlotLazy = info.NeedsSlot && info.Home < 0 && IsOnlyColdInSlot(first);
        if (info.NeedsSlot && first.Place.IsRegister && !info.IsSlotLazy)
        {
            int fill = FillBlock(first);
            info.IsSlotLate = fill != BlockOf(first);
            if (info.IsSlotLate)
                Add(_function.Blocks[fill].First, MoveOrder.PhiDefinition, PlaceAt(first, _function.Blocks[fill].From), Place.Slot(register), register, register);
            else if (info.IsPhi)
                Add(Positions.Instruction(first.Start), MoveOrder.PhiDefinition, first.Place, Place.Slot(register), register, register);
            else
                Add(Positions.Instruction(first.Start) + 1, MoveOrder.Definition, first.Place, Place.Slot(register), register, register);
        }

        Interval? before = null;
        for (Interval part = first; part.Next is { } next; before = part, part = next)
        {
            if (next.Place == part.Place || part.End != next.Start || IsBlockStart(next.Start))
                continue;
            if (next.Place.IsRegister)
                Add(Positions.Instruction(next.Start), MoveOrder.Gap, part.Place, next.Place, register, register);
            else if (info.IsSlotLazy && !IsReload(before, part))
                Add(Positions.Instruction(next.Start), MoveOrder.Gap, part.Place, next.Place, register, register);
        }
    }

    private int BlockOf(Interval first) => _scan.BlockAt(first.Start);

    /// <summary>
    /// The block at whose start the slot is filled: the last one that all ways to where the value is in its slot go through,
    /// but in no deeper loop than need be. The block of the definition stands for the definition itself.
    /// </summary>
    private int FillBlock(Interval first)
    {
        int definition = BlockOf(first);
        if (_function.Blocks[definition].To >= LastEnd(first))
            return definition;
        if (!_hasDominators)
        {
            _dominators.Run(_function.Blocks);
            _hasDominators = true;
        }

        int block = CommonSlotBlock(first, definition);
        if (block < 0)
            return definition;
        int best = definition;
        int bestDepth = _function.Blocks[definition].LoopDepth;
        for (int depth = int.MaxValue; block > definition; block = _dominators[block])
        {
            LirBlock candidate = _function.Blocks[block];
            if (candidate.LoopDepth >= depth || candidate.LoopDepth > bestDepth || !PlaceAt(first, candidate.From).IsRegister)
                continue;
            depth = candidate.LoopDepth;
            best = block;
        }

        return best;
    }

    private static int LastEnd(Interval first)
    {
        while (first.Next is { } next)
            first = next;
        return first.End;
    }

    /// <summary>Nearest block dominating every block in which some part of the value is in its slot.</summary>
    private int CommonSlotBlock(Interval first, int definition)
    {
        int common = -1;
        for (Interval? part = first; part is not null; part = part.Next)
        {
            if (!part.Place.IsSlot)
                continue;
            for (int range = part.FirstRange; range >= 0; range = _scan.Intervals.Ranges[range].Next)
            {
                LiveRange live = _scan.Intervals.Ranges[range];
                for (int block = _scan.BlockAt(live.From); block < _function.Blocks.Count && _function.Blocks[block].From < live.To; block++)
                {
                    common = common < 0 ? block : _dominators.Common(common, block);
                    if (common <= definition)
                        return -1;
                }
            }
        }

        return common;
    }

    /// <summary>True when the slot is used in cold code only and can be filled at the gaps and edges leading there.</summary>
    private bool IsOnlyColdInSlot(Interval first)
    {
        if (!first.Place.IsRegister)
            return false;
        Interval? before = null;
        for (Interval part = first; part.Next is { } next; before = part, part = next)
        {
            if (next.Place.IsRegister)
                continue;
            if (next.Start < _coldFrom)
                return false;
            if (part.End != next.Start || part.Place.IsSlot || IsBlockStart(next.Start) || IsReload(before, part))
                continue;
            // Filled before the instruction: the register must hold the value there already.
            int gap = Positions.Gap(Positions.Instruction(next.Start));
            if (part.Start > gap || (part.Start == gap && !IsBlockStart(gap)))
                return false;
        }

        return true;
    }

    /// <summary>A part that came from the slot, and on no other way, need not go back.</summary>
    private bool IsReload(Interval? before, Interval part) =>
        before is not null && before.Place.IsSlot && before.End == part.Start && !IsBlockStart(part.Start)
        && _scan.BlockAt(part.Start) == _scan.BlockAt(part.End - 1);

    private bool IsBlockStart(int position) => _function.Blocks[_scan.BlockAt(position)].From == position;

    private void ResolveEdge(int from, int to)
    {
        LirBlock source = _function.Blocks[from];
        LirBlock target = _function.Blocks[to];
        bool atEnd = source.Successors.Count == 1;
        int instruction = atEnd ? source.End - 1 : target.First;
        MoveOrder order = atEnd ? MoveOrder.EdgeEnd : MoveOrder.EdgeStart;
        System.ReadOnlySpan<ulong> live = _scan.Liveness.In(to);
        for (int word = 0; word < live.Length; word++)
        {
            for (ulong bits = live[word]; bits != 0; bits &= bits - 1)
            {
                int register = _scan.Liveness.Globals[(word << 6) + BitOperations.TrailingZeroCount(bits)];
                Interval first = _function.Registers[register].Interval!;
                if (first.Next is null)
                    continue;
                Place before = PlaceAt(first, source.To - 1);
                Place after = PlaceAt(first, target.From);
                bool fills = after.IsSlot && _function.Registers[register].IsSlotLazy;
                if ((after.IsRegister || fills) && before != after)
                    Add(instruction, order, before, after, register, register);
            }
        }

        int predecessor = target.Predecessors.IndexOf(from);
        for (int i = 0; i < target.Phis.Count; i++)
        {
            int phi = target.Phis[i];
            if (_function.Registers[phi].Interval is not { } interval)
                continue;
            int argument = target.PhiArguments[(i * target.Predecessors.Count) + predecessor];
            ref VirtualRegister info = ref _function.Registers[argument];
            Place before = info.Leaf is null ? PlaceAt(info.Interval!, source.To - 1) : Place.Leaf(argument);
            Place after = PlaceAt(interval, target.From);
            if (before != after)
                Add(instruction, order, before, after, argument, phi);
        }
    }

    private Place PlaceAt(Interval first, int position) =>
        _scan.Intervals.At(first, position)?.Place
        ?? throw new AllocationException($"{_function.Body.Symbol.Name}: v{first.Register} has no place at {position}");

    private void Add(int instruction, MoveOrder order, Place from, Place to, int source, int target) =>
        Moves.Add(new Move(instruction, order, from, to, source, target));
}
