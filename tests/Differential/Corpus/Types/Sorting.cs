using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Types;

/// <summary>Sorting arrays, lists and spans of structs, with comparers, keys, stability of OrderBy, and heaps.</summary>
public static class Sorting
{
    private record struct R(int K, string V) : IComparable<R>
    {
        public readonly int CompareTo(R o) => K.CompareTo(o.K);
    }

    private sealed class Desc : IComparer<R>
    {
        public int Compare(R a, R b) => b.K - a.K;
    }

    public static int Run()
    {
        R[] a = [.. Enumerable.Range(0, 40).Select(i => new R(i * 17 % 11, "v" + i))];
        Array.Sort((R[])a.Clone());
        WriteLine(string.Join(' ', a.OrderBy(r => r.K).Take(8).Select(r => r.K + r.V)));
        WriteLine(string.Join(' ', a.Order(new Desc()).Take(5).Select(r => r.V)));
        var l = a.Select(r => r.K).ToList();
        l.Sort();
        WriteLine(string.Join("", l));
        l.Sort((x, y) => y - x);
        WriteLine(string.Join("", l));
        string[] keys = ["c", "a", "b"];
        int[] items = [3, 1, 2];
        Array.Sort(keys, items);
        WriteLine(string.Join("", keys) + string.Join("", items));
        double[] d = [3, double.NaN, -1, 0, -0.0, double.NegativeInfinity];
        Array.Sort(d);
        WriteLine(string.Join(' ', d));
        object[] o = ["b", "a"];
        Array.Sort(o);
        WriteLine(o[0]);
        var q = new PriorityQueue<string, (int, int)>();
        for (int i = 0; i < 20; i++)
            q.Enqueue("p" + i, (i * 7 % 5, i));
        while (q.TryDequeue(out string s, out var p))
            Write(s + " ");
        WriteLine();
        try
        {
            Array.Sort(new object[] { 1, "x" });
        }
        catch (InvalidOperationException)
        {
            WriteLine("mixed");
        }
        return 0;
    }
}
