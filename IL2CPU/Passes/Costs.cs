using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace IL2CPU.Passes;

/// <summary>Time and memory that named parts of a compilation take; not part of any output.</summary>
/// <remarks>Parts may nest: what an inner one took does not count for the outer one.</remarks>
public sealed class Costs
{
    private readonly Dictionary<string, int> _index = [];
    private readonly List<Row> _rows = [];
    private long _ticks;
    private long _bytes;

    /// <summary>What the runs of one part took together.</summary>
    public readonly record struct Row(string Name, TimeSpan Time, long AllocatedBytes, int Runs);

    /// <summary>Where a run began: the clock, the bytes allocated, and how much of both had been counted.</summary>
    public readonly record struct Start(long Ticks, long Bytes, long CountedTicks, long CountedBytes);

    /// <summary>In order of the ends of first runs.</summary>
    public IReadOnlyList<Row> Rows => _rows;

    public Start Begin() => new(Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread(), _ticks, _bytes);

    /// <summary>Ends a run of the part.</summary>
    public void End(string name, Start start)
    {
        long ticks = Stopwatch.GetTimestamp() - start.Ticks - (_ticks - start.CountedTicks);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - start.Bytes - (_bytes - start.CountedBytes);
        _ticks += ticks;
        _bytes += bytes;
        TimeSpan time = Stopwatch.GetElapsedTime(0, ticks);
        if (!_index.TryGetValue(name, out int at))
        {
            _index.Add(name, _rows.Count);
            _rows.Add(new Row(name, time, bytes, 1));
            return;
        }

        Row before = _rows[at];
        _rows[at] = new Row(name, before.Time + time, before.AllocatedBytes + bytes, before.Runs + 1);
    }
}
