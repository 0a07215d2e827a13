using System;
using System.Collections.Generic;
using static System.Console;

namespace Corpus.Exceptions;

/// <summary>Catch by base, by generic parameter, by interface-like filters, in expressions, lambdas and iterators.</summary>
public static class CatchVariety
{
    private class A(string m = "A") : Exception(m);

    private class B() : A("B");

    private sealed class C<T>(T v) : A("C" + v)
    {
        public T V => v;
    }

    private static string Catch<T>(Action a)
        where T : Exception
    {
        try
        {
            a();
            return "none";
        }
        catch (T e)
        {
            return typeof(T).Name + ":" + e.Message;
        }
    }

    private static string CatchV<T>(Action a)
    {
        try
        {
            a();
            return "none";
        }
        catch (C<T> c)
        {
            return "C<" + typeof(T).Name + ">" + c.V;
        }
        catch (A a2)
        {
            return "A" + a2.Message;
        }
    }

    private static T OrElse<T>(Func<T> f, T other)
    {
        try
        {
            return f();
        }
        catch
        {
            return other;
        }
    }

    private static IEnumerable<string> Iter()
    {
        string s;
        for (int i = 0; i < 4; i++)
        {
            try
            {
                s = OrElse(() => (10 / (i - 1)).ToString(), "div");
                if (i == 3)
                    throw new B();
            }
            catch (A e)
            {
                s = "it" + e.Message;
            }
            yield return s;
        }
    }

    private static int Throw(string s) => throw new ArgumentException(s);

    private static string Coalesce(string s) => s ?? throw new ArgumentNullException(nameof(s));

    public static int Run()
    {
        WriteLine(Catch<A>(() => throw new B()) + Catch<Exception>(() => throw new A()) + Catch<B>(() => throw new B()));
        try
        {
            Catch<B>(() => throw new A());
        }
        catch (A e)
        {
            WriteLine("through " + e.Message);
        }
        WriteLine(
            CatchV<int>(() => throw new C<int>(5))
                + CatchV<int>(() => throw new C<string>("s"))
                + CatchV<string>(() => throw new C<string>("s"))
                + CatchV<string>(() => throw new B())
        );
        WriteLine("" + OrElse(() => int.Parse("q"), 9) + OrElse(() => "a"[5], '?') + OrElse<object>(() => throw new B(), "b"));
        WriteLine(string.Join(',', Iter()));
        WriteLine(Catch<ArgumentException>(() => Coalesce(null)) + Catch<ArgumentException>(() => Throw("z")));
        Func<int, int> f = x => x > 0 ? x : throw new A("lambda");
        try
        {
            f(-1);
        }
        catch (A e)
        {
            WriteLine(e.Message + f(3));
        }
        int done = 0;
        try
        {
            try
            {
                throw new B();
            }
            catch (Exception e) when (e is A and not B)
            {
                done = 1;
            }
            catch (A)
            {
                done = 2;
            }
        }
        finally
        {
            done += 10;
        }
        WriteLine(done);
        return done;
    }
}
