using System;
using System.Linq;

namespace Assets.Import;

/// <summary>What is diagnosed.</summary>
public static class Refused
{
    public static int TypedReferences(int n) => Read(__makeref(n));

    public static int Read(TypedReference reference) => __refvalue(reference, int);

    public static Type TypeOf(TypedReference reference) => __reftype(reference);

    public static int CallsVariable() => Variable(1, __arglist(2, "three"));

    public static int Variable(int n, __arglist) => new ArgIterator(__arglist).GetRemainingCount() + n;

    public static int GrowsByMethod() => Grow(3, 'x');

    public static int GrowsByType() => new Nested<int>().Depth(3);

    public static int GrowsByOverride() => ((IGrower)new Grower<int>()).Depth(3);

    public static int GrowsByTwo() => Ping<int>(4);

    // Finite for any compiler: the argument changes, but does not grow.
    public static int Alternates() => Alternate<int, string>(6);

    public static int Orders() => Enumerable.Range(0, 20).AsParallel().OrderBy(static n => n % 2).ThenBy(static n => n % 3).ThenBy(static n => -n).First();

    private static int Grow<T>(int n, T value) => n == 0 ? 0 : 1 + Grow(n - 1, new Nested<T> { Value = value });

    private static int Ping<T>(int n) => n == 0 ? 0 : Pong<T>(n - 1);

    private static int Pong<T>(int n) => n == 0 ? 0 : Ping<T[]>(n - 1);

    private static int Alternate<T, U>(int n) => n == 0 ? typeof(T).GetHashCode() : Alternate<U, T>(n - 1);

    private interface IGrower
    {
        int Depth(int n);
    }

    private sealed class Nested<T>
    {
        public T Value;

        public int Depth(int n) => n == 0 ? 0 : 1 + new Nested<Nested<T>>().Depth(n - 1);
    }

    private sealed class Grower<T> : IGrower
    {
        public int Depth(int n) => n == 0 ? 0 : 1 + ((IGrower)new Grower<Grower<T>>()).Depth(n - 1);
    }
}
