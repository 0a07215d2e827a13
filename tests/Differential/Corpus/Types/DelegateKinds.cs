using System;
using System.Linq;
using static System.Console;

namespace Corpus.Types;

/// <summary>Static, instance, open, closed, virtual, interface, generic and multicast delegates.</summary>
public static class DelegateKinds
{
    private delegate int IntOp(int x);
    private delegate ref int RefOp(int[] a, int i);
    private delegate string Long(int a, long b, double c, string d, byte e, float f, object g, decimal h, char i, Big j);
    private delegate void Outs(in int a, ref int b, out int c);

    private struct Big
    {
        public long A,
            B,
            C;

        public readonly long Sum(int x) => A + B + C + x;
    }

    private struct Small
    {
        public int V;

        public int Add(int x) => V += x;
    }

    private class Base
    {
        protected int _k;

        public Base(int k) => _k = k;

        public virtual int Op(int x) => x + _k;

        public static int Twice(int x) => x * 2;
    }

    private class Sub(int k) : Base(k)
    {
        public override int Op(int x) => x * _k;

        public IntOp Parent() => base.Op;
    }

    private interface IOp
    {
        int Go(int x);
    }

    private sealed class Imp : IOp
    {
        int IOp.Go(int x) => x - 1;
    }

    private static ref int At(int[] a, int i) => ref a[i];

    private static string Ten(int a, long b, double c, string d, byte e, float f, object g, decimal h, char i, Big j) =>
        $"{a}{b}{c}{d}{e}{f}{g}{h}{i}{j.Sum(1)}";

    private static T Apply<T>(Func<T, T> f, T x, int n)
    {
        while (n-- > 0)
            x = f(x);
        return x;
    }

    private static int Ext(this string s, int n) => s.Length * n;

    private static int ExtOn(this Base b, int n) => b.Op(n) + 1000;

    public static int Run()
    {
        IntOp st = Base.Twice,
            inst = new Base(3).Op,
            virt = new Sub(5).Op,
            par = new Sub(5).Parent(),
            itf = ((IOp)new Imp()).Go,
            closed = "abcd".Ext,
            closed2 = new Sub(2).ExtOn,
            lam = x => x ^ 1,
            str = new Small { V = 10 }.Add;
        foreach (IntOp op in new[] { st, inst, virt, par, itf, closed, closed2, lam, str, str })
            Write(op(7) + " ");
        WriteLine();
        IntOp multi = st + inst;
        multi += x =>
        {
            Write("[" + x + "]");
            return -x;
        };
        multi += itf;
        WriteLine(
            multi(4) + " " + multi.GetInvocationList().Length + " " + (multi - inst).GetInvocationList().Length + " " + (multi - itf)(9)
        );
        foreach (IntOp op in multi.GetInvocationList())
            Write(op(1) + " ");
        WriteLine(
            (st - st == null)
                + " "
                + (st == Base.Twice)
                + " "
                + (inst == new Base(3).Op)
                + " "
                + st.Equals(new IntOp(Base.Twice))
                + " "
                + (multi == st + inst)
                + " "
                + ((st + inst) == (st + inst))
        );
        int[] a = [1, 2, 3];
        RefOp ro = At;
        ro(a, 1) = 50;
        ro(a, 2)++;
        WriteLine(string.Join(',', a));
        Long l = Ten;
        l += (p, q, r, s, t, u, v, w, x, y) =>
        {
            y.A++;
            return s + y.A;
        };
        WriteLine(
            l(
                1,
                2,
                3.5,
                "d",
                5,
                6.5f,
                "g",
                8.25m,
                'i',
                new Big
                {
                    A = 1,
                    B = 2,
                    C = 3,
                }
            )
        );
        WriteLine(((Long)l.GetInvocationList()[0])(1, 2, 3.5, "d", 5, 6.5f, null, 8.25m, 'i', default));
        Outs o = static (in int x, ref int y, out int z) =>
        {
            y += x;
            z = y * 2;
        };
        int b2 = 4;
        o += o;
        o(3, ref b2, out int c2);
        WriteLine(b2 + " " + c2);
        WriteLine(
            Apply(x => x * 3, 1, 5)
                + Apply(s => s + "!", "hey", 3)
                + Apply(d => d / 2, 1.0, 4)
                + Apply(((int, int) t) => (t.Item2, t.Item1 + t.Item2), (0, 1), 10)
        );
        Func<int, Func<int, Func<int, int>>> curried = x => y => z => x * 100 + y * 10 + z;
        WriteLine(curried(1)(2)(3));
        try
        {
            IntOp nul = null;
            nul(1);
        }
        catch (NullReferenceException)
        {
            WriteLine("null");
        }
        try
        {
            Base nb = null;
            IntOp bad = nb.Op;
        }
        catch (Exception e)
        {
            WriteLine(e.GetType().Name);
        }
        var big = new Big { A = 5 };
        Func<int, long> bs = big.Sum;
        big.A = 100;
        WriteLine(bs(1));
        WriteLine(bs.Target.GetType().Name + (bs.Target is Big) + (st.Target == null) + (lam.Target == null));
        Func<string> ts = 12345.ToString;
        Func<object, bool> eq = "x".Equals;
        WriteLine(ts() + eq("x") + eq(1));
        Action chain = null;
        for (int i = 0; i < 5; i++)
        {
            int k = i;
            chain += () => Write(k);
        }
        chain();
        chain -= chain;
        WriteLine(chain == null);
        // Delegates to methods that are instructions when called directly.
        Func<double, double>[] rounding = [Math.Floor, Math.Ceiling, Math.Truncate, Math.Sqrt, Math.Abs, Math.Round];
        Func<float, float>[] singles = [MathF.Floor, MathF.Ceiling, MathF.Truncate, MathF.Sqrt, MathF.Abs, MathF.Round];
        for (int i = 0; i < rounding.Length; i++)
            Write($"{rounding[i](2.25)} {rounding[i](-1.75)} {singles[i](6.25f)} ");
        WriteLine();
        return 0;
    }
}
