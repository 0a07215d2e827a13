using System;
using System.Collections.Generic;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Allocation;

// Linear scan over intervals with holes, splitting at uses and calls (Wimmer and Mössenböck 2005, Wimmer and Franz 2010).
// A value has one definition, so its slot is filled there once and never again: going to memory costs nothing later.
// Splits into a register happen at gaps, where a move can be put; splits into the slot anywhere.
// Every register is destroyed by every call.
internal sealed partial class LinearScan
{
    private const int Never = int.MaxValue;

    // Blocks looked at for going on in a register; keeps the scan linear.
    private const int ResumeDistance = 64;
    private readonly List<int> _calls = [];
    private readonly List<(int Position, uint Registers)> _clobbers = [];
    private readonly List<Interval>[] _active = [[], []];
    private readonly List<Interval>[] _inactive = [[], []];
    private readonly PriorityQueue<Interval, (int, int)> _unhandled = new();
    private readonly int[] _free = new int[Registers.Count];
    private readonly int[] _block = new int[Registers.Count];
    private LirFunction _function = null!;
    private int _limit;

    public IntervalSet Intervals { get; } = new();

    public Liveness Liveness { get; } = new();

    /// <summary>Place of every operand, by operand index.</summary>
    public Place[] OperandPlaces { get; private set; } = [];

    public void Run(LirFunction function)
    {
        _function = function;
        Intervals.Clear();
        _calls.Clear();
        _clobbers.Clear();
        _unhandled.Clear();
        foreach (int kind in (ReadOnlySpan<int>)[0, 1])
        {
            _active[kind].Clear();
            _inactive[kind].Clear();
        }

        Liveness.Run(function);
        Build();
        Scan();
        AssignOperands();
    }

    private void Scan()
    {
        while (_unhandled.TryDequeue(out Interval? current, out _))
        {
            int kind = _function.Registers[current.Register].IsVector ? 1 : 0;
            Expire(kind, current.Start);
            Allocate(current, kind);
            if (current.Place.IsRegister)
                _active[kind].Add(current);
        }
    }

    private void Push(Interval interval) => _unhandled.Enqueue(interval, (interval.Start, interval.Sequence));

    private void Expire(int kind, int position)
    {
        List<Interval> active = _active[kind];
        List<Interval> inactive = _inactive[kind];
        int oldInactive = inactive.Count;
        int kept = 0;
        for (int i = 0; i < active.Count; i++)
        {
            Interval interval = active[i];
            if (interval.End <= position)
                continue;
            if (Intervals.Advance(interval, position))
                active[kept++] = interval;
            else
                inactive.Add(interval);
        }

        active.RemoveRange(kept, active.Count - kept);
        kept = 0;
        for (int i = 0; i < inactive.Count; i++)
        {
            Interval interval = inactive[i];
            if (i < oldInactive)
            {
                if (interval.End <= position)
                    continue;
                if (Intervals.Advance(interval, position))
                {
                    active.Add(interval);
                    continue;
                }
            }

            inactive[kept++] = interval;
        }

        inactive.RemoveRange(kept, inactive.Count - kept);
    }

    private void Allocate(Interval current, int kind)
    {
        if (current.IsFirst && _function.Registers[current.Register].Home >= 0)
        {
            Spill(current);
            return;
        }

        int[] order = kind == 0 ? Registers.General : Registers.Vector;
        FindClobbers(current, order);
        if (!TryFree(current, kind, order))
            TakeBlocked(current, kind, order);
    }

    /// <summary>Fills <see cref="_block"/>: up to where each register is undisturbed by calls and fixed uses.</summary>
    private void FindClobbers(Interval current, int[] order)
    {
        _limit = FirstCovered(current);
        foreach (int register in order)
            _block[register] = _limit;
        if (_clobbers.Count == 0)
            return;
        int index = LowerBound(current.Start);
        for (; index < _clobbers.Count && _clobbers[index].Position < current.End; index++)
        {
            (int position, uint registers) = _clobbers[index];
            if (position >= _limit)
                break;
            if (!Intervals.Covers(current, position))
                continue;
            for (uint rest = registers; rest != 0; rest &= rest - 1)
            {
                int register = Registers.Lowest(rest);
                _block[register] = Math.Min(_block[register], position);
            }
        }
    }

