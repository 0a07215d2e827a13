using System;
using System.Linq;
using static System.Console;

namespace Corpus.Memory;

/// <summary>Spans into arrays, strings and stacks held across allocations and deep calls.</summary>
public static class SpanLifetimes
{
    private static int Deep(ReadOnlySpan<char> t, Span<int> s, int n)
    {
        if (n == 0)
            return t.Length;
        var junk = new byte[100 + n];
        junk[n] = 1;
        s[n % s.Length] += t[n % t.Length] + junk[n];
        return Deep(t.Length > 3 ? t[1..] : t, s, n - 1) + junk[n];
    }

    private static Span<T> Make<T>(int n, T v)
    {
        var a = new T[n + 2];
        a.AsSpan().Fill(v);
        return a.AsSpan(1, n);
    }

    public static int Run()
    {
        Span<int> stack = stackalloc int[5];
        Span<int> heap = Make(5, 3);
        string text = string.Concat(Enumerable.Range(0, 60).Select(i => (char)('a' + i % 26)));
        WriteLine(Deep(text, stack, 100) + " " + Deep(text.AsSpan(10), heap, 100));
        GC.Collect();
        WriteLine(
            string.Join(',', stack.ToArray()) + " " + string.Join(',', heap.ToArray()) + Make(4, "z")[3] + Make<object>(2, null).Length
        );
        return 0;
    }
}
