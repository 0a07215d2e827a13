using System;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Memory;

/// <summary>Byrefs, spans and ref fields keep their object alive and point to the right place after collections.</summary>
public static class InteriorPointers
{
    private sealed class Box
    {
        public long Before = 1;
        public long Value = 2;
        public Pair P = new() { A = "a", B = 3 };
    }

    private struct Pair
    {
        public string A;
        public int B;
    }

    private ref struct Holder
    {
        public ref long R;
        public Span<int> S;
        public ReadOnlySpan<char> T;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref long Fresh(long v) => ref new Box { Value = v }.Value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref Pair FreshPair() => ref new Box().P;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Span<int> FreshSpan(int n)
    {
        int[] a = new int[n];
        for (int i = 0; i < n; i++)
            a[i] = i;
        return a.AsSpan(n / 2);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Churn()
    {
        for (int i = 0; i < 200; i++)
        {
            var b = new byte[1000 + i];
            b[i] = 255;
            Array.Fill(b, (byte)0xEE);
        }
        GC.Collect();
        for (int i = 0; i < 50; i++)
            _ = new string('q', 100 + i);
    }

    private static long Deep(int n, ref long r, Span<int> s)
    {
        if (n == 0)
        {
            Churn();
            return r + s[0];
        }
        r++;
        return Deep(n - 1, ref r, s[1..]) + s[0];
    }

    public static int Run()
    {
        ref long r = ref Fresh(40);
        ref Pair p = ref FreshPair();
        Span<int> s = FreshSpan(1000);
        var h = new Holder
        {
            R = ref Fresh(7),
            S = FreshSpan(100),
            T = new string('t', 50).AsSpan(10),
        };
        Churn();
        r += 2;
        p.B++;
        p.A += "!";
        s[0]++;
        h.R *= 6;
        h.S[1]--;
        Churn();
        WriteLine($"{r} {p.A}{p.B} {s[0]} {s[^1]} {s.Length} {h.R} {h.S[1]} {h.T.Length}{h.T[39]}");
        WriteLine(Deep(30, ref r, s));
        ReadOnlyMemory<char> m = ("me" + r).AsMemory(1);
        Memory<int> mi = new int[] { 1, 2, 3 }.AsMemory(1);
        Churn();
        WriteLine(m.Span[0] + mi.Span[1].ToString() + m.Length);
        ref string str = ref new string[] { "x", "y" + r }[1];
        Churn();
        str += "z";
        WriteLine(str);
        ref readonly char c = ref ("abc" + r).AsSpan()[2];
        Churn();
        WriteLine(c);
        return 0;
    }
}
