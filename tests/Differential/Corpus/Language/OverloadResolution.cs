using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Language;

/// <summary>Which overload is called: conversions, generics, params, in, priorities, inheritance.</summary>
public static class OverloadResolution
{
    private static string A(object o) => "obj";

    private static string A(string s) => "str";

    private static string A(int i) => "int";

    private static string A(long l) => "long";

    private static string A<T>(T t) => "gen" + typeof(T).Name;

    private static string A<T>(T[] t) => "arr" + typeof(T).Name;

    private static string A<T>(List<T> t) => "list";

    private static string A(params ReadOnlySpan<int> s) => "span" + s.Length;

    private static string B(IEnumerable<int> e) => "enum";

    private static string B(IReadOnlyList<int> e) => "list";

    private static string B(ReadOnlySpan<int> s) => "rospan";

    private static string C(Func<int> f) => "f" + f();

    private static string C(Func<double> f) => "d" + f();

    private static string C(Action a)
    {
        a();
        return "a";
    }

    private static string D(in int x) => "in";

    private static string D(long x) => "val";

    [OverloadResolutionPriority(1)]
    private static string E(object o) => "prio";

    private static string E(string s) => "str";

    private class P
    {
        public string M(int i) => "P.int";

        public virtual string V(object o) => "P.obj";
    }

    private sealed class Q : P
    {
        public string M(double d) => "Q.double";

        public override string V(object o) => "Q.obj";

        public string V(string s) => "Q.str";
    }

    private static string F(int? x) => "int?";

    private static string F(object x) => "object";

    private static string G(float f) => "f";

    private static string G(double d) => "d";

    private static string G(decimal d) => "m";

    private static string H(dynamic_like x) => "conv";

    private struct dynamic_like
    {
        public static implicit operator dynamic_like(int i) => default;
    }

    public static int Run()
    {
        byte b = 1;
        uint u = 1;
        short s = 1;
        WriteLine(
            string.Join(
                ' ',
                A(1),
                A(b),
                A(u),
                A(1L),
                A("s"),
                A((object)"s"),
                A(1.5),
                A(null as string),
                A(new[] { 1 }),
                A(new List<int>()),
                A(),
                A(1, 2),
                A('c'),
                A(s),
                A(new[] { "x" }),
                A<int>(3),
                A((IEnumerable<int>)[])
            )
        );
        WriteLine(
            B(new int[1])
                + B(new List<int>())
                + B(Enumerable.Range(0, 1))
                + B([1, 2])
                + C(() => 1)
                + C(() => 1.5)
                + C(() => { })
                + D(1)
                + D(1L)
                + E("x")
                + new Q().M(1)
                + new Q().V("s")
                + ((P)new Q()).V("s")
                + ((P)new Q()).M(1)
                + F(1)
                + F(null)
                + F("s")
                + G(1.5)
                + G(1f)
                + G(1m)
                + H(3)
        );
        return 0;
    }
}
