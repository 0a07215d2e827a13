using System;
using System.Linq;
using System.Runtime.InteropServices;
using static System.Console;

namespace Corpus.Language;

/// <summary>Spans over everything: slicing, searching, copying, comparing, sorting and casting.</summary>
public static class SpanPatterns
{
    private static int Count(ReadOnlySpan<char> s, char c)
    {
        int n = 0;
        for (int i = s.IndexOf(c); i >= 0; i = s.IndexOf(c))
        {
            n++;
            s = s[(i + 1)..];
        }
        return n;
    }

    private static void QuickSort<T>(Span<T> s)
        where T : IComparable<T>
    {
        if (s.Length < 2)
            return;
        T p = s[^1];
        int m = 0;
        for (int i = 0; i < s.Length - 1; i++)
            if (s[i].CompareTo(p) < 0)
            {
                (s[i], s[m]) = (s[m], s[i]);
                m++;
            }
        (s[m], s[^1]) = (s[^1], s[m]);
        QuickSort(s[..m]);
        QuickSort(s[(m + 1)..]);
    }

    private static bool Palin(ReadOnlySpan<char> s) => s.Length < 2 || s[0] == s[^1] && Palin(s[1..^1]);

    private static int Parse(ReadOnlySpan<char> s)
    {
        int v = 0;
        foreach (char c in s)
            v = v * 10 + c - '0';
        return v;
    }

    private struct P
    {
        public int A;
        public short B;
        public short C;
    }

    public static int Run()
    {
        int[] a = [5, 3, 9, 1, 7, 3];
        Span<int> s = a;
        QuickSort(s[1..5]);
        WriteLine(
            string.Join(',', a)
                + s.IndexOf(9)
                + s.LastIndexOf(3)
                + s.Contains(4)
                + s.SequenceEqual(a)
                + s.BinarySearch(1)
                + s.StartsWith([5, 1])
                + s.IndexOfAny(7, 9)
        );
        Span<string> w = ["pear", "fig", "apple"];
        QuickSort(w);
        WriteLine(string.Join(' ', w.ToArray()) + Count("banana", 'a') + Palin("racecar") + Palin("ab") + Parse("00123".AsSpan(2)));
        s.Reverse();
        s[..2].CopyTo(s[1..]);
        s[4..].Fill(8);
        s.Slice(3, 1).Clear();
        WriteLine(string.Join(',', a) + s.TryCopyTo(new int[2]) + s.Overlaps(a.AsSpan(1)));
        Span<byte> bytes = MemoryMarshal.AsBytes(s[..2]);
        bytes[1] = 1;
        WriteLine(a[0] + " " + bytes.Length + MemoryMarshal.Cast<byte, short>(bytes)[0] + MemoryMarshal.Read<int>(bytes));
        P[] ps =
        [
            new()
            {
                A = 1,
                B = 2,
                C = 3,
            },
        ];
        Span<short> sh = MemoryMarshal.Cast<P, short>(ps.AsSpan());
        sh[2] = 99;
        WriteLine(ps[0].B + sh.Length);
        try
        {
            s[..7].Clear();
        }
        catch (ArgumentOutOfRangeException)
        {
            WriteLine("range");
        }
        try
        {
            s[..2].CopyTo(new int[1]);
        }
        catch (ArgumentException)
        {
            WriteLine("short");
        }
        ReadOnlySpan<char> t = "  key = value ; ".AsSpan().Trim();
        int eq = t.IndexOf('=');
        WriteLine(
            t[..eq].TrimEnd().ToString()
                + "|"
                + t[(eq + 1)..].Trim(" ;").ToString()
                + "a".AsSpan().CompareTo("b", StringComparison.Ordinal)
                + "ABC".AsSpan().Equals("abc", StringComparison.OrdinalIgnoreCase)
        );
        foreach (Range r in "a,bb,,c".AsSpan().Split(','))
            Write("a,bb,,c"[r] + "/");
        s = new int[3];
        s[0] = 1;
        s.Sort((x, y) => y - x);
        Span<int> empty = default;
        WriteLine(empty.IsEmpty + "" + (s == empty) + s.ToArray().Length + Span<int>.Empty.Length);
        return 0;
    }
}
