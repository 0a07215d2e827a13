using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Types;

/// <summary>Fluent builders, partial application, currying, composition, memoisation.</summary>
public static class Builders
{
    private sealed class Q
    {
        private readonly List<string> _p = [];

        public Q Where(string s)
        {
            _p.Add("where " + s);
            return this;
        }

        public Q Take(int n)
        {
            _p.Add("take " + n);
            return this;
        }

        public static implicit operator string(Q q) => string.Join("; ", q._p);
    }

    private static Func<A, C> Then<A, B, C>(this Func<A, B> f, Func<B, C> g) => x => g(f(x));

    private static Func<B, C> Part<A, B, C>(Func<A, B, C> f, A a) => b => f(a, b);

    private static Func<A, B> Memo<A, B>(Func<A, B> f)
    {
        var d = new Dictionary<A, B>();
        return a => d.TryGetValue(a, out B b) ? b : d[a] = f(a);
    }

    public static int Run()
    {
        string s = new Q().Where("x").Take(3).Where("y");
        int calls = 0;
        var m = Memo<int, int>(x =>
        {
            calls++;
            return x * x;
        });
        Func<int, int> inc = x => x + 1;
        WriteLine(
            s + inc.Then(x => x * 2).Then(x => "r" + x)(4) + Part<int, int, int>((a, b) => a - b, 10)(3) + m(4) + m(4) + m(5) + calls
        );
        Func<long, long> fib = null;
        fib = Memo<long, long>(n => n < 2 ? n : fib(n - 1) + fib(n - 2));
        WriteLine(fib(80));
        return calls;
    }
}
