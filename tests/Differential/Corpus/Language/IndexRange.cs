using System;
using System.Collections.Generic;
using static System.Console;

namespace Corpus.Language;

/// <summary>Indices and ranges over arrays, strings, spans, lists and own types.</summary>
public static class IndexRange
{
    private sealed class Own
    {
        public int Length => 10;
        public int this[int i] => i * i;

        public string Slice(int start, int n) => start + "+" + n;
    }

    private sealed class Ranged
    {
        public string this[Range r] => r.ToString();
        public string this[Index i] => i.ToString();
    }

    private static string Try(Func<object> f)
    {
        try
        {
            return f().ToString();
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }

    public static int Run()
    {
        int[] a = [0, 1, 2, 3, 4, 5];
        string s = "abcdef";
        Span<int> p = a;
        List<int> l = [.. a];
        Index last = ^1,
            three = 3;
        Range mid = 1..^1,
            all = ..,
            tail = ^2..;
        WriteLine(
            $"{a[^1]} {a[last]} {a[three]} {a[mid].Length} {a[all].Length} {string.Join(',', a[tail])} {s[^2]} {s[mid]} {s[..3]} {s[3..]} {s[^3..^1]} {p[tail][0]} {p[..0].Length} {l[^2]} {l[..2].Count} {new Own()[^1]} {new Own()[2..^3]} {new Ranged()[1..^2]} {new Ranged()[^4]}"
        );
        a[^1] = 50;
        a[^2..][0]++;
        p[^3] *= 10;
        ref int r = ref a[^6];
        r--;
        l[^1] += 9;
        WriteLine(string.Join(',', a) + l[5]);
        WriteLine(
            Try(() => a[^7]) + Try(() => a[^0]) + Try(() => s[4..2]) + Try(() => s[..7]) + Try(() => a[5..7].Length) + Try(() => l[^9])
        );
        var (off, len) = mid.GetOffsetAndLength(6);
        WriteLine(off + "" + len + mid + last.GetOffset(6) + last.IsFromEnd + all.Equals(..) + new Index(2) + (2..4).Start);
        int from = 1,
            to = 2;
        WriteLine(s[from..^to] + s[^(from + to)..] + s[(from + 1)..(to + 2)]);
        ReadOnlySpan<char> q = s;
        WriteLine(q[1..][..^1][^1] + "" + q.Slice(2, 2).ToString());
        return 0;
    }
}
