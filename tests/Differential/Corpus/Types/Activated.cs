using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Types;

/// <summary>What Activator.CreateInstance makes of a type argument, called or made a delegate to, and how it fails.</summary>
public static class Activated
{
    private class Plain
    {
        public int X = 3;
    }

    private class Derived : Plain
    {
        public string Name = "n";
        public long Large = 1L << 40;
    }

    private sealed class Allocating : Derived
    {
        public readonly List<int> Items = [1];
    }

    private struct WithConstructor
    {
        public int X;

        public WithConstructor() => X = 4;
    }

    private struct Without
    {
        public int Y;
    }

    private sealed class Throwing
    {
        public Throwing() => throw new InvalidOperationException("thrown");
    }

    private struct ThrowingStruct
    {
        public ThrowingStruct() => throw new InvalidOperationException("thrown by a struct");
    }

    private sealed class Failing
    {
        static Failing() => throw new InvalidOperationException("static");
    }

    private sealed class Hidden
    {
        private Hidden()
        {
        }
    }

    private abstract class Base;

    private sealed class Finalized
    {
        public int Z = 5;

        ~Finalized()
        {
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Make<T>() where T : new() => new();

    private static void Try<T>(Func<T> make)
    {
        try
        {
            WriteLine(make());
        }
        catch (TargetInvocationException e)
        {
            WriteLine(e.InnerException!.GetType().Name + " " + (e.InnerException.InnerException ?? e.InnerException).Message);
        }
        catch (MissingMethodException)
        {
            WriteLine("missing " + typeof(T).Name);
        }
    }

    public static int Run()
    {
        WriteLine(Make<Plain>().X + Make<Derived>().Name + Make<Derived>().Large + Make<Allocating>().Items.Count);
        WriteLine(Make<WithConstructor>().X + Make<Without>().Y + Make<int>() + Make<Finalized>().Z);
        Func<Plain> plain = Activator.CreateInstance<Plain>;
        Func<Allocating> allocating = Activator.CreateInstance<Allocating>;
        Func<WithConstructor> with = Activator.CreateInstance<WithConstructor>;
        Func<Without> without = Activator.CreateInstance<Without>;
        Func<Finalized> finalized = Activator.CreateInstance<Finalized>;
        WriteLine(plain().X + allocating().Items[0] + with().X + without().Y + finalized().Z);
        Try(Make<Throwing>);
        Try(Activator.CreateInstance<Throwing>);
        Try(Make<ThrowingStruct>);
        Try(Make<Failing>);
        Try(Activator.CreateInstance<Hidden>);
        Try(Activator.CreateInstance<Base>);
        Try(Activator.CreateInstance<string>);
        Try(() => Activator.CreateInstance<Hidden>());
        return 0;
    }
}
