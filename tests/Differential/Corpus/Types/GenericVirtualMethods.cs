using System;
using System.Collections.Generic;
using static System.Console;

namespace Corpus.Types;

/// <summary>Virtual generic methods through classes, interfaces and constraints.</summary>
public static class GenericVirtualMethods
{
    private abstract class Visitor
    {
        public abstract string Visit<T>(T value);

        public virtual string Twice<T>(T value) => Visit(value) + Visit(new[] { value });
    }

    private class Namer : Visitor
    {
        public override string Visit<T>(T value) => typeof(T).Name + "=" + value + ";";
    }

    private sealed class Counter : Namer
    {
        private int _n;

        public override string Visit<T>(T value) =>
            ++_n
            + (
                value is int ? "int"
                : typeof(T).IsValueType ? "val"
                : "ref"
            )
            + ";";

        public override string Twice<T>(T value) => "t" + base.Twice(value);
    }

    private interface IMaker
    {
        T Make<T>()
            where T : new();
        TOut Convert<TIn, TOut>(TIn value, Func<TIn, TOut> f);
    }

    private sealed class Maker : IMaker
    {
        private int _made;

        public T Make<T>()
            where T : new()
        {
            _made++;
            return new T();
        }

        TOut IMaker.Convert<TIn, TOut>(TIn value, Func<TIn, TOut> f) => f(value);

        public int Made => _made;
    }

    private struct StructMaker : IMaker
    {
        public int Made;

        public T Make<T>()
            where T : new()
        {
            Made++;
            return new T();
        }

        public TOut Convert<TIn, TOut>(TIn value, Func<TIn, TOut> f) => f(value);
    }

    private struct Pair
    {
        public int A,
            B;

        public Pair()
        {
            A = 3;
            B = 4;
        }

        public override string ToString() => A + "/" + B;
    }

    private class Node<T>
    {
        public virtual string Show<U>(U other, T own) => typeof(T).Name + typeof(U).Name + other + own;
    }

    private static TResult Through<TMaker, TResult>(ref TMaker m)
        where TMaker : IMaker
        where TResult : new()
    {
        m.Make<TResult>();
        return m.Make<TResult>();
    }

    public static int Run()
    {
        foreach (Visitor v in new Visitor[] { new Namer(), new Counter() })
            WriteLine(
                v.Visit(1) + v.Visit("s") + v.Visit(2.5) + v.Twice('c') + v.Visit<object>(null) + v.Twice(new Pair()) + v.Visit((1, "a"))
            );
        IMaker m = new Maker();
        WriteLine(
            m.Make<Pair>()
                + " "
                + m.Make<List<int>>().Count
                + m.Make<int>()
                + " "
                + m.Convert<int, string>(5, x => new string('z', x))
                + m.Convert("abc", s => s.Length)
                + ((Maker)m).Made
        );
        IMaker sm = new StructMaker();
        sm.Make<object>();
        sm.Make<Pair>();
        WriteLine(((StructMaker)sm).Made + " " + sm.Convert(1.5, d => (long)(d * 2)));
        var direct = new StructMaker();
        WriteLine(Through<StructMaker, Pair>(ref direct) + " " + direct.Made);
        WriteLine(new Node<int>().Show("x", 1) + new Node<string>().Show(1.5f, "y") + new Node<Pair>().Show(new Pair(), new Pair()));
        Func<int, string> bound = new Counter().Visit<int>;
        WriteLine(bound(1) + bound(2));
        return 0;
    }
}
