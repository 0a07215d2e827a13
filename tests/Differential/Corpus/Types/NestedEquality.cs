using System;
using System.Collections.Generic;
using static System.Console;

namespace Corpus.Types;

/// <summary>Equals and GetHashCode that structs get by default, with structs, nullables and references inside.</summary>
public static class NestedEquality
{
    private struct Inner
    {
        public double D;
        public int[] A;
    }

    private struct Outer
    {
        public int V;
        public string S;
        public Inner I;
        public Inner? N;
        public (int, string) T;
    }

    private struct Bits
    {
        public int A;
        public int B;
    }

    private struct Gap
    {
        public byte A;
        public long B;
    }

    private struct Float
    {
        public float F;
    }

    private enum E
    {
        X,
    }

    private struct WithEnum
    {
        public E E;
        public object O;
    }

    public static int Run()
    {
        Outer a = new() { V = 1, S = "s" },
            b = a;
        object oa = a,
            ob = b;
        WriteLine(oa.Equals(ob));
        b.I.D = 1;
        WriteLine(a.Equals(b));
        b = a;
        b.I.A = [1];
        WriteLine(a.Equals(b));
        b = a;
        b.N = new Inner();
        WriteLine(a.Equals(b));
        b = a;
        b.T.Item2 = "x";
        WriteLine(a.Equals(b));
        b = a;
        b.S = new string('s', 1);
        WriteLine(a.Equals(b));
        WriteLine(
            new Bits { A = 1 }.Equals(new Bits { A = 1 })
                + ""
                + new Gap { B = 2 }.Equals(new Gap { B = 2 })
                + new Float { F = 0f }.Equals(new Float { F = -0f })
                + new Float { F = float.NaN }.Equals(new Float { F = float.NaN })
                + a.Equals(null)
                + a.Equals("s")
                + new WithEnum { O = "q" }.Equals(new WithEnum { O = "q" })
                + (new Bits { A = 1, B = 2 }.GetHashCode() == new Bits { A = 1, B = 2 }.GetHashCode())
        );
        var d = new Dictionary<Bits, int> { [new Bits { A = 1 }] = 5 };
        WriteLine(d.ContainsKey(new Bits { A = 1 }) + "" + d.ContainsKey(new Bits { B = 1 }));
        return 0;
    }
}
