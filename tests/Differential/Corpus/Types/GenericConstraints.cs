using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Types;

/// <summary>Every constraint: struct, class, new, unmanaged, Enum, Delegate, notnull, interfaces, self types.</summary>
public static class GenericConstraints
{
    private static T New<T>()
        where T : new() => new();

    private static int Size<T>()
        where T : unmanaged => Unsafe.SizeOf<T>();

    private static string En<T>(T e)
        where T : struct, Enum => e.ToString() + Enum.GetValues<T>().Length;

    private static T Comb<T>(T a, T b)
        where T : Delegate => (T)Delegate.Combine(a, b);

    private static bool Null<T>(T t)
        where T : class => t == null;

    private static T? Opt<T>(bool b, T v)
        where T : struct => b ? v : null;

    private static T Max<T>(params T[] a)
        where T : IComparable<T> => a.Aggregate((x, y) => x.CompareTo(y) > 0 ? x : y);

    private static int Count<T, U>(T t)
        where T : IEnumerable<U>
        where U : notnull => t.Count(x => x.GetHashCode() == x.GetHashCode());

    private class Base<T>
        where T : Base<T>
    {
        public T Self => (T)this;
    }

    private sealed class D : Base<D>
    {
        public int V = 3;
    }

    private struct P
    {
        public int X = 4;

        public P() { }
    }

    private static unsafe int Ptr<T>(T v)
        where T : unmanaged
    {
        T* p = &v;
        return ((byte*)p)[0] + sizeof(T*);
    }

    private static string Disp<T>()
        where T : IDisposable, new()
    {
        using var t = new T();
        return typeof(T).Name;
    }

    private sealed class Dp : IDisposable
    {
        public void Dispose() => Write("d ");
    }

    public static int Run()
    {
        WriteLine(
            New<P>().X
                + ""
                + New<int>()
                + New<List<int>>().Count
                + New<D>().Self.V
                + Size<long>()
                + Size<(byte, int)>()
                + Size<P>()
                + En(DayOfWeek.Friday)
                + Null<string>(null)
                + Opt(false, 3).HasValue
                + Opt(true, 'c')
                + Max(3, 9, 4)
                + Max("b", "a")
                + Max(1.5, -2)
                + Count<List<int>, int>([1, 2])
                + Ptr(258)
                + Ptr('A')
                + Disp<Dp>()
                + Disp<MemoryStream>()
        );
        Comb<Action>(() => Write("x"), () => WriteLine("y"))();
        return 0;
    }
}
