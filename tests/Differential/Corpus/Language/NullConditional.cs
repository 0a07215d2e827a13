using System;
using System.Collections.Generic;
using static System.Console;

namespace Corpus.Language;

/// <summary>?. and ?[] chains, conditional assignment, ??= on everything.</summary>
public static class NullConditional
{
    private sealed class Node
    {
        public Node Next;
        public int V;
        public int[] A;
        public string S;
        public Func<int, int> F;
        public Node[] Kids;
        public (int, string)? T;
        public event Action E;

        public void Raise() => E?.Invoke();

        public Node Self()
        {
            s_calls++;
            return this;
        }

        public int? N { get; set; }
        public List<int> L;
    }

    private static int s_calls;

    private static int Side()
    {
        s_calls += 100;
        return 5;
    }

    public static int Run()
    {
        Node n = null,
            m =
                new()
                {
                    V = 1,
                    S = "str",
                    A = [4, 5],
                    Next = new() { V = 2, Kids = [null, new() { V = 9 }] },
                    F = x => x * 2,
                };
        WriteLine(
            $"{n?.V} {m?.V} {n?.Next.Next.V} {m?.Next?.Next?.V} {m.Next?.Kids?[1]?.V} {m.Next.Kids[0]?.V} {m.A?[1]} {m.Next.A?[0]} {m.S?.Length} {m.Next.S?.ToUpper().Length} {m.F?.Invoke(4)} {m.Next.F?.Invoke(Side())} {n?.Self().V} {m?.Self()?.Next?.Self().V} {s_calls} {m.T?.Item2} {n?.A.Length ?? -1}"
        );
        n?.V = Side();
        m?.V = 50;
        m?.Next?.V += 3;
        n?.Next.V += 1;
        m?.A?[0] = 77;
        m.Next?.A?[0] = Side();
        m?.N ??= 4;
        WriteLine($"{m.V} {m.Next.V} {m.A[0]} {m.N} {s_calls}");
        m.Raise();
        m.E += () => s_calls++;
        m.Raise();
        m.L ??= [];
        (m.L ??= null).Add(3);
        m.S ??= "no";
        m.Next.S ??= "yes";
        m.Next.Next ??= new() { V = 8 };
        WriteLine(m.L.Count + m.S + m.Next.S + m.Next.Next.V + s_calls);
        string s = null;
        WriteLine((s?.Length > 3) + "" + (s?.Length == null) + (s ?? m?.Next?.Next?.S ?? "end") + s?.Substring(0, 1000));
        m.T = (1, "t");
        WriteLine(m.T?.Item1 + m.T?.Item2);
        int? len = (m.Next.Kids?[1] as Node)?.A?.Length;
        WriteLine(len.HasValue);
        return 0;
    }
}
