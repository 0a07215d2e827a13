using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace IL2CPU.Passes;

/// <summary>Time and memory that named parts of a compilation take; not part of any output.</summary>
/// <remarks>Parts may nest: what an inner one took does not count for the outer one.</remarks>
public sealed class Costs
{
    private readonly Dictionary<string, int> _index = [];
    private readonly List<Part> _parts = [];
    private long _ticks;
    private long _bytes;

    /// <summary>What the runs of one part took together.</summary>
    public readonly record struct Row(string Name, TimeSpan Time, long AllocatedBytes, int Runs);

    /// <summary>Where a run began: the clock, the bytes allocated, and how much of both had been counted.</summary>
    public readonly record struct Start(long Ticks, long Bytes, long CountedTicks, long CountedBytes);

    private sealed class Part(string name)
    {
        public string Name => name;

        public long Ticks { get; set; }

        public long Bytes { get; set; }

        public int Runs { get; set; }
    }

    /// <summary>In order of the ends of first runs.</summary>
    public IReadOnlyList<Row> Rows => _parts.ConvertAll(static part => new Row(part.Name, Stopwatch.GetElapsedTime(0, part.Ticks), part.Bytes, part.Runs));

    public Start Begin() => new(Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread(), _ticks, _bytes);

    /// <summary>Ends a run of the part.</summary>
    /// <returns>The start of whatever follows at once.</returns>
    public Start End(string name, Start start)
    {
        long now = Stopwatch.GetTimestamp();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long ticks = now - start.Ticks - (_ticks - start.CountedTicks);
        long bytes = allocated - start.Bytes - (_bytes - start.CountedBytes);
        _ticks += ticks;
        _bytes += bytes;
        if (!_index.TryGetValue(name, out int at))
        {
            at = _parts.Count;
            _index.Add(name, at);
            _parts.Add(new Part(name));
        }

        Part part = _parts[at];
        part.Ticks += ticks;
        part.Bytes += bytes;
        part.Runs++;
        return new Start(now, allocated, _ticks, _bytes);
    }
}
