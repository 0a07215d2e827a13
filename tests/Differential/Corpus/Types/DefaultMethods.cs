using System;
using static System.Console;

namespace Corpus.Types;

/// <summary>Default interface methods: inheritance, diamonds, overriding, static and private members.</summary>
public static class DefaultMethods
{
    private interface IA
    {
        int F() => 1;
        string Who => "IA";
        sealed int Twice() => F() * 2;
        private int Hidden() => 40;
        int Shown() => Hidden() + F();
        static int Count;
        static int Bump() => ++Count;
    }

    private interface IB : IA
    {
        int IA.F() => 2;
        string IA.Who => "IB";
    }

    private interface IC : IA
    {
        int IA.F() => 3;
    }

    private interface ID : IB, IC
    {
        int IA.F() => 20 + 4;
    }

    private class Plain : IA { }

    private class Over : IA
    {
        public int F() => 7;

        public string Who => "Over";
    }

    private class ViaB : IB { }

    private class Diamond : ID { }

    private class DiamondOver : ID
    {
        int IA.F() => 99;

        string IA.Who => "D";
    }

    private struct S : IA
    {
        public int N;

        public int F() => ++N;
    }

    private struct Empty : IA { }

    private interface IGen<T>
    {
        T Value { get; }
        string Show() => typeof(T).Name + ":" + Value;
        string Other<U>(U u) => Show() + u;
    }

    private class G1 : IGen<int>, IGen<string>
    {
        int IGen<int>.Value => 5;
        string IGen<string>.Value => "v";

        string IGen<string>.Show() => "own";
    }

    private class Derived : Over { }

    private class Reimpl : Over, IA
    {
        int IA.F() => base.F() + 1;
    }

    private static int Call<T>(T x)
        where T : IA => x.F() + x.Twice() + x.Shown();

    private static string Name<T>(ref T x)
        where T : IA => x.Who + x.F();

    private interface IRec
    {
        int Depth(int n) => n == 0 ? 0 : 1 + Depth(n - 1);
        event Action E
        {
            add => value();
            remove { }
        }
        int this[int i]
        {
            get => i * 2;
            set => IA.Count = value;
        }
    }

    private class Rec : IRec { }

    public static int Run()
    {
        foreach (
            IA a in new IA[]
            {
                new Plain(),
                new Over(),
                new ViaB(),
                new Diamond(),
                new DiamondOver(),
                new S(),
                new Empty(),
                new Derived(),
                new Reimpl(),
            }
        )
            WriteLine($"{a.F()} {a.Twice()} {a.Shown()} {a.Who}");
        var s = new S();
        var e = new Empty();
        WriteLine(Call(s) + " " + s.N + " " + Call(e) + " " + Name(ref s) + s.N + Name(ref e) + Call<IA>(new Diamond()));
        IA.Bump();
        IA.Bump();
        WriteLine(IA.Count);
        IGen<int> gi = new G1();
        IGen<string> gs = new G1();
        WriteLine(gi.Show() + gs.Show() + gi.Other(2.5) + gs.Other('c'));
        IRec r = new Rec();
        r.E += () => Write("added ");
        r[3] = 77;
        WriteLine(r.Depth(50) + " " + r[21] + " " + IA.Count);
        Func<int> bound = ((IA)new Diamond()).F;
        Func<int> bound2 = new Plain() is IA p ? p.Twice : null;
        WriteLine(bound() + bound2());
        return 0;
    }
}
