using System.Collections.Generic;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Allocation;

/// <summary>Owner of intervals, their ranges and uses; emptied between methods.</summary>
internal sealed class IntervalSet
{
    private readonly List<Interval> _pool = [];
    private int _used;

    public Arena<LiveRange> Ranges { get; } = new();

    public Arena<UsePoint> Uses { get; } = new();

    public int Count => _used;

    public Interval this[int index] => _pool[index];

    public void Clear()
    {
        Ranges.Clear();
        Uses.Clear();
        _used = 0;
    }

    public Interval New(int register)
    {
        if (_used == _pool.Count)
            _pool.Add(new Interval());
        Interval interval = _pool[_used];
        interval.Register = register;
        interval.Sequence = _used++;
        interval.FirstRange = -1;
        interval.FirstUse = -1;
        interval.Cursor = -1;
        interval.Place = Place.None;
        interval.Preferred = -1;
        interval.Next = null;
        interval.IsFirst = true;
        return interval;
    }

    /// <summary>Adds a range in front; ranges arrive in descending order.</summary>
    public void Prepend(Interval interval, int from, int to)
    {
        int first = interval.FirstRange;
        if (first >= 0 && Ranges[first].From <= to)
        {
            ref LiveRange range = ref Ranges[first];
            if (from < range.From)
                range.From = from;
            if (to > range.To)
                range.To = to;
            return;
        }

        interval.FirstRange = Ranges.Add(new LiveRange { From = from, To = to, Next = first });
    }

    public void PrependUse(Interval interval, int position, int operand, Need need, sbyte hint) =>
        interval.FirstUse = Uses.Add(new UsePoint { Position = position, Operand = operand, Need = need, Hint = hint, Next = interval.FirstUse });

    /// <summary>Cuts at a point strictly inside; the second part gets the uses at and after it, and starts later if the point is in a hole.</summary>
    public Interval Split(Interval interval, int position)
    {
        Interval second = New(interval.Register);
        second.IsFirst = false;
        second.Next = interval.Next;
        interval.Next = second;
        second.End = interval.End;

        int previous = -1;
        int current = interval.FirstRange;
        while (Ranges[current].To <= position)
        {
            previous = current;
            current = Ranges[current].Next;
        }

        if (Ranges[current].From < position)
        {
            second.FirstRange = Ranges.Add(new LiveRange { From = position, To = Ranges[current].To, Next = Ranges[current].Next });
            Ranges[current].To = position;
            Ranges[current].Next = -1;
            interval.End = position;
        }
        else
        {
            second.FirstRange = current;
            Ranges[previous].Next = -1;
            interval.End = Ranges[previous].To;
        }

        second.Start = Ranges[second.FirstRange].From;
        second.Cursor = second.FirstRange;
        interval.Cursor = interval.FirstRange;
        SplitUses(interval, second, position);
        return second;
    }

    private void SplitUses(Interval interval, Interval second, int position)
    {
        int previous = -1;
        int use = interval.FirstUse;
        while (use >= 0 && Uses[use].Position < position)
        {
            previous = use;
            use = Uses[use].Next;
        }

        second.FirstUse = use;
        if (previous < 0)
            interval.FirstUse = -1;
        else
            Uses[previous].Next = -1;
    }

    public bool Covers(Interval interval, int position)
    {
        for (int range = interval.FirstRange; range >= 0; range = Ranges[range].Next)
        {
            if (Ranges[range].From > position)
                return false;
            if (position < Ranges[range].To)
                return true;
        }

        return false;
    }

    /// <summary>As <see cref="Covers"/> for positions that only grow.</summary>
    public bool Advance(Interval interval, int position)
    {
        int range = interval.Cursor;
        while (range >= 0 && Ranges[range].To <= position)
            range = Ranges[range].Next;
        interval.Cursor = range;
        return range >= 0 && Ranges[range].From <= position;
    }

    /// <summary>First point both cover, at or after the cursor of the first; int.MaxValue for none.</summary>
    public int Intersection(Interval a, Interval b)
    {
        int i = a.Cursor;
        int j = b.FirstRange;
        while (i >= 0 && j >= 0)
        {
            ref LiveRange x = ref Ranges[i];
            ref LiveRange y = ref Ranges[j];
            if (x.To <= y.From)
                i = x.Next;
            else if (y.To <= x.From)
                j = y.Next;
            else
                return x.From > y.From ? x.From : y.From;
        }

        return int.MaxValue;
    }

    /// <summary>First use at or after a point that wants a register at least as much as asked; -1 for none.</summary>
    public int NextUse(Interval interval, int position, Need weakest)
    {
        for (int use = interval.FirstUse; use >= 0; use = Uses[use].Next)
        {
            if (Uses[use].Position >= position && Uses[use].Need <= weakest)
                return use;
        }

        return -1;
    }

    /// <summary>Last use strictly before a point, of any need; -1 for none.</summary>
    public int LastUseBefore(Interval interval, int position)
    {
        int last = -1;
        for (int use = interval.FirstUse; use >= 0 && Uses[use].Position < position; use = Uses[use].Next)
            last = Uses[use].Position;
        return last;
    }

    /// <summary>The part of a lifetime that covers a point.</summary>
    public Interval? At(Interval? first, int position)
    {
        for (Interval? interval = first; interval is not null && interval.Start <= position; interval = interval.Next)
        {
            if (position < interval.End && Covers(interval, position))
                return interval;
        }

        return null;
    }
}
