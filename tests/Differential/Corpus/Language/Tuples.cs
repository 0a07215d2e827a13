using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Language;

/// <summary>Tuples of every arity, nesting, names, equality, comparison and deconstruction.</summary>
public static class Tuples
{
    private static (int Min, int Max, double Mean) Stats(params int[] v) => (v.Min(), v.Max(), v.Average());

    private static (int, (string, long[])) Nest(int n) => (n, ("s" + n, [n, n * 2]));

    private static (int A, string B, double C, char D, byte E, long F, bool G, short H, float I) Nine() =>
        (1, "b", 2.5, 'd', 5, 6, true, 8, 9.5f);

    private static void Swap((int, int)[] p)
    {
        for (int i = 0; i < p.Length; i++)
            (p[i].Item1, p[i].Item2) = (p[i].Item2, p[i].Item1 + i);
    }

    private sealed class Point(int x, int y)
    {
        public void Deconstruct(out int a, out int b) => (a, b) = (x, y);

        public void Deconstruct(out int a, out int b, out string c) => (a, b, c) = (x, y, "p");
    }

    public static int Run()
    {
        var s = Stats(3, 1, 2);
        WriteLine(s + " " + s.Mean);
        var (n, (t, arr)) = Nest(4);
        WriteLine(n + t + arr[1]);
        var nine = Nine();
        nine.H++;
        nine.I *= 2;
        WriteLine(nine + " " + nine.H + nine.I + nine.Equals(Nine()));
        (int, int)[] p = [(1, 2), (3, 4)];
        Swap(p);
        WriteLine(p[0] + "" + p[1]);
        WriteLine(
            ((1, "a") == (1, "a"))
                + " "
                + ((1, 2L) == (1L, 2))
                + ((1, (2, 3)) != (1, (2, 4)))
                + (1, "b").CompareTo((1, "a"))
                + (default((int, string)) == (0, null))
        );
        var (a, b, c) = new Point(5, 6);
        (int x, _) = new Point(7, 8);
        WriteLine(a + b + c + x);
        var d = new Dictionary<(int, string), (bool, char)> { [(1, "k")] = (true, 'v') };
        d[(1, "k")] = (false, d[(1, "k")].Item2);
        WriteLine(d[(1, "k")]);
        (int f, int g) = (1, 1);
        for (int i = 0; i < 20; i++)
            (f, g) = (g, f + g);
        WriteLine(f);
        var list = new List<(string Name, int Age)> { ("x", 3), ("y", 1) };
        list.Sort((q, r) => q.Age - r.Age);
        WriteLine(list[0].Name + list.Max());
        object o = (1, 2);
        WriteLine(o is (int u, int v) ? u + v : -1);
        ITuple it = Nine();
        WriteLine(it.Length + "" + it[8] + it[1]);
        return 0;
    }
}
