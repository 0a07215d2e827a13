using System;
using System.Collections;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Types;

/// <summary>is, as and casts between classes, interfaces, arrays, generics, enums, nullables and delegates.</summary>
public static class TypeTests
{
    private interface I { }

    private class A : I { }

    private sealed class B : A, IComparable<B>
    {
        public int CompareTo(B o) => 0;
    }

    private class G<T> { }

    private sealed class H : G<int> { }

    private struct S : I { }

    private enum E
    {
        X,
    }

    private static string T<X>(object o) => o is X ? "1" : "0";

    private static string As<X>(object o)
        where X : class => o as X == null ? "0" : "1";

    private static string C<X>(object o)
    {
        try
        {
            _ = (X)o;
            return "1";
        }
        catch (InvalidCastException)
        {
            return "0";
        }
        catch (NullReferenceException)
        {
            return "n";
        }
    }

    public static int Run()
    {
        object[] all =
        [
            null,
            1,
            2L,
            "s",
            new A(),
            new B(),
            new H(),
            new G<string>(),
            new S(),
            E.X,
            new int[1],
            new string[1],
            new A[1],
            new B[1],
            new int[1, 1],
            new int[1][],
            (Action)(() => { }),
            new List<int>(),
            (1, 2),
            'c',
            1.5m,
            new E[1],
            new uint[1],
            DateTime.MinValue,
        ];
        foreach (object o in all)
            WriteLine(
                T<int>(o)
                    + T<int?>(o)
                    + T<string>(o)
                    + T<A>(o)
                    + T<I>(o)
                    + T<IComparable>(o)
                    + T<IComparable<B>>(o)
                    + T<G<int>>(o)
                    + T<Enum>(o)
                    + T<ValueType>(o)
                    + T<Array>(o)
                    + T<object[]>(o)
                    + T<A[]>(o)
                    + T<I[]>(o)
                    + T<int[]>(o)
                    + T<uint[]>(o)
                    + T<IEnumerable<object>>(o)
                    + T<IEnumerable<int>>(o)
                    + T<IList<A>>(o)
                    + T<Delegate>(o)
                    + T<ITuple>(o)
                    + T<IConvertible>(o)
                    + T<E>(o)
                    + T<object>(o)
                    + As<I>(o)
                    + As<string>(o)
                    + As<IEnumerable>(o)
                    + C<int>(o)
                    + C<int?>(o)
                    + C<A>(o)
                    + C<I>(o)
                    + C<E>(o)
                    + C<int[]>(o)
                    + C<string>(o)
            );
        return 0;
    }
}
