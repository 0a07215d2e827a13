using System;
using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Corpus.Library;

/// <summary>SearchValues, searches in spans, frozen collections, alternate lookups by span.</summary>
public static class Searching
{
    private static readonly SearchValues<char> s_vowels = SearchValues.Create("aeiouäöü");
    private static readonly SearchValues<byte> s_controls = SearchValues.Create([.. Enumerable.Range(0, 32).Select(b => (byte)b)]);
    private static readonly SearchValues<string> s_names = SearchValues.Create(["ada", "grace", "edsger"], StringComparison.OrdinalIgnoreCase);

    public static int Run()
    {
        string text = "Where Grace met Ada: the quick brown fox, über alles.\tEnd";
        Console.WriteLine($"{text.AsSpan().IndexOfAny(s_vowels)} {text.AsSpan().LastIndexOfAny(s_vowels)} {text.AsSpan().IndexOfAnyExcept(s_vowels)}");
        Console.WriteLine($"{text.AsSpan().IndexOfAny(s_names)} {text.AsSpan().ContainsAny(s_names)} {Encoding.UTF8.GetBytes(text).AsSpan().IndexOfAny(s_controls)}");
        Console.WriteLine($"{Count(text, s_vowels)} {s_vowels.Contains('ö')} {s_vowels.Contains('x')} {"xyz".AsSpan().IndexOfAny(s_vowels)}");
        Spans(text);
        Frozen();
        Alternate(text);
        return 0;
    }

    private static int Count(ReadOnlySpan<char> text, SearchValues<char> values)
    {
        int count = 0;
        while (text.IndexOfAny(values) is >= 0 and int at)
        {
            count++;
            text = text[(at + 1)..];
        }

        return count;
    }

    private static void Spans(string text)
    {
        ReadOnlySpan<char> span = text;
        Console.WriteLine($"{span.IndexOf("Ada")} {span.LastIndexOf('e')} {span.IndexOfAnyInRange('0', '9')} {span.IndexOfAnyExceptInRange('A', 'z')}");
        Console.WriteLine($"{span.StartsWith("where", StringComparison.OrdinalIgnoreCase)} {span.EndsWith("End")} {span.Count('e')} {span.CommonPrefixLength("When")}");
        foreach (Range part in span.Split(' '))
            Console.Write($"{part} ");
        Console.WriteLine();
        foreach (Range part in span.SplitAny(":,."))
            Console.Write($"<{span[part].Trim()}>");
        Console.WriteLine();
        Span<Range> ranges = stackalloc Range[4];
        int n = span.Split(ranges, ' ', StringSplitOptions.RemoveEmptyEntries);
        Console.WriteLine($"{n} {span[ranges[3]]}");
        Span<int> numbers = [5, 3, 9, 1, 3];
        numbers.Sort((a, b) => b - a);
        Console.WriteLine($"{string.Join(' ', numbers.ToArray())} {numbers.BinarySearch(9, Comparer<int>.Create((a, b) => b - a))} {numbers.IndexOf([3, 3])}");
        numbers.Replace(3, 33);
        numbers[1..].Reverse();
        Console.WriteLine($"{string.Join(' ', numbers.ToArray())} {numbers.SequenceCompareTo([9, 1])} {numbers.Contains(33)} {numbers.ContainsAnyExcept(9)}");
        foreach (ReadOnlySpan<char> line in "one\r\ntwo\n\nfour".AsSpan().EnumerateLines())
            Console.Write($"[{line}]");
        foreach (Rune rune in "a€😀".AsSpan().EnumerateRunes())
            Console.Write($" {rune.Value:x}/{rune.Utf8SequenceLength}");
        Console.WriteLine();
    }

    private static void Frozen()
    {
        FrozenDictionary<string, int> lengths = "zero one two three four five six".Split(' ').ToFrozenDictionary(w => w, w => w.Length, StringComparer.Ordinal);
        Console.WriteLine($"{lengths["three"]} {lengths.TryGetValue("seven", out _)} {lengths.Count} {lengths.Keys.Order().First()}");
        FrozenDictionary<int, string> byNumber = Enumerable.Range(-3, 40).ToFrozenDictionary(i => i * 7, i => $"v{i}");
        Console.WriteLine($"{byNumber[-21]} {byNumber[252]} {byNumber.ContainsKey(8)} {byNumber.Values.Length}");
        FrozenSet<string> set = new[] { "Alpha", "beta", "ALPHA" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        Console.WriteLine($"{set.Count} {set.Contains("alpha")} {set.IsSubsetOf(["ALPHA", "BETA", "x"])} {set.TryGetValue("BETA", out string actual)} {actual}");
        FrozenDictionary<DayOfWeek, (int, string)> days = Enum.GetValues<DayOfWeek>().ToFrozenDictionary(d => d, d => ((int)d, d.ToString()));
        Console.WriteLine($"{days[DayOfWeek.Friday]} {FrozenDictionary<string, int>.Empty.Count}");
    }

    private static void Alternate(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        ReadOnlySpan<char> span = text + " where the ADA";
        foreach (Range part in span.Split(' '))
        {
            ReadOnlySpan<char> word = span[part].Trim(":,.");
            lookup[word] = lookup.TryGetValue(word, out int n) ? n + 1 : 1;
        }

        Console.WriteLine(string.Join(' ', counts.Where(p => p.Value > 1).OrderBy(p => p.Key, StringComparer.Ordinal)));
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> names = new HashSet<string> { "x", "y" }.GetAlternateLookup<ReadOnlySpan<char>>();
        Console.WriteLine($"{names.Contains("y")} {names.Add("z")} {names.Add("z")} {names.Set.Count}");
    }
}
