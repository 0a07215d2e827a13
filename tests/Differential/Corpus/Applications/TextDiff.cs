using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using static System.Console;

namespace Corpus.Applications;

/// <summary>Shortest edit scripts by Myers' algorithm, unified hunks, patching, and a three-way merge.</summary>
public static class TextDiff
{
    private enum Kind
    {
        Same,
        Removed,
        Added,
    }

    private readonly record struct Edit(Kind Kind, string Line, int OldAt, int NewAt);

    private static List<Edit> Diff(string[] a, string[] b)
    {
        int max = a.Length + b.Length;
        var trace = new List<int[]>();
        var v = new int[(2 * max) + 2];
        for (int d = 0; d <= max; d++)
        {
            trace.Add((int[])v.Clone());
            for (int k = -d; k <= d; k += 2)
            {
                int x = k == -d || (k != d && v[max + k - 1] < v[max + k + 1]) ? v[max + k + 1] : v[max + k - 1] + 1;
                int y = x - k;
                while (x < a.Length && y < b.Length && a[x] == b[y])
                    (x, y) = (x + 1, y + 1);
                v[max + k] = x;
                if (x >= a.Length && y >= b.Length)
                    return Backtrack(a, b, trace, max);
            }
        }

        throw new InvalidOperationException("no path");
    }

    private static List<Edit> Backtrack(string[] a, string[] b, List<int[]> trace, int max)
    {
        var edits = new List<Edit>();
        int x = a.Length,
            y = b.Length;
        for (int d = trace.Count - 1; d >= 0; d--)
        {
            int[] v = trace[d];
            int k = x - y;
            int previous = k == -d || (k != d && v[max + k - 1] < v[max + k + 1]) ? k + 1 : k - 1;
            int px = v[max + previous];
            int py = px - previous;
            while (x > px && y > py && x > 0 && y > 0)
                edits.Add(new Edit(Kind.Same, a[--x], x, --y));
            if (d == 0)
                break;
            if (x == px)
                edits.Add(new Edit(Kind.Added, b[--y], x, y));
            else
                edits.Add(new Edit(Kind.Removed, a[--x], x, y));
        }

        edits.Reverse();
        return edits;
    }

    private static IEnumerable<(int Start, int End)> Hunks(List<Edit> edits, int context)
    {
        int start = -1,
            last = -1;
        for (int i = 0; i < edits.Count; i++)
        {
            if (edits[i].Kind == Kind.Same)
                continue;
            if (start >= 0 && i - last > 2 * context)
            {
                yield return (start, Math.Min(last + context + 1, edits.Count));
                start = -1;
            }

            if (start < 0)
                start = Math.Max(0, i - context);
            last = i;
        }

        if (start >= 0)
            yield return (start, Math.Min(last + context + 1, edits.Count));
    }

    private static string Unified(List<Edit> edits, int context)
    {
        var text = new StringBuilder();
        foreach ((int start, int end) in Hunks(edits, context))
        {
            List<Edit> hunk = edits.GetRange(start, end - start);
            int removed = hunk.Count(e => e.Kind != Kind.Added),
                added = hunk.Count(e => e.Kind != Kind.Removed);
            text.Append($"@@ -{hunk[0].OldAt + 1},{removed} +{hunk[0].NewAt + 1},{added} @@\n");
            foreach (Edit e in hunk)
                text.Append(
                        e.Kind switch
                        {
                            Kind.Same => ' ',
                            Kind.Removed => '-',
                            _ => '+',
                        }
                    )
                    .Append(e.Line)
                    .Append('\n');
        }

        return text.ToString();
    }

    private static string[] Patch(string[] source, string patch)
    {
        var result = new List<string>();
        int at = 0;
        foreach (string line in patch.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("@@", StringComparison.Ordinal))
            {
                int start = int.Parse(line.AsSpan(4, line.IndexOf(',') - 4)) - 1;
                while (at < start)
                    result.Add(source[at++]);
                continue;
            }

            string content = line[1..];
            if (line[0] != '+' && source[at++] != content)
                throw new InvalidOperationException($"line {at} is '{source[at - 1]}', not '{content}'");
            if (line[0] != '-')
                result.Add(content);
        }

