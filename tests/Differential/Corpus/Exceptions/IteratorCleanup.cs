using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>Iterators abandoned, failing and nested: which finally runs when.</summary>
public static class IteratorCleanup
{
    private static string s_log = "";

    private static IEnumerable<int> Seq(string n, int fail = -1)
    {
        s_log += "<" + n;
        try
        {
            for (int i = 0; i < 4; i++)
            {
                if (i == fail)
                    throw new InvalidOperationException(n);
                try
                {
                    yield return i;
                }
                finally
                {
                    s_log += i;
                }
            }
        }
        finally
        {
            s_log += ">" + n;
        }
    }

    private static IEnumerable<int> Merge(IEnumerable<int> a, IEnumerable<int> b)
    {
        using var x = a.GetEnumerator();
        using var y = b.GetEnumerator();
        while (x.MoveNext() & y.MoveNext())
            yield return x.Current * 10 + y.Current;
        s_log += "end";
    }

    private static IEnumerable<int> Rec(int d)
    {
        try
        {
            yield return d;
            if (d > 0)
                foreach (int x in Rec(d - 1))
                    yield return x;
        }
        finally
        {
            s_log += "r" + d;
        }
    }

    private static IEnumerable<T> Evens<T>(IEnumerable<T> src)
    {
        bool even = true;
        foreach (T t in src)
        {
            if (even)
                yield return t;
            else if (t is int and 3)
                yield break;
            even = !even;
        }
    }

    private static string Try(Func<IEnumerable<int>> f, int take)
    {
        s_log = "";
        string r = "";
        try
        {
            foreach (int x in f())
            {
                r += x + ",";
                if (--take == 0)
                    break;
            }
        }
        catch (Exception e)
        {
            r += "!" + e.Message;
        }
        return r + " " + s_log;
    }

    public static int Run()
    {
        foreach (int take in new[] { 1, 3, 99 })
        {
            WriteLine(Try(() => Seq("a"), take));
            WriteLine(Try(() => Seq("a", 2), take));
            WriteLine(Try(() => Merge(Seq("a"), Seq("b", 3)), take));
            WriteLine(Try(() => Rec(3), take));
            WriteLine(Try(() => Evens(Seq("e")), take));
            WriteLine(Try(() => Seq("l").Where(x => x != 1).Select(x => x * x).Take(2), take));
        }
        IEnumerable<int> twice = Seq("t");
        var e1 = twice.GetEnumerator();
        var e2 = twice.GetEnumerator();
        e1.MoveNext();
        e1.MoveNext();
        e2.MoveNext();
        WriteLine(e1.Current + e2.Current);
        e1.Dispose();
        e1.Dispose();
        WriteLine(e1.MoveNext() + s_log);
        return 0;
    }
}
