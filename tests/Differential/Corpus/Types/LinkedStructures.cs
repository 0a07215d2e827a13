using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Types;

/// <summary>Own linked list, stack, queue, tree map and heap, all generic.</summary>
public static class LinkedStructures
{
    private sealed class L<T> : IEnumerable<T>
    {
        private sealed class C
        {
            public T V;
            public C Next;
        }

        private C _h,
            _t;
        public int N;

        public void Add(T v)
        {
            var c = new C { V = v };
            if (_t == null)
                _h = c;
            else
                _t.Next = c;
            _t = c;
            N++;
        }

        public void Reverse()
        {
            C p = null,
                c = _h;
            _t = _h;
            while (c != null)
                (c.Next, p, c) = (p, c, c.Next);
            _h = p;
        }

        public IEnumerator<T> GetEnumerator()
        {
            for (C c = _h; c != null; c = c.Next)
                yield return c.V;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class T<K, V>
        where K : IComparable<K>
    {
        private K _k;
        private V _v;
        private T<K, V> _l,
            _r;
        private bool _used;
        public V this[K k]
        {
            get
            {
                if (!_used)
                    throw new KeyNotFoundException();
                int c = k.CompareTo(_k);
                return c == 0 ? _v : (c < 0 ? _l : _r)![k];
            }
            set
            {
                if (!_used)
                {
                    _k = k;
                    _v = value;
                    _used = true;
                    _l = new();
                    _r = new();
                    return;
                }
                int c = k.CompareTo(_k);
                if (c == 0)
                    _v = value;
                else
                    (c < 0 ? _l : _r)[k] = value;
            }
        }
        public int Depth => _used ? 1 + Math.Max(_l.Depth, _r.Depth) : 0;
    }

    private sealed class H<X>(Comparison<X> c)
    {
        private readonly List<X> _a = [];
        public int N => _a.Count;

        public void Push(X x)
        {
            _a.Add(x);
            for (int i = _a.Count - 1; i > 0 && c(_a[i], _a[(i - 1) / 2]) < 0; i = (i - 1) / 2)
                (_a[i], _a[(i - 1) / 2]) = (_a[(i - 1) / 2], _a[i]);
        }

        public X Pop()
        {
            X r = _a[0];
            _a[0] = _a[^1];
            _a.RemoveAt(_a.Count - 1);
            for (int i = 0, k; (k = 2 * i + 1) < _a.Count; i = k)
            {
                if (k + 1 < _a.Count && c(_a[k + 1], _a[k]) < 0)
                    k++;
                if (c(_a[i], _a[k]) <= 0)
                    break;
                (_a[i], _a[k]) = (_a[k], _a[i]);
            }
            return r;
        }
    }

    public static int Run()
    {
        var l = new L<string>();
        foreach (string s in "d b a c f e".Split(' '))
            l.Add(s);
        l.Reverse();
        WriteLine(string.Join("", l) + l.N);
        var t = new T<string, int>();
        foreach (string s in l)
            t[s] = s[0];
        t["a"]++;
        WriteLine(t["a"] + t["f"] + " " + t.Depth);
        try
        {
            _ = t["q"];
        }
        catch (KeyNotFoundException)
        {
            WriteLine("none");
        }
        var h = new H<(int, string)>((a, b) => b.Item1 - a.Item1);
        for (int i = 0; i < 20; i++)
            h.Push((i * 7 % 11, "h" + i));
        while (h.N > 15)
            Write(h.Pop() + " ");
        WriteLine();
        return 0;
    }
}
