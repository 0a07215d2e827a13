using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Language;

/// <summary>Collection expressions, spreads and params collections.</summary>
public static class CollectionExpressions
{
    private static int Sum(params ReadOnlySpan<int> values)
    {
        int s = 0;
        foreach (int v in values)
            s = s * 3 + v;
        return s;
    }

    private static string Join(params IEnumerable<string> values) => string.Join("-", values);

    private static int Count(params List<object> values) => values.Count;

    private static int Lengths(params string[] values)
    {
        int n = 0;
        foreach (string v in values)
            n += v?.Length ?? 100;
        return n;
    }

    private static IEnumerable<int> Numbers()
    {
        yield return 7;
        yield return 8;
    }

    [CollectionBuilder(typeof(Bag), nameof(Bag.Create))]
    private sealed class Bag(int[] items) : IEnumerable<int>
    {
        public static Bag Create(ReadOnlySpan<int> items) => new(items.ToArray());

        public IEnumerator<int> GetEnumerator()
        {
            for (int i = items.Length - 1; i >= 0; i--)
                yield return items[i];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Adder : IEnumerable<string>
    {
        public readonly List<string> Items = [];

        public void Add(string s) => Items.Add(s + "!");

        public IEnumerator<string> GetEnumerator() => Items.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => Items.GetEnumerator();
    }

    public static int Run()
    {
        int[] a = [1, 2, 3];
        List<int> b = [0, .. a, 4, .. Numbers()];
        Span<int> c = [.. b, 9];
        ReadOnlySpan<string> d = ["x", "y"];
        IEnumerable<int> e = [.. a, .. b];
        IReadOnlyList<int> f = [5, 6];
        HashSet<int> g = [1, 1, 2, .. a];
        Bag h = [1, 2, 3, .. Numbers()];
        Adder i = ["a", "b", .. d];
        int[][] j =
        [
            [1],
            [],
            [2, 3],
            a,
        ];
        ICollection<int> k = [];
        WriteLine(
            $"{string.Join(',', b)} {c.Length} {c[^1]} {d[1]} {string.Join(',', e)} {f[1]} {g.Count} {string.Join(',', h)} {string.Join(',', i)} {j[2][1]} {j.Length} {k.Count}"
        );
        WriteLine(Sum() + " " + Sum(1) + " " + Sum(1, 2, 3) + " " + Sum([4, 5]) + " " + Sum([.. a, .. a]) + " " + Sum(a));
        WriteLine(
            Join("a", "b")
                + Join()
                + Join(["q", .. i])
                + " "
                + Count(1, "x", null)
                + Count()
                + " "
                + Lengths("a", null, "ccc")
                + Lengths()
                + Lengths(null, "x")
        );
        foreach (bool flag in new[] { true, false })
            WriteLine(string.Join(',', (int[])[1, .. flag ? [2, 3] : Array.Empty<int>(), 4]));
        k = new List<int>(k) { 3 };
        WriteLine(k.Count + ((List<string>)["p", "q"])[1] + string.Concat((char[])['x', 'y']));
        foreach (var (x, y) in ((int, int)[])[(1, 2), (3, 4)])
            Write(x * y + " ");
        WriteLine();
        return 0;
    }
}
