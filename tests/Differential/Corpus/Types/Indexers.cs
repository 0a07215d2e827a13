using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Types;

/// <summary>Indexers of all kinds: overloads, generic, ref, static-like through properties, ranges, interfaces.</summary>
public static class Indexers
{
    private interface IMap<K, V>
    {
        V this[K k] { get; set; }
    }

    private sealed class Map : IMap<string, int>, IMap<int, string>
    {
        private readonly Dictionary<string, int> _d = [];
        public int this[string k]
        {
            get => _d.GetValueOrDefault(k, -1);
            set => _d[k] = value;
        }
        string IMap<int, string>.this[int i]
        {
            get => "i" + i;
            set => _d["i"] = value.Length * i;
        }
        public int this[int a, int b = 5] => a * b;
        public string this[params object[] o] => string.Concat(o);
    }

    private sealed class Grid(int w)
    {
        private readonly int[] _c = new int[w * w];
        public ref int this[int x, int y] => ref _c[y * w + x];
        public Span<int> this[int row] => _c.AsSpan(row * w, w);
    }

    private struct SI
    {
        private int _v;
        public int this[int i]
        {
            readonly get => _v + i;
            set => _v = value - i;
        }
    }

    public static int Run()
    {
        var m = new Map { ["a"] = 1, ["b"] = 2 };
        m["a"] += 5;
        m["c"]++;
        IMap<int, string> im = m;
        im[3] = "four";
        im[0] += "x";
        WriteLine(m["a"] + " " + m["c"] + m["i"] + im[9] + m[3, 4] + m[2] + m["x", 1, 'c']);
        var g = new Grid(3);
        g[1, 1] = 5;
        g[1, 1]++;
        g[2][0] = 7;
        ref int r = ref g[2, 2];
        r += 9;
        (g[0, 0], g[1, 1]) = (g[1, 1], g[0, 0]);
        foreach (int x in g[2])
            Write(x + ",");
        WriteLine(g[0, 0] + g[1, 1]);
        SI s = new();
        s[2] = 10;
        s[3] *= 2;
        WriteLine(s[0]);
        SI[] a = [s];
        a[0][1]++;
        WriteLine(a[0][0]);
        return 0;
    }
}
