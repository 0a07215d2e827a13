using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Types;

/// <summary>Casts and array stores that succeed by variance, of objects whose type nobody sees at compile time.</summary>
public static class VarianceCasts
{
    private interface IMade<out T>;

    private sealed class Made<T> : IMade<T>;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object Hide(object value) => value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Store<T>(T[] array, object value)
    {
        try
        {
            ((object[])(object)array)[0] = value;
            WriteLine("stored " + array[0].GetType().Name);
        }
        catch (ArrayTypeMismatchException)
        {
            WriteLine("mismatch");
        }
    }

    private static void Functions()
    {
        object lists = Hide((Func<string, List<string>>)(s => [s]));
        WriteLine(lists is Func<string, object>);
        WriteLine(lists is Func<string, IEnumerable<string>>);
        object sequences = Hide((Func<string, IEnumerable<string>>)(s => new[] { s, s }));
        WriteLine(sequences is Func<string, object>);
        WriteLine(sequences is Func<string, IEnumerable<object>>);
        WriteLine(sequences is Func<string, IEnumerable<int>>);
        WriteLine(sequences is Func<object, object>);
        WriteLine(sequences is Func<string, int>);
        WriteLine(((string[])((Func<string, object>)sequences)("x")).Length);
        object action = Hide((Action<object>)(x => WriteLine(x)));
        WriteLine(action is Action<IComparable>);
        WriteLine(action is Action<int>);
        ((Action<string>)action)("called");
        ((Action<IEnumerable<int>>)action)(Array.Empty<int>());
        WriteLine(Hide((Func<int>)(() => 1)) is Func<object>);
    }

    private static void Arrays()
    {
        object array = Hide(new IEnumerable<string>[1]);
        WriteLine(array is object[]);
        WriteLine(array is IEnumerable<object>[]);
        WriteLine(array is IEnumerable<IEnumerable<object>>);
        WriteLine(Hide(new Func<string>[1]) is Func<object>[]);
        WriteLine(Hide(new Func<string>[1][]) is Func<object>[][]);
        Store(new Func<object>[1], (Func<string>)(() => "a"));
        Store(new Func<object>[1], (Func<int>)(() => 1));
        Store(new IEnumerable<object>[1], new List<string>());
        Store(new IEnumerable<object>[1], new List<int>());
        Store(new IMade<IEnumerable<object>>[1], new Made<string[]>());
    }

    public static int Run()
    {
        Functions();
        Arrays();
        object made = Hide(new Made<IEnumerable<string>>());
        WriteLine(made is IMade<object>);
        WriteLine(made is IMade<IEnumerable<object>>);
        WriteLine(made is IMade<string>);
        try
        {
            WriteLine(((Func<string>)Hide((Func<object>)(() => "")))());
        }
        catch (InvalidCastException)
        {
            WriteLine("the other way");
        }

        return 0;
    }
}
