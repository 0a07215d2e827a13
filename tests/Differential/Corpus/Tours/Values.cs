using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using Corpus.Support;

namespace Corpus.Tours;

#nullable enable annotations

// One line of output per subject; a subject that throws prints the type of its exception.
public static unsafe class Values
{
    [StructLayout(LayoutKind.Explicit)]
    struct Un
    {
        [FieldOffset(0)]
        public int I;

        [FieldOffset(0)]
        public float F;

        [FieldOffset(4)]
        public byte B;
    }

    [InlineArray(4)]
    struct Four
    {
        public int E;
    }

    struct Cnt
    {
        public int N;

        public int Inc() => ++N;
    }

    class Holder
    {
        public Cnt C;
        public readonly Cnt R;
        public Big2 B;
    }

    struct Big2
    {
        public long A,
            B,
            C,
            D;
        public object O;
    }

    delegate ref int RefD(int[] a, int i);

    ref struct RS
    {
        public ref int R;
        public Span<int> S;
    }

    private static int s_g;

    static Cnt Same(Cnt a, Cnt b)
    {
        a.N += b.N;
        return a;
    }

    static ref int Pick(int[] a, int i) => ref a[i];

    static ref T Mx<T>(ref T a, ref T b)
        where T : IComparable<T>
    {
        if (a.CompareTo(b) > 0)
            return ref a;
        return ref b;
    }

    struct K
    {
        public int A;
        public string B;
        public double C;
    }

    static (int a, string b, double c) Tp(int x) => (x, "t" + x, x / 2.0);

    static T? Dflt<T>() => default;

    static bool IsNul<T>(T x) => x == null;

    [Flags]
    enum Fl : byte
    {
        None = 0,
        A = 1,
        B = 2,
        C = 4,
    }

    enum Lg : long
    {
        X = long.MinValue,
        Y = 5,
    }

    class Nd<T>
        where T : notnull
    {
        public T V;
        public Nd<T>? N;
        public static int Cn;

        public Nd(T v, Nd<T>? n)
        {
            V = v;
            N = n;
            Cn++;
        }

        public IEnumerable<T> All()
        {
            for (var x = this; x != null; x = x.N)
                yield return x.V;
        }
    }

    static int Rec(int n, Span<byte> s)
    {
        Span<byte> t = stackalloc byte[64];
        t[n % 64] = (byte)n;
        s[0]++;
        return n == 0 ? s[0] : Rec(n - 1, s) + t[n % 64] % 2;
    }

    static string Unio()
    {
        Un u = default;
        u.F = 1.0f;
        u.B = 7;
        return u.I + ":" + u.B + Unsafe.SizeOf<Un>();
    }

    static string Inl()
    {
        Four f = default;
        for (int i = 0; i < 4; i++)
            f[i] = i * i;
        Span<int> s = f;
        s[1] = 50;
        int t = 0;
        foreach (int x in f)
            t += x;
        return t + ":" + f[3];
    }

    static string Alias()
    {
        Cnt c = default;
        int a = c.Inc() + c.Inc() * 10;
        Cnt d = c;
        d.Inc();
        c = Same(c, d);
        var h = new Holder();
        h.C.Inc();
        h.C.Inc();
        h.R.Inc();
        h.B.A = 5;
        Big2 b = h.B;
        h.B.A = 9;
        b.O = "k";
        var arr = new Big2[2];
        arr[0] = b;
        arr[1] = arr[0];
        arr[0].A = 77;
        (c, d) = (d, c);
        return a + "," + c.N + "," + d.N + "," + h.C.N + "," + h.R.N + "," + b.A + h.B.A + arr[1].A + arr[0].A + arr[1].O;
    }

    static string Refs()
    {
        int[] a = { 1, 2, 3 };
        Pick(a, 1) = 20;
        int x = 4,
            y = 9;
        Mx(ref x, ref y) = 100;
        ref int z = ref a[0];
        z += 5;
        z--;
        RS rs = new RS { R = ref y, S = a };
        rs.R++;
        rs.S[2] = 8;
        RefD d = Pick;
        d(a, 2) += 1;
        return string.Join(",", a) + x + y;
    }

    static string SEq()
    {
        var a = new K
        {
            A = 1,
            B = "x" + s_g,
            C = 2,
        };
        var b = new K
        {
            A = 1,
            B = "x" + s_g,
            C = 2,
        };
        return a.Equals(b)
            + ""
            + a.Equals(new K())
            + (a.GetHashCode() == b.GetHashCode())
            + new Cnt { N = 3 }.Equals(new Cnt { N = 3 })
            + Equals(1, 1)
            + Equals(1, 1L)
            + ReferenceEquals(a, a)
            + new K().ToString()
            + (1, "a").Equals((1, "a"))
            + new Dictionary<K, int> { [a] = 4 }[b];
    }

    static string Tup()
    {
        var (a, b, c) = Tp(5);
        var t = (1, 2, 3, 4, 5, 6, 7, 8, 9);
        return a + b + c + t.Item9 + t + (t.Item1, t.Item2).CompareTo((1, 3));
    }

