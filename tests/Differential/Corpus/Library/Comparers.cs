using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Library;

/// <summary>Comparers and equality comparers: default, custom, reversed, structural, ordinal.</summary>
public static class Comparers
{
    private sealed class Len : IEqualityComparer<string>, IComparer<string>
    {
        public bool Equals(string a, string b) => a.Length == b.Length;

        public int GetHashCode(string s) => s.Length;

        public int Compare(string a, string b) => a.Length - b.Length;
    }

    private struct V : IEquatable<V>
    {
        public int X;

        public readonly bool Equals(V o) => X % 10 == o.X % 10;

        public override readonly int GetHashCode() => X % 10;
    }

    private class NoEq { }

    private enum E : byte
    {
        A,
        B,
    }

    public static int Run()
    {
        WriteLine(
            EqualityComparer<int>.Default.Equals(1, 1)
                + ""
                + EqualityComparer<string>.Default.Equals(null, null)
                + EqualityComparer<V>.Default.Equals(new V { X = 3 }, new V { X = 13 })
                + EqualityComparer<int?>.Default.Equals(null, 1)
                + EqualityComparer<E>.Default.Equals(E.A, E.A)
                + EqualityComparer<NoEq>.Default.Equals(new(), new())
                + Comparer<int?>.Default.Compare(null, 3)
                + Comparer<string>.Default.Compare(null, "a")
                + Comparer<E>.Default.Compare(E.B, E.A)
                + Comparer<(int, string)>.Default.Compare((1, "a"), (1, "b"))
        );
        WriteLine(
            new HashSet<string>(new Len()) { "ab", "cd", "e" }.Count
                + " "
                + string.Join(',', new[] { "ccc", "a", "bb" }.Order(new Len()))
                + new[] { 1, 2 }.SequenceEqual([1, 2])
                + StructuralComparisons.StructuralEqualityComparer.Equals(new[] { 1, 2 }, new[] { 1, 2 })
                + StringComparer.OrdinalIgnoreCase.Compare("a", "B")
                + StringComparer.Ordinal.Equals("a", "A")
                + ReferenceEqualityComparer.Instance.Equals("a", 1)
                + Array.IndexOf([new V { X = 1 }], new V { X = 21 })
                + new List<int?> { 1, null }.IndexOf(null)
        );
        try
        {
            Comparer<object>.Default.Compare(new NoEq(), new NoEq());
        }
        catch (ArgumentException)
        {
            WriteLine("no order");
        }
        HashCode h = default;
        h.Add(1);
        h.Add("x");
        HashCode h2 = default;
        h2.Add(1);
        h2.Add("x");
        WriteLine(h.ToHashCode() == h2.ToHashCode());
        return 0;
    }
}
