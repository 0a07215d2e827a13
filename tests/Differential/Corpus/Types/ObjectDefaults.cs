using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Types;

/// <summary>ToString, Equals, GetHashCode, GetType, MemberwiseClone and ReferenceEquals as everybody inherits them.</summary>
public static class ObjectDefaults
{
    private class A
    {
        public int V = 1;
        public int[] R = [1];

        public A Copy() => (A)MemberwiseClone();
    }

    private sealed class B : A
    {
        public string S = "s";
    }

    private struct S
    {
        public int V;

        public override readonly string ToString() => base.ToString() + V;
    }

    private class G<T> { }

    private sealed class Eq(int v)
    {
        public override bool Equals(object o) => o is Eq e && e.V == V;

        public int V => v;

        public override int GetHashCode() => V;

        public static bool operator ==(Eq a, Eq b) => a?.V == b?.V;

        public static bool operator !=(Eq a, Eq b) => !(a == b);
    }

    public static int Run()
    {
        A a = new B();
        A c = a.Copy();
        c.V = 2;
        c.R[0] = 9;
        WriteLine(a.V + "" + a.R[0] + c.GetType().Name + ((B)c).S + a.Equals(c) + a.Equals(a) + ReferenceEquals(a, c) + a);
        WriteLine(
            new S { V = 3 }
                + " "
                + new G<int>()
                + " "
                + new G<G<string>>()
                + " "
                + new int[1]
                + new string[1, 1]
                + (object)new A[0]
                + new List<int>()
                + (1, 2)
                + new Action(() => { })
                + 'c'
                + null
                + typeof(A)
        );
        WriteLine(
            (new Eq(1) == new Eq(1))
                + ""
                + (new Eq(1) != null)
                + new Eq(2).Equals(new Eq(2))
                + object.Equals(new Eq(3), new Eq(3))
                + Equals(null, null)
                + ((object)new Eq(1) == new Eq(1))
                + new HashSet<Eq> { new(1), new(1), new(2) }.Count
        );
        object o = new();
        WriteLine(o.GetHashCode() == o.GetHashCode());
        WriteLine(RuntimeHelpers.GetHashCode(a) == RuntimeHelpers.GetHashCode(a));
        WriteLine("ab".GetHashCode() == ("a" + "b"[0]).GetHashCode());
        return 0;
    }
}
