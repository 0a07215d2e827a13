using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Language;

/// <summary>Iterator blocks: state, parameters, infinite, recursive, with finally, generic and on structs.</summary>
public static class Iterators2
{
    private static IEnumerable<int> Fib()
    {
        int a = 0,
            b = 1;
        while (true)
        {
            yield return a;
            (a, b) = (b, a + b);
        }
    }

    private static IEnumerable<T> Inter<T>(IEnumerable<T> a, IEnumerable<T> b)
    {
        using var x = a.GetEnumerator();
        using var y = b.GetEnumerator();
        bool p = true,
            q = true;
        while ((p &= x.MoveNext()) | (q &= y.MoveNext()))
        {
            if (p)
                yield return x.Current;
            if (q)
                yield return y.Current;
        }
    }

    private static IEnumerable<string> Perms(string s)
    {
        if (s.Length < 2)
        {
            yield return s;
            yield break;
        }
        for (int i = 0; i < s.Length; i++)
            foreach (string r in Perms(s.Remove(i, 1)))
                yield return s[i] + r;
    }

    private static IEnumerator<int> Raw(int n)
    {
        int i = n;
        try
        {
            while (i-- > 0)
                yield return i;
        }
        finally
        {
            Write("end ");
        }
    }

    private struct Range(int a, int b) : IEnumerable<int>
    {
        public readonly IEnumerator<int> GetEnumerator()
        {
            for (int i = a; i < b; i++)
                yield return i;
        }

        readonly IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private static IEnumerable<(int, int)> Pairs(int n)
    {
        for (int i = 0; i < n; i++)
        {
            if (i == 2)
                continue;
            for (int j = i; j < n; j++)
            {
                if (j == 3)
                    yield break;
                yield return (i, j);
            }
        }
    }

    private static IEnumerable<int> Args(int a, string s, params int[] r)
    {
        a++;
        yield return a;
        a += s.Length;
        yield return a;
        foreach (int x in r)
            yield return a += x;
    }

    private static IEnumerable<int> Guard(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return Core(n);
        static IEnumerable<int> Core(int n)
        {
            yield return n;
        }
    }

    private static IEnumerable<object> Mixed()
    {
        yield return 1;
        yield return "s";
        yield return null;
        yield return (1, 2);
        Span<int> s = [1, 2];
        int t = s[1];
        yield return t;
    }

    public static int Run()
    {
        WriteLine(string.Join(',', Fib().Skip(5).Take(8)));
        WriteLine(string.Concat(Inter("abc", "12345")));
        WriteLine(string.Join(' ', Perms("abcd").Where((_, i) => i % 5 == 0)));
        var r = Raw(3);
        while (r.MoveNext())
            Write(r.Current);
        r.Dispose();
        WriteLine(new Range(3, 7).Sum() + " " + string.Join("", Pairs(5)) + string.Join(',', Args(1, "abc", 10, 20)));
        var seq = Args(1, "x");
        WriteLine(seq.Sum() + seq.Sum());
        try
        {
            Guard(-1);
        }
        catch (ArgumentOutOfRangeException)
        {
            WriteLine("early");
        }
        WriteLine(string.Join('|', Mixed()));
        IEnumerable<int> big = Enumerable.Range(0, 5);
        for (int i = 0; i < 50; i++)
        {
            int k = i;
            big = big.Select(x => x + k);
        }
        WriteLine(big.Sum());
        return 0;
    }
}
