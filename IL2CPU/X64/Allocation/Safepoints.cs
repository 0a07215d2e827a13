using System;
using System.Collections.Generic;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Allocation;

/// <summary>What is live at each call and poll.</summary>
internal sealed class Safepoints
{
    private readonly List<int> _points = [];
    private readonly List<(int Point, int Register, int Machine)> _live = [];
    private int[] _start = [];

    /// <summary>Finds, for each call and poll, the values in slots; for a poll also those in registers, which get slots for its cold path.</summary>
    public void Run(LirFunction function, LinearScan scan)
    {
        _points.Clear();
        _live.Clear();
        for (int i = 0; i < function.Code.Count; i++)
        {
            if (function.Code[i].Op is Opcode.Call or Opcode.Poll)
                _points.Add(i);
        }

        if (_points.Count == 0)
            return;
        for (int i = 0; i < scan.Intervals.Count; i++)
            Collect(function, scan, scan.Intervals[i]);
        _live.Sort(static (a, b) => a.Point != b.Point ? a.Point.CompareTo(b.Point) : a.Register.CompareTo(b.Register));
        if (_start.Length <= _points.Count)
            _start = new int[(_points.Count * 2) + 1];
        int next = 0;
        for (int point = 0; point <= _points.Count; point++)
        {
            while (next < _live.Count && _live[next].Point < point)
                next++;
            _start[point] = next;
        }
    }

    private void Collect(LirFunction function, LinearScan scan, Interval interval)
    {
        for (int range = interval.FirstRange; range >= 0; range = scan.Intervals.Ranges[range].Next)
        {
            ref LiveRange live = ref scan.Intervals.Ranges[range];
            for (int point = FirstPoint(live.From); point < _points.Count && Positions.Late(_points[point]) < live.To; point++)
            {
                if (interval.Place.IsSlot)
                {
                    _live.Add((point, interval.Register, -1));
                    continue;
                }

                if (function.Code[_points[point]].Op != Opcode.Poll)
                    throw new AllocationException($"{function.Body.Symbol.Name}: v{interval.Register} is in a register across a call");
                _live.Add((point, interval.Register, interval.Place.Register));
                ref VirtualRegister info = ref function.Registers[interval.Register];
                info.NeedsPollSlot = !info.NeedsSlot && info.Home < 0;
            }
        }
    }

    private int FirstPoint(int position)
    {
        int low = 0;
        int high = _points.Count;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (Positions.Late(_points[middle]) < position)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Virtual registers live across the call or poll, with the machine register of those not in their slot (-1).</summary>
    public ReadOnlySpan<(int Point, int Register, int Machine)> LiveAt(int instruction)
    {
        int point = _points.BinarySearch(instruction);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_live)[_start[point].._start[point + 1]];
    }
}
