using System;
using System.Collections.Generic;
using System.Linq;

namespace Differential;

/// <summary>The corpus, and what its programs do on .NET: one process runs them all.</summary>
internal static class Expectations
{
    private static readonly Lazy<Dictionary<string, BatchReport.Entry>> s_entries = new(RunAll);

    /// <summary>The assembly that holds all programs.</summary>
    public static string Assembly { get; } = Toolchain.Built("Corpus", "Corpus.dll");

    public static IReadOnlyList<string> Names { get; } =
        Toolchain.Run("dotnet", [Assembly, "list"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Output and exit status on .NET.</summary>
    public static (string Output, int Status) Of(string name)
    {
        BatchReport.Entry entry = s_entries.Value.GetValueOrDefault(name) ?? throw new InvalidOperationException($"{name} did not run on .NET");
        if (!int.TryParse(entry.Status, out int status))
            throw new InvalidOperationException($"{name} has no exit status on .NET: {entry.Status ?? "it ended the process"}\n{entry.Output}");
        return (entry.Output, status);
    }

    private static Dictionary<string, BatchReport.Entry> RunAll()
    {
        Toolchain.Outcome outcome = Toolchain.Run("dotnet", [Assembly, "batch"]);
        Dictionary<string, BatchReport.Entry> entries = BatchReport.Parse(outcome.Output);
        if (entries.Count < Names.Count)
            throw new InvalidOperationException($"on .NET, {entries.Keys.LastOrDefault()} ended the whole batch: {outcome.Errors}");
        return entries;
    }
}
