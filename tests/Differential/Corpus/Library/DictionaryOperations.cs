using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using static System.Console;

namespace Corpus.Library;

/// <summary>Dictionaries with every kind of key and comparer, order after removal, refs and views.</summary>
public static class DictionaryOperations
{
    private enum E
    {
        A,
        B,
    }

    private record K(int X, string Y);

    private struct SK
    {
        public int A;
        public string B;
    }

    public static int Run()
    {
        var d = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["One"] = 1 };
        d["ONE"] += 5;
        d.TryAdd("two", 2);
        WriteLine(d.Count + " " + d["one"] + d.TryAdd("TWO", 9) + d.Remove("One", out int old) + old + d.GetValueOrDefault("zzz", 7));
        var e = new Dictionary<E, string> { [E.B] = "b" };
        var k = new Dictionary<K, int> { [new(1, "a")] = 5 };
        var s = new Dictionary<SK, int> { [new SK { A = 1, B = "x" }] = 6 };
        var t = new Dictionary<(int, string), long>();
        t[(1, "q")] = 8;
        WriteLine(e[E.B] + k[new K(1, "a")] + s[new SK { A = 1, B = "x" }] + t[(1, "q")] + e.ContainsKey(E.A));
        var big = new Dictionary<int, int>();
        for (int i = 0; i < 500; i++)
            big[i * 7919] = i;
        for (int i = 0; i < 500; i += 3)
            big.Remove(i * 7919);
        for (int i = 0; i < 20; i++)
            big[-i] = i;
        long sum = 0;
        foreach (var (a, b) in big)
            sum = sum * 31 + a + b;
        WriteLine(big.Count + " " + sum + " " + big.Keys.Take(3).Sum() + big.Values.Max());
        ref int r = ref CollectionsMarshal.GetValueRefOrAddDefault(big, 77, out bool had);
        r += 4;
        WriteLine(had + "" + big[77]);
        try
        {
            d.Add("two", 1);
        }
        catch (ArgumentException)
        {
            WriteLine("twice");
        }
        try
        {
            _ = d["none"];
        }
        catch (KeyNotFoundException ex)
        {
            WriteLine(ex.Message);
        }
        var o = new Dictionary<double, char> { [double.NaN] = 'n', [0.0] = 'z' };
        WriteLine(o[double.NaN] + "" + o[-0.0]);
        var lk = d.GetAlternateLookup<ReadOnlySpan<char>>();
        WriteLine(lk["TWO".AsSpan()]);
        return 0;
    }
}
