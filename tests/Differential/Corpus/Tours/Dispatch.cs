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
public static unsafe class Dispatch
{
    interface IVis
    {
        T Visit<T>(T x, int n);
    }

    class V1 : IVis
    {
        public virtual T Visit<T>(T x, int n) => n > 0 ? x : default!;
    }

    class V2 : V1
    {
        public override T Visit<T>(T x, int n) => x;
    }

    abstract class GV
    {
        public abstract string M<T>(T a);
    }

    class GV1 : GV
    {
        public override string M<T>(T a) => "1" + typeof(T).Name + a;
    }

    class GV2 : GV
    {
        public override string M<T>(T a) => "2" + a;
    }

    interface IAdd<T>
        where T : IAdd<T>
    {
        static abstract T operator +(T a, T b);

        static abstract T Zero { get; }
        static virtual string Nm => "dflt";
    }

    struct MyI : IAdd<MyI>
    {
        public int V;

        public static MyI operator +(MyI a, MyI b) => new MyI { V = a.V + b.V };

        public static MyI Zero => default;
    }

    struct MyJ : IAdd<MyJ>
    {
        public long V,
            W,
            X;

        public static MyJ operator +(MyJ a, MyJ b) =>
            new MyJ
            {
                V = a.V + b.V,
                W = a.W - b.W,
                X = 1,
            };

        public static MyJ Zero => new MyJ { V = 1000 };
        public static string Nm => "J";
    }

    interface ID1
    {
        string A() => "d1";
    }

    interface ID2 : ID1
    {
        string ID1.A() => "d2";
    }

    class DI : ID2 { }

    struct DS : ID1 { }

    struct Cnt
    {
        public int N;

        public int Inc() => ++N;
    }

    interface ICov<out T>
    {
        T Get();
    }

    class CovS : ICov<string>
    {
        public string Get() => "cov";
    }

    private static int s_g;

    static T Sum<T>(T[] xs)
        where T : IAdd<T>
    {
        T s = T.Zero;
        foreach (var x in xs)
            s += x;
        return s;
    }

    static string Nm<T>()
        where T : IAdd<T> => T.Nm;

    static T SumN<T>(IEnumerable<T> xs)
        where T : INumber<T>
    {
        T s = T.Zero;
        foreach (var x in xs)
            s += x * T.One;
        return s;
    }

    static string Gvm()
    {
        IVis v = new V2();
        V1 w = new V1();
        GV a = new GV1(),
            b = new GV2();
        return v.Visit("x", 0)
            + v.Visit(3, 0)
            + (w.Visit("q", 0) ?? "nul")
            + ((IVis)w).Visit(2.5, 1)
            + a.M(1)
            + b.M("s")
            + ""
            + a.M(new Cnt { N = 4 }.N)
            + a.M((object)"o");
    }

    static string Sabs() =>
        Sum(
            new[]
            {
                new MyI { V = 1 },
                new MyI { V = 5 },
            }
        ).V
        + ""
        + Sum(
            new[]
            {
                new MyJ { V = 2, W = 3 },
            }
        ).V
        + Nm<MyI>()
        + Nm<MyJ>()
        + SumN(new[] { 1, 2, 3 })
        + SumN(new[] { 1.5, 2 })
        + SumN(new byte[] { 200, 100 })
        + int.CreateChecked(5L)
        + double.CreateSaturating(7);

    static string Dim()
    {
        ID1 a = new DI(),
            b = new DS();
        return a.A() + b.A();
    }

    static string Cov()
    {
        ICov<object> c = new CovS();
        IEnumerable<object> e = new List<string> { "z" };
        Func<object> f = () => "fo";
        Action<object> ao = o => s_g += o.ToString()!.Length;
        Action<string> as_ = ao;
        as_("four");
        object[] arr = new string[] { "p" };
        string r = c.Get() + "" + e.First() + f() + s_g;
        try
        {
            arr[0] = 5;
        }
        catch (ArrayTypeMismatchException)
        {
            r += "atm";
        }
        IReadOnlyList<object> rl = new[] { "q" };
        return r + "" + rl[0] + rl.Count;
    }

    public static int Run()
    {
        Tour.Line("Gvm", Gvm);
        Tour.Line("Sabs", Sabs);
        Tour.Line("Dim", Dim);
        Tour.Line("Cov", Cov);
        return 0;
    }
}
