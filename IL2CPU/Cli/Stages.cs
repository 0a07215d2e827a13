using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace IL2CPU.Cli;

/// <summary>Times of the stages of one compilation, for --stats.</summary>
internal sealed class Stages
{
    private readonly List<(string Name, TimeSpan Time)> _times = [];
    private readonly Stopwatch _total = Stopwatch.StartNew();

    /// <summary>Runs and times a stage.</summary>
    public T Run<T>(string name, Func<T> work)
    {
        Stopwatch watch = Stopwatch.StartNew();
        T result = work();
        _times.Add((name, watch.Elapsed));
        return result;
    }

    public void Print(TextWriter writer, int methods, long fileBytes, IReadOnlyList<(string Category, long Bytes)> sizes)
    {
        foreach ((string name, TimeSpan time) in _times)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-12} {time.TotalMilliseconds,8:F0} ms"));
        double seconds = Math.Max(0.001, _total.Elapsed.TotalSeconds);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"total        {seconds * 1000,8:F0} ms, {methods} methods, {methods / seconds:F0} methods/s"));
        foreach ((string category, long bytes) in sizes)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes,12} bytes {category}"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fileBytes,12} bytes file"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.CpuUsage.TotalTime.TotalMilliseconds,12:F0} ms processor time of this process"));
        int collections = GC.CollectionCount(0);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalPauseDuration().TotalMilliseconds,12:F0} ms in {collections} collections; {GC.GetTotalAllocatedBytes() >> 20} MB allocated"));
        using Process self = Process.GetCurrentProcess();
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{self.PeakWorkingSet64 / (1024 * 1024),12} MB peak memory"));
    }
}
