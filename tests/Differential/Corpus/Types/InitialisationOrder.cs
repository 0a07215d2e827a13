using System;
using static System.Console;

namespace Corpus.Types;

/// <summary>Field initialisers, base constructors, virtual calls in constructors, static order.</summary>
public static class InitialisationOrder
{
    private static string s_log = "";

    private static int L(string s, int v = 0)
    {
        s_log += s + " ";
        return v;
    }

    private class A
    {
        private int _x = L("A.x");
        protected static int S = L("A.S", 1);

        public A()
        {
            L("A()");
            Virt();
        }

        protected virtual void Virt() => L("A.Virt");
    }

    private class B : A
    {
        private readonly int _y = L("B.y", 7);
        private static readonly int T = L("B.T");

        public B()
            : this(L("arg", 3)) => L("B()");

        public B(int n)
            : base()
        {
            L("B(int)" + n + _y);
        }

        protected override void Virt() => L("B.Virt" + _y);
    }

    private sealed class C(int n) : B(L("C.base", n))
    {
        private readonly int _z = L("C.z", n);
        public int Z => _z;
    }

    private struct P
    {
        public int V = L("P.V", 5);

        public P(int a)
        {
            V += a;
            L("P()");
        }
    }

    public static int Run()
    {
        new B();
        WriteLine(s_log);
        s_log = "";
        WriteLine(new C(4).Z + s_log);
        s_log = "";
        WriteLine(new P(2).V + new P().V + default(P).V + s_log);
        return 0;
    }
}
