using System;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>Exceptions from static constructors: TypeInitializationException, once and again.</summary>
public static class StaticConstructorFailures
{
    private static int s_runs;

    private static class Bad
    {
        public static int Value = 5;

        static Bad()
        {
            s_runs++;
            throw new InvalidOperationException("no");
        }

        public static int Get() => Value;
    }

    private static class Lazy
    {
        public static readonly int X = Fail("lazy");
        public const int K = 7;
    }

    private static int Fail(string m)
    {
        s_runs++;
        throw new FormatException(m);
    }

    private static class Gen<T>
    {
        public static readonly T V = Make();

        private static T Make() => typeof(T) == typeof(int) ? throw new Exception("int") : default;
    }

    private class Base
    {
        static Base()
        {
            s_runs++;
            throw new Exception("base");
        }

        public int F;
    }

    private class Sub : Base
    {
        public static int S = 3;
    }

    private static class Outer
    {
        static Outer()
        {
            try
            {
                Inner.Touch();
            }
            catch (TypeInitializationException e)
            {
                Seen = e.InnerException.Message;
            }
        }

        public static string Seen;
    }

    private static class Inner
    {
        static Inner() => throw new Exception("inner");

        public static void Touch() { }
    }

    private static class Cycle1
    {
        public static int A = Cycle2.B + 1;
    }

    private static class Cycle2
    {
        public static int B = Cycle1.A + 10;
    }

    private static string Try(Func<object> f)
    {
        try
        {
            return f() + "";
        }
        catch (TypeInitializationException e)
        {
            return "TIE " + e.TypeName.Split('+', '.')[^1] + " " + e.InnerException.GetType().Name + " " + e.InnerException.Message;
        }
    }

    public static int Run()
    {
        WriteLine(Try(() => Bad.Value));
        WriteLine(Try(() => Bad.Get()));
        WriteLine(Try(() => Bad.Value = 3));
        WriteLine(s_runs);
        WriteLine(Try(() => Lazy.X));
        WriteLine(Lazy.K);
        WriteLine(Try(() => Gen<int>.V));
        WriteLine(Try(() => Gen<long>.V));
        WriteLine(Try(() => Gen<string>.V ?? "null"));
        WriteLine(Try(() => new Base()));
        WriteLine(Try(() => new Sub()));
        WriteLine(Try(() => Sub.S));
        WriteLine(Outer.Seen);
        WriteLine(Cycle1.A + " " + Cycle2.B);
        Exception first = null,
            second = null;
        try
        {
            Bad.Get();
        }
        catch (Exception e)
        {
            first = e;
        }
        try
        {
            Bad.Get();
        }
        catch (Exception e)
        {
            second = e;
        }
        WriteLine(ReferenceEquals(first, second));
        WriteLine(s_runs);
        return s_runs;
    }
}
