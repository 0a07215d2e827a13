using System;
using System.Collections.Generic;

namespace Corpus.Language;

public static class Iterators
{
    private static IEnumerable<int> Count(int n)
    {
        try
        {
            for (int i = 0; i < n; i++)
                yield return i;
        }
        finally
        {
            Console.WriteLine("disposed");
        }
    }

    private static IEnumerable<T> Interleave<T>(IEnumerable<T> a, IEnumerable<T> b)
    {
        using IEnumerator<T> x = a.GetEnumerator(), y = b.GetEnumerator();
        bool more = true;
        while (more)
        {
            more = false;
            if (x.MoveNext()) { yield return x.Current; more = true; }
            if (y.MoveNext()) { yield return y.Current; more = true; }
        }
    }

    private static IEnumerable<int> Tree(int depth)
    {
        if (depth == 0)
            yield break;
        foreach (int v in Tree(depth - 1))
            yield return v;
        yield return depth;
        foreach (int v in Tree(depth - 1))
            yield return -v;
    }

    public static int Run()
    {
        foreach (int i in Count(3))
            Console.WriteLine(i);
        foreach (int i in Count(100))
        {
            if (i == 2)
                break;
            Console.WriteLine(i);
        }
        foreach (string s in Interleave(new[] { "a", "b", "c" }, new List<string> { "1", "2", "3", "4", "5" }))
            Console.Write(s);
        Console.WriteLine();
        int sum = 0, n = 0;
        foreach (int v in Tree(8))
            sum += v * ++n;
        Console.WriteLine(sum);
        return n & 0x7F;
    }
}
