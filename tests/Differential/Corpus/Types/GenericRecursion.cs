using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Types;

/// <summary>Generic types that mention themselves, mutual recursion, and bounded growth.</summary>
public static class GenericRecursion
{
    private interface ITree<T>
        where T : ITree<T>
    {
        IEnumerable<T> Children { get; }
        int Weight { get; }
    }

    private sealed class Dir(string name, params Dir[] kids) : ITree<Dir>, IComparable<Dir>
    {
        public IEnumerable<Dir> Children => kids;
        public int Weight => name.Length;

        public int CompareTo(Dir o) => Weight - o.Weight;
    }

    private static int Total<T>(T root)
        where T : ITree<T> => root.Weight + root.Children.Sum(Total);

    private static T Biggest<T>(T root)
        where T : class, ITree<T>, IComparable<T>
    {
        T best = root;
        foreach (T c in root.Children)
        {
            T b = Biggest(c);
            if (b.CompareTo(best) > 0)
                best = b;
        }
        return best;
    }

    private abstract class Expr<TSelf>
        where TSelf : Expr<TSelf>
    {
        public int V;

        public TSelf With(int v)
        {
            V = v;
            return (TSelf)this;
        }

        public TSelf Times(int n) => n == 0 ? (TSelf)this : With(V * 2).Times(n - 1);
    }

    private sealed class Leaf : Expr<Leaf>
    {
        public Leaf Neg() => With(-V);
    }

    private sealed class Nested<T>
    {
        public Nested<T[]> Arrays;
        public Nested<List<T>> Lists;
        public T Value;
    }

    private static string Wrap<T>(T value, int depth) =>
        depth switch
        {
            0 => typeof(T).Name,
            1 => Wrap1(new[] { value }),
            _ => Wrap1((value, value)),
        };

    private static string Wrap1<T>(T value) => value.GetType().IsArray + typeof(T).Name;

    private static int Ping<T>(T x, int n) => n <= 0 ? 0 : 1 + Pong(x, n - 1);

    private static int Pong<T>(T x, int n) => n <= 0 ? 0 : 10 + Ping(x, n - 1);

    private class Link<TKey, TValue>
        where TKey : IComparable<TKey>
    {
        public TKey K;
        public TValue V;
        public Link<TKey, TValue> Next;

        public Link<TKey2, (TValue, Link<TKey, TValue>)> Up<TKey2>(TKey2 k)
            where TKey2 : IComparable<TKey2> => new() { K = k, V = (V, this) };
    }

    public static int Run()
    {
        var root = new Dir("root", new Dir("usr", new Dir("share"), new Dir("bin")), new Dir("etcetera"));
        WriteLine(Total(root) + " " + Biggest(root).Weight + " " + new Leaf().With(3).Times(4).Neg().V);
        var n = new Nested<int>
        {
            Value = 1,
            Arrays = new()
            {
                Value = [2],
                Lists = new()
                {
                    Value =
                    [
                        [3],
                    ],
                },
            },
        };
        WriteLine(n.Arrays.Lists.Value[0][0] + n.Arrays.Value[0] + " " + (n.Lists == null));
        for (int d = 0; d < 3; d++)
            Write(Wrap(5, d) + Wrap("s", d) + " ");
        WriteLine(Ping(1, 7) + Ping("a", 4) + Pong(2.5, 3));
        var link = new Link<int, string> { K = 1, V = "v" };
        var up = link.Up("k2").Up(2.5);
        WriteLine(up.K + up.V.Item1.Item1 + up.V.Item2.K + up.V.Item2.V.Item2.K);
        return 0;
    }
}
