using System;
using static System.Console;

namespace Corpus.Types;

/// <summary>Covariant returns, new slots, sealed overrides, hidden members, explicit reimplementation.</summary>
public static class CovariantReturns
{
    private class Fruit
    {
        public virtual Fruit Clone() => new Fruit();

        public virtual object Key => "fruit";

        public virtual string N() => "F";

        public string Hidden() => "fh";

        public virtual int Slot() => 1;
    }

    private class Apple : Fruit
    {
        public override Apple Clone() => new Apple();

        public override string Key => "apple";

        public override string N() => "A" + base.N();

        public new virtual string Hidden() => "ah";

        public new virtual int Slot() => 2;
    }

    private class Fuji : Apple
    {
        public override Fuji Clone() => new Fuji();

        public sealed override string Key => "fuji";

        public override string Hidden() => "fujih";

        public override int Slot() => 3;
    }

    private class Tiny : Fuji
    {
        public override Tiny Clone() => null;

        public new string N() => "T";
    }

    private interface IName
    {
        string Get();
    }

    private interface IName2 : IName
    {
        new string Get();
    }

    private class Impl : IName2
    {
        string IName.Get() => "1";

        string IName2.Get() => "2";

        public string Get() => "pub";
    }

    private class BaseI : IName
    {
        public string Get() => "base";
    }

    private class HideI : BaseI
    {
        public new string Get() => "hide";
    }

    private class ReI : BaseI, IName
    {
        public new string Get() => "re";
    }

    private class ReE : BaseI, IName
    {
        string IName.Get() => "explicit";
    }

    private class VBase : IName
    {
        public virtual string Get() => "vbase";
    }

    private class VSub : VBase
    {
        public override string Get() => "vsub" + base.Get();
    }

    private abstract class Abs : IName
    {
        public abstract string Get();
    }

    private class Con : Abs
    {
        public override string Get() => "con";
    }

    private class Inherited
    {
        public string Get() => "inherited";
    }

    private class UsesInherited : Inherited, IName { }

    private interface IG<T>
    {
        string M(T x);
    }

    private class GBase<T> : IG<T>
    {
        public virtual string M(T x) => "T" + x;

        public virtual string M(int x) => "int" + x;
    }

    private class GSub : GBase<string>
    {
        public override string M(int x) => "sub" + x;
    }

    public static int Run()
    {
        Fruit f = new Fuji();
        Apple a = new Fuji();
        Fruit t = new Tiny();
        WriteLine(
            f.Clone().GetType().Name
                + a.Clone().Key
                + f.Key
                + f.N()
                + f.Hidden()
                + a.Hidden()
                + f.Slot()
                + a.Slot()
                + (t.Clone() == null)
                + t.N()
                + ((Tiny)t).N()
                + new Apple().Clone().N()
        );
        var i = new Impl();
        WriteLine(((IName)i).Get() + ((IName2)i).Get() + i.Get());
        foreach (
            IName n in new IName[]
            {
                new BaseI(),
                new HideI(),
                new ReI(),
                new ReE(),
                new VBase(),
                new VSub(),
                new Con(),
                new UsesInherited(),
            }
        )
            Write(n.Get() + " ");
        WriteLine(new HideI().Get());
        IG<string> gs = new GBase<string>();
        IG<int> gi = new GBase<int>();
        WriteLine(gs.M("q") + gi.M(1) + new GSub().M(2) + new GSub().M("z") + new GBase<string>().M(3));
        return 0;
    }
}
