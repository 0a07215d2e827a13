using System;
using System.Collections.Generic;

namespace Differential;

/// <summary>What a run of many programs in one process printed, taken apart by program.</summary>
internal static class BatchReport
{
    private const char Mark = '\u0001';

    /// <summary>Output and status of one program; without a status it did not come to its end.</summary>
    internal sealed record Entry(string Output, string? Status);

    /// <summary>Programs by name. Pairs with the batch of Corpus.Program.</summary>
    public static Dictionary<string, Entry> Parse(string output)
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        string? name = null;
        foreach (string part in output.Split(Mark))
        {
            int end = part.IndexOf('\n', StringComparison.Ordinal);
            if (end < 0)
                continue;
            string line = part[..end];
            if (line.StartsWith("begin ", StringComparison.Ordinal))
            {
                name = line["begin ".Length..];
                entries.Add(name, new Entry(part[(end + 1)..], null));
            }
            else if (name is not null && line.StartsWith("end ", StringComparison.Ordinal))
            {
                entries[name] = entries[name] with { Status = line["end ".Length..] };
            }
        }

        return entries;
    }
}
