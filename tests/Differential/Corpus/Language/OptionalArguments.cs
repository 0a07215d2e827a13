using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Default values of every kind, named arguments and overloads between them.</summary>
public static class OptionalArguments
{
    private enum E
    {
        A,
        B = 5,
    }

    private struct S
    {
        public int V;
    }

    private static string All(
        int a = 1,
        string b = "two",
        double c = 3.5,
        char d = 'd',
        E e = E.B,
        object f = null,
        S g = default,
        int? h = null,
        decimal i = 1.25m,
        bool j = true,
        long k = long.MinValue,
        params int[] l
    ) => $"{a}{b}{c}{d}{e}{f}{g.V}{h}{i}{j}{k}{l.Length}";

    private static string O(int a) => "int";

    private static string O(long a, int b = 0) => "long";

    private static string O(object a) => "object";

    private static string O(params object[] a) => "params";

    private static string O(double a) => "double";

    private static string G<T>(T a, T b = default) => typeof(T).Name + b;

    private class B
    {
        public virtual string M(int a = 1) => "B" + a;
    }

    private sealed class D : B
    {
        public override string M(int a = 2) => "D" + a;
    }

    public static int Run()
    {
        WriteLine(All());
        WriteLine(All(5, e: E.A, d: 'x'));
        WriteLine(All(h: 9, l: [1, 2]));
        WriteLine(All(f: "f", g: new S { V = 3 }, j: false, k: 1));
        byte by = 1;
        uint ui = 1;
        float f = 1;
        short? n = 2;
        WriteLine(
            O(1)
                + O(1L)
                + O("s")
                + O()
                + O(1, 2, 3)
                + O(by)
                + O(ui)
                + O(f)
                + O('c')
                + O(1.5m)
                + O(n)
                + O(1UL)
                + O((object)1)
                + O(null, null)
        );
        WriteLine(G(1) + G("a") + G<long>(1) + G<int?>(1) + G(1.5, 2));
        B b = new D();
        WriteLine(b.M() + new D().M() + b.M(7));
        return 0;
    }
}
