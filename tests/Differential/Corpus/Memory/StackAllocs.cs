using System;
using System.Linq;
using static System.Console;

namespace Corpus.Memory;

/// <summary>stackalloc of every size in loops, recursion, conditionals, with initialisers and as spans.</summary>
public static class StackAllocs
{
    private static unsafe int Pointers(int n)
    {
        int* p = stackalloc int[n];
        for (int i = 0; i < n; i++)
            p[i] = i * i;
        int s = 0;
        for (int* q = p; q < p + n; q++)
            s += *q;
        byte* b = stackalloc byte[8] { 1, 2, 3, 4, 5, 6, 7, 8 };
        return s + *(short*)(b + 2) + b[7];
    }

    private static int Spans(int n)
    {
        Span<int> s = n < 50 ? stackalloc int[n] : new int[n];
        for (int i = 0; i < s.Length; i++)
            s[i] = i ^ n;
        Span<char> c = stackalloc char[] { 'a', 'b' };
        ReadOnlySpan<int> k = stackalloc[] { 1, 2, 3 };
        return s[^1] + c[1] + k[2] + s.Length;
    }

    private static long Recurse(int n)
    {
        if (n == 0)
            return 0;
        Span<long> s = stackalloc long[n % 7 + 1];
        s.Fill(n);
        long r = Recurse(n - 1);
        foreach (long v in s)
            r += v;
        return r;
    }

    private static int Loop()
    {
        int t = 0;
        for (int i = 1; i < 20; i++)
        {
            Span<byte> b = stackalloc byte[i * 10];
            b[^1] = (byte)i;
            b[0]++;
            foreach (byte x in b)
                t += x;
        }
        return t;
    }

    private struct P
    {
        public int X;
        public double Y;

        public override string ToString() => X + "/" + Y;
    }

    private static string Structs()
    {
        Span<P> p = stackalloc P[5];
        for (int i = 0; i < 5; i++)
            p[i] = new P { X = i, Y = i / 2.0 };
        p[2].X += 100;
        ref P r = ref p[3];
        r.Y = -1;
        p.Reverse();
        return p[1].ToString() + p[2] + p[4];
    }

    private static bool Zeroed(int n)
    {
        Span<int> s = stackalloc int[100];
        foreach (int v in s)
            if (v != 0)
                return false;
        s.Fill(-1);
        return n == 0 || Zeroed(n - 1);
    }

    private static string Format(int n)
    {
        Span<char> buffer = stackalloc char[32];
        int at = 32;
        do
        {
            buffer[--at] = (char)('0' + n % 10);
            n /= 10;
        } while (n > 0);
        return buffer[at..].ToString();
    }

    public static int Run()
    {
        WriteLine(
            Pointers(10)
                + " "
                + Pointers(100)
                + " "
                + Spans(5)
                + " "
                + Spans(500)
                + " "
                + Recurse(200)
                + " "
                + Loop()
                + " "
                + Structs()
                + Zeroed(5)
                + Format(1234567)
                + Format(0)
        );
        return 0;
    }
}
