using System;
using System.Collections.Generic;
using System.Linq;

namespace Corpus.Exceptions;

/// <summary>Unboxing to another type says what the box holds.</summary>
internal static class FailedUnboxing
{
    public static int Run()
    {
        object[] values = ["text", 1, 1.5m, DayOfWeek.Friday, new KeyValuePair<int, string>(1, "one"), null!];
        foreach (object value in values)
        {
            Console.WriteLine($"{value ?? "null"}:");
            Try(() => (int)value);
            Try(() => (uint)value);
            Try(() => (DayOfWeek)value);
            Try(() => (decimal)value);
            Try(() => (KeyValuePair<int, string>)value);
            Try(() => Unboxed<char?>(value));
            Try(() => Unboxed<(int, string)>(value).Item1);
        }

        Try(() => new object[] { 1, "two" }.Cast<int>().Sum());
        return 0;
    }

    private static T Unboxed<T>(object value) => (T)value;

    private static void Try<T>(Func<T> unbox)
    {
        try
        {
            Console.WriteLine("  " + unbox());
        }
        catch (InvalidCastException e)
        {
            Console.WriteLine("  " + e.Message);
        }
        catch (NullReferenceException)
        {
            Console.WriteLine("  nothing to unbox");
        }
    }
}