        while (at < source.Length)
            result.Add(source[at++]);
        return [.. result];
    }

    /// <summary>For every line of the base and the end: what stands before it, and whether it stays.</summary>
    private static (List<string>[] Before, bool[] Kept) Changes(string[] original, string[] changed)
    {
        var before = new List<string>[original.Length + 1];
        for (int i = 0; i < before.Length; i++)
            before[i] = [];
        var kept = new bool[original.Length];
        foreach (Edit e in Diff(original, changed))
        {
            if (e.Kind == Kind.Added)
                before[e.OldAt].Add(e.Line);
            else
                kept[e.OldAt] = e.Kind == Kind.Same;
        }

        return (before, kept);
    }

    private static (List<string> Lines, int Conflicts) Merge(string[] original, string[] ours, string[] theirs)
    {
        var (ourBefore, ourKept) = Changes(original, ours);
        var (theirBefore, theirKept) = Changes(original, theirs);
        List<string> result = [];
        int conflicts = 0;
        for (int i = 0; i <= original.Length; i++)
        {
            List<string> x = ourBefore[i],
                y = theirBefore[i];
            if (x.SequenceEqual(y) || y.Count == 0)
                result.AddRange(x);
            else if (x.Count == 0)
                result.AddRange(y);
            else
            {
                conflicts++;
                result.AddRange(["<<<<", .. x, "====", .. y, ">>>>"]);
            }

            if (i < original.Length && ourKept[i] && theirKept[i])
                result.Add(original[i]);
        }

        return (result, conflicts);
    }

    public static int Run()
    {
        string[] a = "A B C A B B A".Split(' '),
            b = "C B A B A C".Split(' ');
        foreach (Edit e in Diff(a, b))
            Write(
                e.Kind switch
                {
                    Kind.Same => "",
                    Kind.Removed => "-",
                    _ => "+",
                }
                    + e.Line
                    + " "
            );
        WriteLine();
        string[] poem = [.. Enumerable.Range(1, 40).Select(i => $"line {i} of {i * i % 11}")];
        string[] edited =
        [
            .. poem.Where((_, i) => i % 13 != 4)
                .Select((l, i) => i % 17 == 3 ? l + "!" : l)
                .SelectMany((l, i) => i == 20 ? new[] { l, "inserted one", "inserted two" } : [l]),
        ];
        List<Edit> edits = Diff(poem, edited);
        string patch = Unified(edits, 2);
        Write(patch);
        WriteLine(Patch(poem, patch).SequenceEqual(edited) + " " + edits.Count(e => e.Kind == Kind.Same));
        try
        {
            Patch(edited, patch);
        }
        catch (Exception e) when (e is InvalidOperationException or IndexOutOfRangeException)
        {
            WriteLine(e.Message);
        }
        foreach (
            (string[] x, string[] y) in new (string[], string[])[]
            {
                ([], []),
                (["a"], []),
                ([], ["b", "c"]),
                (["a", "b"], ["a", "b"]),
                (["x"], ["y"]),
            }
        )
            WriteLine(Diff(x, y).Count + "|" + Unified(Diff(x, y), 3).Replace("\n", "/"));
        string[] ours = [.. poem[..10], "our line", .. poem[10..25], .. poem[26..]];
        string[] theirs = [.. poem[..10], "their line", .. poem[10..30], "tail", .. poem[30..]];
        var (merged, conflicts) = Merge(poem, ours, theirs);
        WriteLine(conflicts + " conflict, " + merged.Count + " lines");
        WriteLine(string.Join('/', merged.Skip(8).Take(9)));
        var (clean, none) = Merge(poem, ours, poem);
        WriteLine(none + " " + clean.SequenceEqual(ours));
        return conflicts;
    }
}
