using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Memory;

/// <summary>Large arrays and strings: allocation, use, collection and bounds.</summary>
public static class LargeObjects
{
    private static long Touch(byte[] b, int step)
    {
        long s = 0;
        for (int i = 0; i < b.Length; i += step)
        {
            b[i] += (byte)i;
            s += b[i];
        }
        return s;
    }

    public static int Run()
    {
        long total = 0;
        for (int i = 0; i < 10; i++)
        {
            var b = new byte[300_000 + i * 1000];
            total += Touch(b, 4096);
        }
        var kept = new List<long[]>();
        for (int i = 0; i < 5; i++)
        {
            kept.Add(new long[50_000]);
            kept[i][49_999] = i;
        }
        GC.Collect();
        foreach (long[] k in kept)
            total += k[49_999] + k[0];
        string s = new('a', 100_000);
        s = s.Replace('a', 'b') + "c";
        string t = string.Concat(s, s);
        WriteLine(total + " " + t.Length + t[^1] + t.IndexOf('c') + t.LastIndexOf('b'));
        string[] refs = new string[40_000];
        for (int i = 0; i < refs.Length; i += 100)
            refs[i] = "r" + i;
        GC.Collect();
        WriteLine(refs.Count(r => r != null) + refs[39_900]);
        int[,] m = new int[300, 300];
        m[299, 299] = 7;
        WriteLine(m.Cast<int>().Sum());
        return 0;
    }
}
