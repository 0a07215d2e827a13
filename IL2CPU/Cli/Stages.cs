using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using IL2CPU.Passes;

namespace IL2CPU.Cli;

/// <summary>Times of the stages of one compilation, for --stats.</summary>
internal sealed class Stages
{
    private readonly Costs _costs = new();
    private readonly Stopwatch _total = Stopwatch.StartNew();

    /// <summary>Runs and measures a stage, or a part of one.</summary>
    public T Run<T>(string name, Func<T> work)
    {
        Costs.Start start = _costs.Begin();
        T result = work();
        _costs.End(name, start);
        return result;
    }

    public void Print(TextWriter writer, Costs passes, int methods, long fileBytes, IReadOnlyList<(string Category, long Bytes)> sizes)
    {
        foreach (Costs.Row pass in passes.Rows)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {pass.Name,-22}{pass.Time.TotalMilliseconds,8:F1} ms{pass.AllocatedBytes / 1048576.0,8:F1} MB{pass.Runs,8} runs"));
        foreach (Costs.Row stage in _costs.Rows)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage.Name,-24}{stage.Time.TotalMilliseconds,8:F1} ms{stage.AllocatedBytes / 1048576.0,8:F1} MB"));
        double seconds = Math.Max(0.001, _total.Elapsed.TotalSeconds);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"total",-24}{seconds * 1000,8:F1} ms, {methods} methods, {methods / seconds:F0} methods/s"));
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
