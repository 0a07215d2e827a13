using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using Corpus.Support;

namespace Corpus.Tours;

#nullable enable annotations

// One line of output per subject; a subject that throws prints the type of its exception.
public static unsafe class Texts
{
    static string Fmt() =>
        $"{1234567.891:N2}|{0.5:P0}|{255:x4}|{-5, 6}|{5, -4}|{3.0:0.00}|{1e-7}|{float.MaxValue}|{12345:D8}|{true}|{'x'}|{1.0m}|{DayOfWeek.Friday}|{new Version(1, 2)}|{long.MaxValue:#,0}";

    static string Parse() =>
        int.Parse("42")
        + double.Parse("1.5e3")
        + (int.TryParse("zz", out int q) ? 1 : 0)
        + long.Parse("-99999999999").ToString()
        + Convert.ToInt32("ff", 16)
        + bool.Parse("true")
        + Convert.ToString(10, 2)
        + Enum.Parse<DayOfWeek>("Monday")
        + uint.Parse("4000000000");

    static string Chars()
    {
        string r = "";
        foreach (char c in "aZ5 _é")
            r +=
                (char.IsLetter(c) ? 1 : 0)
                + ""
                + (char.IsDigit(c) ? 1 : 0)
                + (char.IsUpper(c) ? 1 : 0)
                + (char.IsWhiteSpace(c) ? 1 : 0)
                + char.ToUpperInvariant(c);
        return r + (char)('a' + 2) + ('b' - 'a') + char.GetNumericValue('7') + (int)'z';
    }

    static string Ranges()
    {
        var a = Enumerable.Range(0, 10).ToArray();
        return string.Join("", a[2..5])
            + a[^2]
            + string.Join("", a[..^8])
            + new List<int>(a)[^1]
            + (new Range(1, 3)).ToString()
            + Index.FromEnd(2);
    }

    static string SortT()
    {
        var a = new[] { 5, 3, 9, 1 };
        Array.Sort(a, (x, y) => y.CompareTo(x));
        var s = new[] { "pear", "fig", "apple" };
        Array.Sort(s, StringComparer.Ordinal);
        var keys = new[] { 3, 1, 2 };
        var vals = new[] { "c", "a", "b" };
        Array.Sort(keys, vals);
        Array.Reverse(a);
        var big = Enumerable.Range(0, 1000).Select(i => (i * 7919) % 1009).ToArray();
        Array.Sort(big);
        bool ok = true;
        for (int i = 1; i < big.Length; i++)
            ok &= big[i - 1] <= big[i];
        return string.Join(",", a) + string.Join(",", s) + string.Join("", vals) + Array.BinarySearch(a, 9) + ok;
    }

    static string Hash()
    {
        var d = new Dictionary<(int, string), List<int>>();
        for (int i = 0; i < 100; i++)
        {
            var k = (i % 7, "k" + i % 3);
            if (!d.TryGetValue(k, out var l))
                d[k] = l = new();
            l.Add(i);
        }
        d.Remove((0, "k0"));
        var sd = new SortedDictionary<string, int>(StringComparer.Ordinal) { ["b"] = 1, ["a"] = 2 };
        var h = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "A", "a" };
        return d.Count
            + ":"
            + d.Values.Sum(l => l.Count)
            + sd.First().Key
            + h.Count
            + new Dictionary<object, int> { ["q"] = 1 }["q"]
            + new LinkedList<int>(new[] { 1, 2 }).Last!.Value
            + new PriorityQueue<string, int>(new[] { ("x", 5), ("y", 1) }).Dequeue();
    }

    static string Linq2()
    {
        var ps = new[] { ("a", 3), ("b", 1), ("a", 5) };
        var q = from p in ps group p by p.Item1 into g orderby g.Key select g.Key + g.Sum(x => x.Item2);
        return string.Join("|", q)
            + ps.Select(p => p.Item2).Aggregate((x, y) => x * y)
            + ps.Any(p => p.Item2 > 4)
            + ps.All(p => p.Item2 > 1)
            + ps.Zip(new[] { 1, 2 }).Count()
            + string.Join(",", ps.SelectMany(p => Enumerable.Repeat(p.Item1, p.Item2)).Distinct())
            + Enumerable.Range(1, 5).Reverse().Skip(1).Take(2).Last()
            + ps.OrderBy(p => p.Item1).ThenByDescending(p => p.Item2).First()
            + new[] { 3, 1, 2 }.Order().First()
            + ps.MinBy(p => p.Item2)
            + Enumerable.Range(0, 7).Chunk(3).Count()
            + ps.ToLookup(p => p.Item1)["a"].Count()
            + ps.Average(p => p.Item2).ToString("F3");
    }

    static string Date()
    {
        var d = new DateTime(2024, 2, 29, 13, 5, 7);
        return d.AddDays(1).Day + "" + d.DayOfWeek + TimeSpan.FromMinutes(90) + (d - new DateTime(2000, 1, 1)).TotalDays;
    }

    static string Gd()
    {
        return new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).ToString() + Guid.Parse("12345678-1234-1234-1234-123456789abc").GetHashCode();
    }

    public static int Run()
    {
        Tour.Line("Fmt", Fmt);
        Tour.Line("Parse", Parse);
        Tour.Line("Chars", Chars);
        Tour.Line("Ranges", Ranges);
        Tour.Line("SortT", SortT);
        Tour.Line("Hash", Hash);
        Tour.Line("Linq2", Linq2);
        Tour.Line("Date", Date);
        Tour.Line("Gd", Gd);
        return 0;
    }
}
