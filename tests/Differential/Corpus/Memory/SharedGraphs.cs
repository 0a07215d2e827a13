using System;
using System.Collections.Generic;
using static System.Console;

namespace Corpus.Memory;

/// <summary>Object graphs with cycles, sharing and long chains through collections.</summary>
public static class SharedGraphs
{
    private sealed class N
    {
        public N A,
            B;
        public int V;
        public object Tag;
    }

    private static int Walk(N n, HashSet<N> seen)
    {
        int s = 0;
        var todo = new Stack<N>([n]);
        while (todo.TryPop(out N x))
        {
            if (x == null || !seen.Add(x))
                continue;
            s +=
                x.V
                + (
                    x.Tag is int[] a ? a.Length
                    : x.Tag is string t ? t.Length
                    : 0
                );
            todo.Push(x.A);
            todo.Push(x.B);
        }
        return s;
    }

    public static int Run()
    {
        N head = new();
        N at = head;
        for (int i = 0; i < 3000; i++)
        {
            at.A = new N
            {
                V = i,
                B = head,
                Tag = i % 3 == 0 ? new int[i % 10] : "t" + i,
            };
            at = at.A;
        }
        at.A = head;
        GC.Collect();
        var seen = new HashSet<N>(ReferenceEqualityComparer.Instance as IEqualityComparer<N>);
        WriteLine(Walk(head, seen) + " " + seen.Count);
        for (int i = 0; i < 100; i++)
        {
            at = at.A.A;
            at.B = new N { V = -i, A = at };
        }
        GC.Collect();
        WriteLine(Walk(at, []) + "");
        head = at = null;
        seen.Clear();
        GC.Collect();
        var grid = new N[30, 30];
        for (int i = 0; i < 900; i++)
            grid[i / 30, i % 30] = new N
            {
                V = i,
                A = i > 0 ? grid[(i - 1) / 30, (i - 1) % 30] : null,
                B = i >= 30 ? grid[i / 30 - 1, i % 30] : null,
            };
        N corner = grid[29, 29];
        grid = null;
        GC.Collect();
        WriteLine(Walk(corner, []));
        return 0;
    }
}
