using System;
using static System.Console;

namespace Corpus.Types;

/// <summary>A deep class hierarchy: overriding at many levels, base calls, casts and type tests.</summary>
public static class DeepHierarchy
{
    private class L0
    {
        public virtual string F() => "0";

        public virtual int G(int n) => n;

        public string H() => F() + G(1);
    }

    private class L1 : L0
    {
        public override string F() => "1" + base.F();
    }

    private class L2 : L1
    {
        public override int G(int n) => base.G(n) + 10;
    }

    private class L3 : L2
    {
        public override string F() => "3" + base.F();

        public override int G(int n) => n * base.G(n);
    }

    private abstract class L4 : L3
    {
        public abstract override string F();

        protected string Up() => base.F();
    }

    private class L5 : L4
    {
        public override string F() => "5" + Up();
    }

    private class L6 : L5
    {
        public new virtual string F() => "6new";
    }

    private sealed class L7 : L6
    {
        public override string F() => "7" + base.F() + ((L0)this).H();

        public sealed override int G(int n) => base.G(n + 1);
    }

    public static int Run()
    {
        L0[] all = [new L0(), new L1(), new L2(), new L3(), new L5(), new L6(), new L7()];
        foreach (L0 l in all)
            WriteLine(
                l.F()
                    + " "
                    + l.G(2)
                    + " "
                    + l.H()
                    + " "
                    + (l is L2)
                    + (l is L4)
                    + (l is L6)
                    + ((l as L5)?.F() ?? "-")
                    + ((l as L6)?.F() ?? "-")
            );
        try
        {
            _ = (L3)all[1];
        }
        catch (InvalidCastException)
        {
            WriteLine("no");
        }
        L0 n = null;
        WriteLine((n is L0) + "" + (n as L1 == null) + ((L3)n == null));
        return 0;
    }
}
