using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Library;

/// <summary>Lazy, Func caches, Random with a seed, Guid, Version, Uri-free odds and ends.</summary>
public static class LazyValues
{
    public static int Run()
    {
        int made = 0;
        var l = new Lazy<string>(() =>
        {
            made++;
            return "v" + made;
        });
        WriteLine(l.IsValueCreated + l.Value + l.Value + made);
        var bad = new Lazy<int>(() => throw new Exception("e" + ++made));
        for (int i = 0; i < 2; i++)
            try
            {
                _ = bad.Value;
            }
            catch (Exception e)
            {
                Write(e.Message + " ");
            }
        var r = new Random(42);
        WriteLine(r.Next() + " " + r.Next(10) + " " + r.Next(5, 9) + " " + r.NextDouble().ToString("R"));
        byte[] b = new byte[4];
        new Random(1).NextBytes(b);
        WriteLine(Convert.ToHexString(b));
        var v = new Version(1, 2, 3, 4);
        WriteLine(
            v
                + " "
                + v.CompareTo(new Version(1, 10))
                + new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11])
                + Guid.Empty.Equals(default)
                + (Guid.NewGuid() != Guid.NewGuid())
        );
        var t = Tuple.Create(1, "a");
        WriteLine(t + t.Item2 + t.Equals(Tuple.Create(1, "a")) + KeyValuePair.Create(1, 2));
        WeakReference w = new("s");
        WriteLine(w.Target);
        var a = new ArraySegment<int>([1, 2, 3, 4], 1, 2);
        WriteLine(a.Sum() + a[0] + a.Count);
        var bits = new BitArray(10) { [3] = true };
        bits.Not();
        int n = 0;
        foreach (bool x in bits)
            n += x ? 1 : 0;
        WriteLine(n);
        WriteLine(Math.Clamp(5, 1, 3) + Math.DivRem(17, 5).Remainder + Math.Max(1, 2) + Math.Abs(-3m) + Math.Sign(-4));
        return 0;
    }
}
