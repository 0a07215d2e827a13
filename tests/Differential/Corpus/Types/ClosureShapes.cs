using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Types;

/// <summary>Closures over loops, parameters, this, nested scopes, refs to captured locals and generics.</summary>
public static class ClosureShapes
{
    private sealed class Obj(int start)
    {
        private int _n = start;

        public Func<int> Bump(int by) => () => _n += by;

        public (Action, Func<string>) Pair()
        {
            int local = 0;
            return (
                () =>
                {
                    local++;
                    _n--;
                },
                () => local + ":" + _n
            );
        }

        public Func<int> FromPrimary() => () => start;
    }

    private static Func<T> Remember<T>(T value)
    {
        T copy = value;
        return () => copy;
    }

    private static IEnumerable<Func<int>> Many()
    {
        for (int i = 0; i < 3; i++)
        {
            int sq = i * i;
            yield return () => sq + i;
        }
    }

    private static int Fact(int n)
    {
        int Go(int k) => k <= 1 ? 1 : k * Go(k - 1);
        return Go(n);
    }

    private static bool Even(int n)
    {
        bool E(int k) => k == 0 || O(k - 1);
        bool O(int k) => k != 0 && E(k - 1);
        return E(n);
    }

    private static int Sum(int[] a)
    {
        int total = 0;
        void Add(int x)
        {
            total += x;
            if (x > 2)
            {
                int extra = x;
                void More() => total += extra;
                More();
            }
        }
        foreach (int x in a)
            Add(x);
        return total;
    }

    private static Action<int> Rec(List<int> log)
    {
        Action<int> f = null;
        f = n =>
        {
            log.Add(n);
            if (n > 0)
                f(n - 1);
        };
        return f;
    }

    public static int Run()
    {
        var list = new List<Func<int>>();
        for (int i = 0; i < 3; i++)
            list.Add(() => i);
        foreach (int j in new[] { 5, 6 })
            list.Add(() => j);
        int w = 0;
        while (w < 2)
        {
            int c = w++;
            list.Add(() => c * 10 + w);
        }
        foreach (var f in list)
            Write(f() + " ");
        var o = new Obj(10);
        var b1 = o.Bump(1);
        var b5 = o.Bump(5);
        b1();
        b5();
        WriteLine(b1() + " " + o.FromPrimary()());
        var (inc, show) = o.Pair();
        inc();
        inc();
        WriteLine(show());
        WriteLine(Remember(5)() + Remember("s")() + Remember((1, 2.5))() + Remember<object>(null)());
        foreach (var f in Many().ToList())
            Write(f() + " ");
        WriteLine(Fact(10) + " " + Even(11) + " " + Sum([1, 2, 3, 4]));
        var log = new List<int>();
        Rec(log)(4);
        WriteLine(string.Join(',', log));
        int x = 1;
        Action set = () => x = 5;
        void Local(ref int r)
        {
            r++;
            set();
            r++;
        }
        Local(ref x);
        WriteLine(x);
        int outer = 0;
        Func<Func<int>> maker = () =>
        {
            int inner = ++outer;
            return () =>
            {
                inner += 100;
                outer += 1000;
                return inner;
            };
        };
        var m1 = maker();
        var m2 = maker();
        WriteLine(m1() + " " + m1() + " " + m2() + " " + outer);
        Func<int, int> fib = null;
        fib = n => n < 2 ? n : fib(n - 1) + fib(n - 2);
        WriteLine(fib(15));
        var def = (int a, int b = 7, params int[] c) => a * 100 + b * 10 + c.Length;
        WriteLine(def(1) + def(1, 2) + def(1, 2, 3, 4));
        try
        {
            int t = 3;
            Action thrower = () => throw new Exception("from " + t);
            t = 4;
            thrower();
        }
        catch (Exception e)
        {
            WriteLine(e.Message);
        }
        string cap = "a";
        Func<string, string> g = static s => s + s;
        Func<string> h = () => g(cap += "b");
        WriteLine(h() + h() + cap);
        return 0;
    }
}
