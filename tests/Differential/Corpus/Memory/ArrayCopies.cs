using System;
using System.Linq;
using static System.Console;

namespace Corpus.Memory;

/// <summary>Array.Copy, Clone, Resize, overlapping moves, conversions and clears of every element type.</summary>
public static class ArrayCopies
{
    private struct S
    {
        public string T;
        public int N;
    }

    public static int Run()
    {
        int[] a = [.. Enumerable.Range(0, 20)];
        Array.Copy(a, 0, a, 3, 10);
        WriteLine(string.Join(',', a));
        Array.Copy(a, 5, a, 0, 10);
        a.AsSpan(2, 8).CopyTo(a.AsSpan(4));
        WriteLine(string.Join(',', a));
        object[] o = new object[3];
        Array.Copy(new[] { 1, 2, 3 }, o, 3);
        long[] l = new long[3];
        Array.Copy(new[] { 1, -2, 3 }, l, 3);
        int[] back = new int[3];
        Array.Copy(o, back, 3);
        WriteLine(o[2] + " " + l[1] + back[0]);
        S[] s = [new() { T = "a", N = 1 }, new() { T = "b" }];
        S[] c = (S[])s.Clone();
        c[0].T = "z";
        Array.Resize(ref s, 4);
        Array.Copy(s, 0, s, 1, 3);
        WriteLine(s[0].T + s[1].T + s[2].T + c[0].T + s[3].N);
        string[] t = ["x", "y"];
        object[] u = t;
        try
        {
            Array.Copy(new object[] { "k", 5 }, u, 2);
        }
        catch (InvalidCastException)
        {
            WriteLine("cast " + t[0]);
        }
        try
        {
            Array.Copy(a, 15, a, 0, 10);
        }
        catch (ArgumentException)
        {
            WriteLine("range");
        }
        Buffer.BlockCopy(new[] { 0x04030201 }, 0, a, 2, 4);
        WriteLine(a[0].ToString("X") + a[1].ToString("X"));
        Array.Clear(a);
        Array.Fill(t, "f", 1, 1);
        WriteLine(a.Sum() + string.Concat(t) + Array.ConvertAll(l, x => "" + x)[1] + Array.TrueForAll(l, x => x < 9));
        char[] big = new char[5000];
        for (int i = 0; i < 5000; i++)
            big[i] = (char)i;
        Array.Copy(big, 1, big, 0, 4999);
        WriteLine((int)big[4998]);
        return 0;
    }
}
