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
public static unsafe class Delegates
{
    struct Big2
    {
        public long A,
            B,
            C,
            D;
        public object O;
    }

    struct Cnt
    {
        public int N;

        public int Inc() => ++N;
    }

    delegate Big2 BigD(int x, Big2 b);

    private static int s_g;

    static int Add(int a, int b) => a + b;

    static Big2 MkB(int x) => new Big2 { A = x, D = x * 2 };

    static string Ext(this string s, int n) => s + n;

    static int Pr(params int[] a) => a.Length;

    static int Ps(params ReadOnlySpan<int> a)
    {
        int s = 0;
        foreach (var x in a)
            s += x;
        return s;
    }

    static string Op(int a = 5, string b = "d", params object[] c) => a + b + c.Length;

    static double Many10(
        int a,
        long b,
        double c,
        float d,
        byte e,
        short f,
        string g,
        int h,
        int i,
        double j,
        double k,
        double l,
        double m,
        double n,
        double o,
        double p,
        Big2 q,
        Cnt r,
        int s
    ) => a + b + c + d + e + f + g.Length + h + i + j + k + l + m + n + o + p + q.A + q.D + r.N + s;

    static unsafe string Fp()
    {
        delegate* <int, int, int> f = &Add;
        delegate* <int, Big2> g = &MkB;
        int loc = 5;
        int* p = &loc;
        *p += 3;
        p[0]++;
        return f(3, 4) + ":" + g(4).D + loc;
    }

    static string Dels()
    {
        Func<int, string> f = "e".Ext;
        BigD bd = (x, b) =>
        {
            b.A += x;
            return b;
        };
        bd += (x, b) =>
        {
            b.B += x;
            return b;
        };
        var r = bd(3, new Big2 { A = 1, B = 1 });
        Action a = () => s_g = 0;
        a += () => s_g += 5;
        a += () => s_g *= 3;
        a();
        var g = a - a;
        Delegate dd = f;
        Func<int, int> st = Math.Abs;
        Predicate<string> p = string.IsNullOrEmpty;
        EventHandler? ev = null;
        ev += (s, e) => s_g++;
        ev(null, EventArgs.Empty);
        return f(4)
            + r.A
            + r.B
            + s_g
            + (g is null)
            + st(-4)
            + p("")
            + a.GetInvocationList().Length
            + a.Equals(a)
            + (dd.Target as string)
            + new Func<int, string>(f.Invoke)(9);
    }

    static string Clos()
    {
        var fs = new List<Func<int>>();
        for (int i = 0; i < 3; i++)
        {
            int j = i * 10;
            fs.Add(() => j++ + i);
        }
        int t = 0;
        foreach (var f in fs)
            t = t * 100 + f() + f();
        int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);
        return t + ":" + Fib(15);
    }

    static string Par() => Pr() + "" + Pr(1, 2) + Ps(1, 2, 3) + Op() + Op(b: "z") + Op(1, "q", 2, null!);

    static string Many() =>
        Many10(1, 2, 3, 4, 5, 6, "seven", 8, 9, 10, 11, 12, 13, 14, 15, 16, new Big2 { A = 17, D = 18 }, new Cnt { N = 19 }, 20).ToString();

    static string Lzy()
    {
        int n = 0;
        var l = new Lazy<string>(() =>
        {
            n++;
            return "lz";
        });
        return l.Value + l.Value + n + l.IsValueCreated;
    }

    public static int Run()
    {
        Tour.Line("Fp", Fp);
        Tour.Line("Dels", Dels);
        Tour.Line("Clos", Clos);
        Tour.Line("Par", Par);
        Tour.Line("Many", Many);
        Tour.Line("Lzy", Lzy);
        return 0;
    }
}