    private int LowerBound(int position)
    {
        int low = 0;
        int high = _clobbers.Count;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (_clobbers[middle].Position < position)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>First call during which the interval is live.</summary>
    private int FirstCovered(Interval interval)
    {
        for (int range = interval.FirstRange; range >= 0; range = Intervals.Ranges[range].Next)
        {
            int call = NextCall(Intervals.Ranges[range].From);
            if (call < Intervals.Ranges[range].To)
                return call;
        }

        return Never;
    }

    private int NextCall(int position)
    {
        int index = _calls.BinarySearch(position);
        if (index < 0)
            index = ~index;
        return index < _calls.Count ? _calls[index] : Never;
    }

    private bool TryFree(Interval current, int kind, int[] order)
    {
        Array.Copy(_block, _free, _block.Length);
        foreach (Interval interval in _active[kind])
            _free[interval.Place.Register] = 0;
        foreach (Interval interval in _inactive[kind])
        {
            int register = interval.Place.Register;
            if (_free[register] > current.Start)
                _free[register] = Math.Min(_free[register], Intervals.Intersection(interval, current));
        }

        int best = order[0];
        foreach (int register in order)
        {
            if (_free[register] > _free[best])
                best = register;
        }

        int hint = current.Preferred >= 0 ? current.Preferred : HintFor(current, kind);
        if (hint >= 0 && (_free[hint] >= Math.Min(current.End, _limit) || _free[hint] == _free[best]))
            best = hint;
        int free = _free[best];
        int use = Intervals.NextUse(current, current.Start, Need.RegisterOrMemory);
        int firstUse = use < 0 ? Never : Intervals.Uses[use].Position;
        if (free <= current.Start || (firstUse >= free && free < current.End))
        {
            // Not worth a register before the call, or no use ever wants one.
            if (StaysWhereItArrived(current, best, free))
            {
                current.Place = Place.InRegister(best);
                SplitBefore(current, free);
                return true;
            }

            if (firstUse != Never && (free != _limit || free <= current.Start))
                return false;
            if (!CanSpill(current))
                return false;
            Spill(current);
            return true;
        }

        current.Place = Place.InRegister(best);
        if (free < current.End)
            SplitBefore(current, free);
        return true;
    }

    /// <summary>A parameter may keep its register up to a call in another block: a way that avoids the call then needs no slot.</summary>
    private bool StaysWhereItArrived(Interval current, int register, int free)
    {
        if (free != _limit || !current.IsFirst || current.Start >= _function.Blocks[0].To || _limit < _function.Blocks[0].To)
            return false;
        int use = current.FirstUse;
        return use >= 0 && Intervals.Uses[use].Hint == register && _function.Operands[Intervals.Uses[use].Operand].IsDef;
    }

    private bool CanSpill(Interval current)
    {
        int use = Intervals.NextUse(current, current.Start, Need.Register);
        return use < 0 || Positions.Gap(Positions.Instruction(Intervals.Uses[use].Position)) > current.Start;
    }

    /// <summary>Ends an interval that has a register before the register is lost.</summary>
    private void SplitBefore(Interval current, int position)
    {
        int last = Math.Max(Intervals.LastUseBefore(current, position), current.Start);
        int gap = position & ~3;
        if (position != _limit && gap > current.Start)
        {
            Push(Intervals.Split(current, gap));
            return;
        }

        // At a call nothing but the slot will do; leave the register right after the last use, but not before the block of
        // the call: other ways may go on with the register, and the slot is filled as late as that.
        int cut = Math.Max(last + 1, LastStart(last, position));
        Interval rest = Intervals.Split(current, cut);
        if (rest.Start > cut)
            Push(rest);
        else
            Spill(rest);
    }

    /// <summary>Just behind the start of the block of a call, or where a loop begins before that: there the register would have to be reloaded.</summary>
    private int LastStart(int last, int call)
    {
        int from = BlockAt(last);
        int to = BlockAt(call);
        for (int b = from + 1; b <= to; b++)
        {
            LirBlock block = _function.Blocks[b];
            if (block.LoopDepth > _function.Blocks[from].LoopDepth || IsLoopHeader(b) || block.IsCold)
                return block.From;
        }

        return _function.Blocks[to].From + 1;
    }

    private bool IsLoopHeader(int b)
    {
        // Cold code stands behind everything; coming back from it is no loop.
        foreach (int predecessor in _function.Blocks[b].Predecessors)
        {
            if (predecessor >= b && (!_function.Blocks[predecessor].IsCold || _function.Blocks[b].IsCold))
                return true;
        }

        return false;
    }

    /// <summary>Puts an interval into its slot, up to the next use that wants a register.</summary>
    private void Spill(Interval interval)
    {
        ref VirtualRegister info = ref _function.Registers[interval.Register];
        interval.Place = Place.Slot(interval.Register);
        if (info.Home < 0)
            info.NeedsSlot = true;
        int reload = ReloadPoint(interval);
        int resume = ResumePoint(interval, reload >= 0 ? reload : interval.End, out int register);
        if (resume >= 0)
        {
            Interval rest = Intervals.Split(interval, resume);
            rest.Preferred = register;
            Push(rest);
        }
        else if (reload >= 0)
        {
            Push(Intervals.Split(interval, reload));
        }
    }

    /// <summary>
    /// The start of a block that this spilled part does not lead to: on all edges into it the value is still in a register,
    /// and some use follows before the next call.
    /// </summary>
    private int ResumePoint(Interval interval, int end, out int register)
    {
        register = -1;
        int last = BlockAt(interval.Start);
        int limit = Math.Min(_function.Blocks.Count, last + ResumeDistance);
        for (int b = last + 1; b < limit && _function.Blocks[b].From < end; b++)
        {
            LirBlock block = _function.Blocks[b];
            if (block.IsCold)
                return -1;
            if (block.Predecessors.Count == 0 || block.Predecessors[0] >= last || !Intervals.Covers(interval, block.From))
                continue;
            register = RegisterOnEdges(interval.Register, block, last);
            if (register >= 0 && IsUsedFrom(interval, b))
                return block.From;
        }

        return -1;
    }

    /// <summary>The register a value is in where the predecessors of a block end; -1 if one comes too late or has it elsewhere.</summary>
    private int RegisterOnEdges(int value, LirBlock block, int last)
    {
        int register = -1;
        foreach (int predecessor in block.Predecessors)
        {
            if (predecessor >= last)
                return -1;
            Interval? part = Intervals.At(_function.Registers[value].Interval, _function.Blocks[predecessor].To - 1);
            if (part is null || !part.Place.IsRegister || (register >= 0 && part.Place.Register != register))
                return -1;
            register = part.Place.Register;
        }

        return register;
    }

    private bool IsUsedFrom(Interval interval, int b)
    {
        int from = _function.Blocks[b].From;
        for (int use = interval.FirstUse; use >= 0; use = Intervals.Uses[use].Next)
        {
            int position = Intervals.Uses[use].Position;
            if (position >= from)
                return position < NextCall(from) || position < _function.Blocks[b].To;
        }

        return false;
    }

    private int ReloadPoint(Interval interval)
    {
        for (int use = interval.FirstUse; use >= 0; use = Intervals.Uses[use].Next)
        {
            ref UsePoint point = ref Intervals.Uses[use];
            if (point.Need == Need.Any)
                continue;
            int gap = Positions.Gap(Positions.Instruction(point.Position));
            if (point.Need == Need.RegisterOrMemory && (gap <= interval.Start || !WantsRegister(interval, use)))
                continue;
            if (gap <= interval.Start)
                throw new AllocationException($"{_function.Body.Symbol.Name}: v{interval.Register} must be in a register at {point.Position}");
            return EarlierPoint(interval, gap);
        }

        return -1;
    }

    /// <summary>One use can read the slot; a second before the next call, or a loop, pays for a register.</summary>
    private bool WantsRegister(Interval interval, int use)
    {
        int position = Intervals.Uses[use].Position;
        int next = Intervals.Uses[use].Next;
        while (next >= 0 && Intervals.Uses[next].Need == Need.Any)
            next = Intervals.Uses[next].Next;
        if (next >= 0 && Intervals.Uses[next].Position < NextCall(position))
            return true;
        return _function.Blocks[BlockAt(position)].LoopDepth > _function.Blocks[BlockAt(interval.Start)].LoopDepth;
    }

    /// <summary>Moves a reload out of loops, to a block start or the edges into a loop, when no call lies between.</summary>
    private int EarlierPoint(Interval interval, int gap)
    {
        int block = BlockAt(gap);
        int best = gap;
        int bestDepth = _function.Blocks[block].LoopDepth;
        for (; block > 0 && bestDepth > 0; block--)
        {
            LirBlock candidate = _function.Blocks[block];
            if (candidate.From <= interval.Start || NextCall(candidate.From) < gap)
                break;
            if (!Intervals.Covers(interval, candidate.From))
                break;
            int depth = candidate.LoopDepth - (IsLoopHeader(block) ? 1 : 0);
            if (depth < bestDepth)
            {
                bestDepth = depth;
                best = candidate.From;
            }
        }

        return best;
    }

    public int BlockAt(int position)
    {
        int instruction = Positions.Instruction(position);
        int low = 0;
        int high = _function.Blocks.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >> 1;
            if (_function.Blocks[middle].First <= instruction)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }
}
