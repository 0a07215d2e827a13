using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Types;

/// <summary>ToString, Equals, CompareTo and operators seen through object, interface, generic and exact type.</summary>
public static class Overrides
{
    private readonly struct T : IComparable, IComparable<T>, IEquatable<T>, IFormattable
    {
        private readonly int _v;

        public T(int v) => _v = v;

        public int CompareTo(object o) => o is T t ? CompareTo(t) + 100 : -999;

        public int CompareTo(T o) => _v - o._v;

        public bool Equals(T o) => _v == o._v;

        public override bool Equals(object o) => o is T t && _v == -t._v;

        public override int GetHashCode() => _v;

        public override string ToString() => "T" + _v;

        public string ToString(string f, IFormatProvider p) => f + _v;

        public static bool operator ==(T a, T b) => a._v / 10 == b._v / 10;

        public static bool operator !=(T a, T b) => !(a == b);
    }

    private static int G<X>(X a, X b)
        where X : IComparable<X> => a.CompareTo(b);

    private static int N<X>(X a, X b)
        where X : IComparable => a.CompareTo(b);

    private static bool Eq<X>(X a, X b) => a.Equals(b);

    public static int Run()
    {
        T a = new(13),
            b = new(15),
            c = new(-13);
        object o = a;
        WriteLine(
            G(a, b)
                + " "
                + N(a, b)
                + " "
                + ((IComparable)o).CompareTo("x")
                + Eq(a, c)
                + a.Equals(c)
                + o.Equals(c)
                + (a == b)
                + (a != c)
                + EqualityComparer<T>.Default.Equals(a, c)
                + $"{a}{a:f}{o}"
                + string.Format("{0:z}", a)
                + Comparer<T>.Default.Compare(b, a)
                + a.GetHashCode()
                + Math.Max(G(b, a), 0)
        );
        return 0;
    }
}
