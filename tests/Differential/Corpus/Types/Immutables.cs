using System;
using System.Collections.Generic;
using System.Linq;
using static System.Console;

namespace Corpus.Types;

/// <summary>Persistent list, tree and lens-like updates by with.</summary>
public static class Immutables
{
    private sealed record C<T>(T Head, C<T> Tail)
    {
        public int Count => 1 + (Tail?.Count ?? 0);

        public C<T> Push(T t) => new(t, this);

        public C<U> Map<U>(Func<T, U> f) => new(f(Head), Tail?.Map(f));

        public override string ToString() => Head + (Tail == null ? "" : "," + Tail);
    }

    private sealed record Tree(int V, Tree L = null, Tree R = null)
    {
        public Tree Add(int v) =>
            v < V ? this with { L = L?.Add(v) ?? new(v) }
            : v > V ? this with { R = R?.Add(v) ?? new(v) }
            : this;

        public IEnumerable<int> All()
        {
            if (L != null)
                foreach (int x in L.All())
                    yield return x;
            yield return V;
            if (R != null)
                foreach (int x in R.All())
                    yield return x;
        }
    }

    private record Addr(string City, int Zip);

    private record Man(string Name, Addr Home, Addr Work);

    public static int Run()
    {
        var c = new C<int>(1, null);
        for (int i = 2; i < 8; i++)
            c = c.Push(i * i);
        WriteLine(c + " " + c.Count + " " + c.Map(x => "s" + x).Map(s => s.Length));
        var t = new Tree(50);
        var versions = new List<Tree>();
        foreach (int v in new[] { 30, 70, 20, 60, 80, 30 })
            versions.Add(t = t.Add(v));
        WriteLine(
            string.Join(' ', versions.Select(x => x.All().Count()))
                + " "
                + string.Join(',', t.All())
                + ReferenceEquals(versions[4], versions[5])
                + ReferenceEquals(versions[3].L, versions[4].L)
        );
        var m = new Man("A", new("X", 1), new("Y", 2));
        var n = m with { Home = m.Home with { Zip = 9 } };
        WriteLine(n + " " + (m == n) + (m.Work == n.Work));
        return 0;
    }
}
