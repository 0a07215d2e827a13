using System;
using System.Collections.Generic;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Allocation;

// No register is free: the value whose next use is farthest goes to memory.
internal sealed partial class LinearScan
{
    private readonly int[] _nextUse = new int[Registers.Count];

    private void TakeBlocked(Interval current, int kind, int[] order)
    {
        int use = Intervals.NextUse(current, current.Start, Need.RegisterOrMemory);
        int firstUse = use < 0 ? Never : Intervals.Uses[use].Position;
        FindNextUses(current, kind, order);
        int best = order[0];
        foreach (int register in order)
        {
            if (_nextUse[register] > _nextUse[best])
                best = register;
        }

        if (_nextUse[best] <= firstUse)
        {
            if (!CanSpill(current))
                throw new AllocationException($"{_function.Body.Symbol.Name}: no register for v{current.Register} at {current.Start}");
            Spill(current);
            return;
        }

        Evict(best, current, kind);
        current.Place = Place.InRegister(best);
        if (_block[best] < current.End)
            SplitBefore(current, _block[best]);
    }

    private void FindNextUses(Interval current, int kind, int[] order)
    {
        foreach (int register in order)
            _nextUse[register] = _block[register];
        foreach (Interval interval in _active[kind])
            LimitByUse(interval, current.Start);
        foreach (Interval interval in _inactive[kind])
        {
            if (Intervals.Intersection(interval, current) != Never)
                LimitByUse(interval, current.Start);
        }
    }

    private void LimitByUse(Interval interval, int position)
    {
        int use = Intervals.NextUse(interval, position, Need.RegisterOrMemory);
        if (use < 0)
            return;
        int register = interval.Place.Register;
        int next = Intervals.Uses[use].Position;
        // A use by the very instruction at hand cannot be reloaded for: the gap before it is past.
        if (Positions.Gap(Positions.Instruction(next)) <= position)
            next = position;
        _nextUse[register] = Math.Min(_nextUse[register], next);
    }

    private void Evict(int register, Interval current, int kind)
    {
        List<Interval> active = _active[kind];
        for (int i = active.Count - 1; i >= 0; i--)
        {
            Interval interval = active[i];
            if (interval.Place.Register != register)
                continue;
            active.RemoveAt(i);
            if (interval.Start >= current.Start)
                Spill(interval);
            else
                Spill(Intervals.Split(interval, current.Start));
        }

        List<Interval> inactive = _inactive[kind];
        for (int i = inactive.Count - 1; i >= 0; i--)
        {
            Interval interval = inactive[i];
            if (interval.Place.Register != register || Intervals.Intersection(interval, current) == Never)
                continue;
            inactive.RemoveAt(i);
            // It is in a hole: the rest starts anew where the hole ends.
            Push(Intervals.Split(interval, Intervals.Ranges[interval.Cursor].From));
        }
    }

    /// <summary>Register that would save a move: of a use with a fixed place, of the part before, of the operand tied to it.</summary>
    private int HintFor(Interval current, int kind)
    {
        for (int use = current.FirstUse; use >= 0; use = Intervals.Uses[use].Next)
        {
            ref UsePoint point = ref Intervals.Uses[use];
            if (point.Hint >= 0 && Registers.IsVector(point.Hint) == (kind == 1) && _free[point.Hint] >= Math.Min(current.End, _limit))
                return point.Hint;
        }

        ref VirtualRegister register = ref _function.Registers[current.Register];
        int found = PlaceOf(register.Hint, current, kind);
        return found >= 0 || !current.IsFirst ? found : PlaceOf(register.Tied, current, kind);
    }

    private int PlaceOf(int other, Interval current, int kind)
    {
        if (other == 0 || _function.Registers[other].IsVector != (kind == 1))
            return -1;
        Interval? partner = Intervals.At(_function.Registers[other].Interval, current.Start - 1) ?? _function.Registers[other].Interval;
        return partner is not null && partner.Place.IsRegister ? partner.Place.Register : -1;
    }
}
