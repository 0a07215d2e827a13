using System;
using System.Linq;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Types;

/// <summary>Inline arrays: indexing, spans, iteration, copies and nesting.</summary>
public static class InlineArrays
{
    [InlineArray(4)]
    private struct Four<T>
    {
        private T _first;
    }

    [InlineArray(3)]
    private struct Rows
    {
        private Four<short> _row;
    }

    [InlineArray(8)]
    private struct Bytes
    {
        private byte _b;
    }

    private struct Holder
    {
        public int Before;
        public Four<string> Names;
        public int After;
    }

    private sealed class Owner
    {
        public Four<int> Data;
        public Rows Rows;

        public int Sum()
        {
            int s = 0;
            foreach (int v in Data)
                s += v;
            return s;
        }
    }

    private static Four<T> Fill<T>(T a, T b, T c, T d)
    {
        Four<T> f = default;
        f[0] = a;
        f[1] = b;
        f[2] = c;
        f[3] = d;
        return f;
    }

    private static int Total(ReadOnlySpan<int> s)
    {
        int t = 0;
        foreach (int v in s)
            t = t * 10 + v;
        return t;
    }

    private static Four<long> Twice(Four<long> f)
    {
        for (int i = 0; i < 4; i++)
            f[i] *= 2;
        return f;
    }

    public static int Run()
    {
        Four<int> a = Fill(1, 2, 3, 4),
            b = a;
        b[2] = 9;
        WriteLine(Total(a) + " " + Total(b) + " " + Total(((Span<int>)b)[1..]) + a[^1]);
        Holder h = new()
        {
            Before = 1,
            Names = Fill("w", "x", "y", "z"),
            After = 2,
        };
        var h2 = h;
        h2.Names[1] = "changed";
        string s = "";
        foreach (string n in h.Names)
            s += n;
        foreach (string n in h2.Names)
            s += n;
        WriteLine(s + h2.Before + h2.After);
        var o = new Owner();
        o.Data[1] = 5;
        o.Data[3] += 7;
        Span<int> sp = o.Data;
        sp[0] = 100;
        WriteLine(o.Sum());
        o.Rows[1][2] = 6;
        o.Rows[2] = Fill<short>(1, 2, 3, 4);
        o.Rows[2][3]--;
        WriteLine(o.Rows[1][2] + o.Rows[2][3] + o.Rows[0][0]);
        Four<long> l = Fill(1L << 40, 2, 3, 4);
        Four<long> t = Twice(l);
        WriteLine(l[0] + " " + t[0] + " " + t[3]);
        Bytes bytes = default;
        for (int i = 0; i < 8; i++)
            bytes[i] = (byte)(i * 40);
        WriteLine(Unsafe.As<Bytes, ulong>(ref bytes).ToString("X") + Unsafe.SizeOf<Rows>() + Unsafe.SizeOf<Four<string>>());
        try
        {
            int i = 4;
            a[i] = 1;
        }
        catch (IndexOutOfRangeException)
        {
            WriteLine("range");
        }
        try
        {
            int i = -1;
            WriteLine(a[i]);
        }
        catch (IndexOutOfRangeException)
        {
            WriteLine("range");
        }
        Four<object> boxes = Fill<object>(1, "two", 3.0, null);
        object boxed = boxes;
        ((Span<object>)boxes)[0] = "new";
        WriteLine(boxes[0] + "" + ((Four<object>)boxed)[0] + (boxes[3] == null));
        Four<(int, string)> tuples = default;
        tuples[2] = (4, "q");
        tuples[2].Item1++;
        WriteLine(tuples[2]);
        return 0;
    }
}
