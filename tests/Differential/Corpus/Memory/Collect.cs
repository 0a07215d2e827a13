using System;
using System.Collections.Generic;

namespace Corpus.Memory;

public static class Collect
{
    private sealed class Tree { public Tree L, R; public int Tag; public int Count() => 1 + (L?.Count() ?? 0) + (R?.Count() ?? 0); }

    private static Tree Make(int depth) => depth == 0 ? new Tree() : new Tree { L = Make(depth - 1), R = Make(depth - 1), Tag = depth };

    public static int Run()
    {
        Tree longLived = Make(9);
        int total = 0;
        for (int i = 0; i < 60; i++) total += Make(8).Count();
        Console.WriteLine(total + " " + longLived.Count());
        var list = new List<byte[]>();
        for (int i = 0; i < 200; i++)
        {
            list.Add(new byte[1000 + i]);
            if (list.Count > 20) list.RemoveAt(0);
            list[^1][i] = (byte)i;
        }
        int sum = 0;
        foreach (byte[] b in list) foreach (byte v in b) sum += v;
        Console.WriteLine(sum);
        string s = "";
        for (int i = 0; i < 300; i++) s += (char)('a' + i % 26);
        Console.WriteLine(s.Length + s[299..]);
        GC.Collect();
        Console.WriteLine(longLived.Count());
        var big = new long[100_000];
        big[99_999] = 5;
        big = null;
        for (int i = 0; i < 30; i++) { big = new long[100_000]; big[i] = i; }
        Console.WriteLine(big[29]);
        return 0;
    }
}
