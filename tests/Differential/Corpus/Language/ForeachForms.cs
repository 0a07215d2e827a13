using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Language;

/// <summary>foreach over arrays, strings, spans, lists, dictionaries, patterns, ref, deconstruction and multidimensional.</summary>
public static class ForeachForms
{
    private readonly struct Countdown(int n)
    {
        public Enumerator GetEnumerator() => new(n);

        public struct Enumerator(int n)
        {
            private int _n = n + 1;
            public readonly int Current => _n;

            public bool MoveNext() => --_n > 0;
        }
    }

    private sealed class Disposing : IEnumerable<int>
    {
        public IEnumerator<int> GetEnumerator() => new E();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private sealed class E : IEnumerator<int>
        {
            private int _i;
            public int Current => _i;
            object IEnumerator.Current => _i;

            public bool MoveNext() => ++_i < 4;

            public void Reset() { }

            public void Dispose() => Write("disposed ");
        }
    }

    private ref struct Split(ReadOnlySpan<char> s)
    {
        private ReadOnlySpan<char> _s = s;
        public ReadOnlySpan<char> Current { get; private set; }

        public readonly Split GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_s.IsEmpty)
                return false;
            int i = _s.IndexOf(',');
            Current = i < 0 ? _s : _s[..i];
            _s = i < 0 ? default : _s[(i + 1)..];
            return true;
        }
    }

    public static int Run()
    {
        long t = 0;
        foreach (int x in new[] { 1, 2, 3 })
            t = t * 10 + x;
        foreach (char c in "xyz")
            t += c;
        foreach (
            int x in (int[,])
                new int[,]
                {
                    { 1, 2 },
                    { 3, 4 },
                }
        )
            t = t * 2 + x;
        Span<int> s = stackalloc int[] { 5, 6 };
        foreach (ref int x in s)
            x *= 2;
        foreach (int x in s)
            t += x;
        foreach (int x in new Countdown(4))
            Write(x + " ");
        foreach (int x in new Disposing())
        {
            if (x == 3)
                break;
            Write(x + " ");
        }
        foreach (int x in (IEnumerable<int>)new Disposing())
            Write(x);
        foreach (object o in (IEnumerable)new Disposing())
            Write(o);
        foreach (ReadOnlySpan<char> w in new Split("ab,c,,def"))
            Write(w.Length + w.ToString() + ";");
        WriteLine(t);
        foreach (var (k, v) in new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 })
            Write(k + v);
        foreach ((int a, (string b, var c)) in new[] { (1, ("x", 2.5)), (2, ("y", 3.5)) })
            Write(a + b + c);
        foreach (byte b in new List<object> { (byte)1, (byte)2 })
            Write(b);
        foreach (int? n in new int?[] { 1, null })
            Write(n?.ToString() ?? "-");
        foreach (long x in new[] { 1, 2 })
            Write(x);
        foreach (var g in new[] { 3, 4, 5 }.GroupBy(x => x % 2))
        foreach (int x in g)
            Write(g.Key + ":" + x + " ");
        int[][] j =
        [
            [1],
            [],
            [2, 3],
        ];
        foreach (int[] r in j)
        foreach (int x in r)
            Write(x);
        try
        {
            var l = new List<int> { 1, 2 };
            foreach (int x in l)
                l.Add(x);
        }
        catch (InvalidOperationException)
        {
            WriteLine(" modified");
        }
        try
        {
            foreach (string x in new object[] { "s", 1 })
                Write(x);
        }
        catch (InvalidCastException)
        {
            WriteLine(" cast");
        }
        return 0;
    }
}
