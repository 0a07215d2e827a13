using System;
using System.Collections.Generic;
using static System.Console;

namespace Corpus.Types;

/// <summary>The visitor pattern, double dispatch and dynamic tables of delegates.</summary>
public static class Visitors
{
    private interface IV<R>
    {
        R Num(N n);
        R Bin(B b);
    }

    private abstract class E
    {
        public abstract R Accept<R>(IV<R> v);
    }

    private sealed class N(int v) : E
    {
        public int V => v;

        public override R Accept<R>(IV<R> x) => x.Num(this);
    }

    private sealed class B(char op, E l, E r) : E
    {
        public char Op => op;
        public E L => l;
        public E R1 => r;

        public override R Accept<R>(IV<R> x) => x.Bin(this);
    }

    private sealed class Eval : IV<int>
    {
        private static readonly Dictionary<char, Func<int, int, int>> s_ops = new()
        {
            ['+'] = (a, b) => a + b,
            ['*'] = (a, b) => a * b,
            ['-'] = (a, b) => a - b,
        };

        public int Num(N n) => n.V;

        public int Bin(B b) => s_ops[b.Op](b.L.Accept(this), b.R1.Accept(this));
    }

    private struct Show : IV<string>
    {
        public int Calls;

        public string Num(N n)
        {
            Calls++;
            return n.V + "";
        }

        public string Bin(B b)
        {
            Calls++;
            return "(" + b.L.Accept(this) + b.Op + b.R1.Accept(this) + ")";
        }
    }

    public static int Run()
    {
        E e = new B('+', new N(2), new B('*', new N(3), new B('-', new N(10), new N(4))));
        var s = new Show();
        WriteLine(e.Accept(s) + "=" + e.Accept(new Eval()) + s.Calls);
        return e.Accept(new Eval());
    }
}