    static string Nlb()
    {
        int? n = null;
        int? m = 4;
        double? d = m * 1.5;
        Cnt? c = new Cnt { N = 2 };
        return (n + m).HasValue
            + ""
            + (m > 3)
            + (n > 3)
            + d
            + c.Value.N
            + (n ?? m)
            + IsNul(n)
            + IsNul(m)
            + IsNul(3)
            + IsNul("")
            + Dflt<int?>().HasValue
            + (Dflt<string>() is null)
            + m.Equals(4)
            + n.GetHashCode()
            + (m is int k ? k : 0)
            + ((object?)n ?? "nul")
            + Nullable.Compare(n, m);
    }

    static string Enum2()
    {
        Fl f = Fl.A | Fl.C;
        return f
            + ""
            + (Fl)8
            + f.HasFlag(Fl.C)
            + Lg.X
            + (long)Lg.Y
            + Enum.GetNames<Fl>().Length
            + Enum.GetValues<Lg>()[0]
            + ((Fl)3).ToString("D")
            + (f ^ Fl.A)
            + $"{f:X}"
            + (object)f
            + f.Equals(Fl.A | Fl.C)
            + ((IComparable)f).CompareTo(Fl.A)
            + Enum.TryParse<Fl>("B, C", out var q)
            + q
            + typeof(Lg).IsEnum;
    }

    static string Gen2()
    {
        var a = new Nd<int>(1, new Nd<int>(2, null));
        var b = new Nd<string>("x", null);
        var c = new Nd<(int, byte)>((1, 2), null);
        return a.All().Sum()
            + string.Join("", b.All())
            + Nd<int>.Cn
            + Nd<string>.Cn
            + c.V
            + typeof(Nd<int>).Name
            + default(Nd<int>)
            + (a is Nd<int>)
            + (((object)a) is Nd<long>)
            + EqualityComparer<DayOfWeek>.Default.Equals(DayOfWeek.Friday, DayOfWeek.Friday)
            + Comparer<int?>.Default.Compare(3, null)
            + new Nd<Nd<int>>(a, null).V.V;
    }

    static string Stk()
    {
        byte[] b = new byte[1];
        int r = 0;
        for (int i = 0; i < 5; i++)
        {
            Span<int> q = stackalloc int[i + 1];
            q[i] = i;
            r += q[i];
        }
        return Rec(2000, b) + ":" + r;
    }

    static string Md()
    {
        var a = new double[3, 4];
        for (int i = 0; i < 3; i++)
        for (int j = 0; j < 4; j++)
            a[i, j] = i * 10 + j;
        var b = new Big2[2, 2];
        b[1, 1].D = 5;
        ref double r = ref a[2, 3];
        r++;
        var c = new string[1, 2, 3];
        c[0, 1, 2] = "c";
        string s = "";
        try
        {
            a[3, 0] = 1;
        }
        catch (IndexOutOfRangeException)
        {
            s = "ior";
        }
        int[,] lit =
        {
            { 1, 2 },
            { 3, 4 },
        };
        int t = 0;
        foreach (int x in lit)
            t += x;
        return a[2, 3] + a[1, 2] + b[1, 1].D + c[0, 1, 2] + s + t + a.GetUpperBound(1) + a.Length + c.Rank;
    }

    static string Arr()
    {
        var a = new int[5];
        Array.Fill(a, 3);
        Array.Copy(a, 0, a, 1, 4);
        var b = (int[])a.Clone();
        Array.Resize(ref b, 7);
        var o = new object[3];
        Array.Copy(new[] { "a", "b" }, o, 2);
        Array arr = new[] { 1, 2, 3 };
        return a.Sum()
            + b.Length
            + (string)o[1]
            + arr.GetValue(1)
            + arr.Length
            + Array.IndexOf(a, 3)
            + ((IList<int>)a).Contains(3)
            + a.GetType().Name
            + arr.Rank
            + new List<int>(a).IndexOf(3)
            + a.SequenceEqual(b.Take(5));
    }

    static string Mem()
    {
        Memory<int> m = new[] { 1, 2, 3, 4 };
        var s = m.Slice(1, 2).Span;
        s.Reverse();
        Span<long> st = stackalloc long[3] { 1, 2, 3 };
        st.Slice(1).CopyTo(st);
        var b = MemoryMarshal.AsBytes(st);
        ReadOnlySpan<byte> u8 = "abc"u8;
        Span<char> cs = stackalloc char[10];
        12345.TryFormat(cs, out int w);
        return m.Span[1]
            + ""
            + m.Span[2]
            + st[0]
            + st[2]
            + b.Length
            + u8[2]
            + new string(cs[..w])
            + MemoryMarshal.Read<int>(b)
            + "abc".AsSpan().ToString()
            + s.Contains(3)
            + cs[..w].IndexOfAny('3', '4');
    }

    public static int Run()
    {
        Tour.Line("Unio", Unio);
        Tour.Line("Inl", Inl);
        Tour.Line("Alias", Alias);
        Tour.Line("Refs", Refs);
        Tour.Line("SEq", SEq);
        Tour.Line("Tup", Tup);
        Tour.Line("Nlb", Nlb);
        Tour.Line("Enum2", Enum2);
        Tour.Line("Gen2", Gen2);
        Tour.Line("Stk", Stk);
        Tour.Line("Md", Md);
        Tour.Line("Arr", Arr);
        Tour.Line("Mem", Mem);
        return 0;
    }
}
