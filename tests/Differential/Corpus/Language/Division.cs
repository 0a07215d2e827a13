using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Division and remainder of every type, by variables and by constants.</summary>
public static class Division
{
    static int s_zero = 0;

    static string Try(Func<object> f)
    {
        try
        {
            return f().ToString();
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }

    public static int Run()
    {
        int[] ints = [0, 1, -1, 7, -7, 100, -100, int.MaxValue, int.MinValue, 12345678, -87654321];
        foreach (int a in ints)
        {
            WriteLine(
                $"{a}: {a / 1} {a / 2} {a / 3} {a / 5} {a / 7} {a / 10} {a / 16} {a / 1000} {a / -3} {a / -8} {a % 2} {a % 3} {a % 7} {a % 8} {a % 10} {a % -4} {a % 1000003} {a / int.MinValue} {a % int.MinValue}"
            );
            uint u = (uint)a;
            WriteLine(
                $"  {u / 1} {u / 2} {u / 3} {u / 5} {u / 7} {u / 10} {u / 641} {u / 0x80000000} {u % 3} {u % 7} {u % 10} {u % 16} {u % 0xFFFFFFFF}"
            );
            foreach (int b in ints)
                Write(Try(() => a / b) + "," + Try(() => a % b) + " ");
            WriteLine();
        }

        long[] longs = [0, 1, -1, 9, -9, 1L << 40, -(1L << 40), long.MaxValue, long.MinValue, 1234567890123, -9876543210987];
        foreach (long a in longs)
        {
            WriteLine(
                $"{a}: {a / 2} {a / 3} {a / 7} {a / 10} {a / 1024} {a / -5} {a / 1000000007} {a % 3} {a % 10} {a % 64} {a % -7} {a % 1000000007}"
            );
            ulong u = (ulong)a;
            WriteLine(
                $"  {u / 2} {u / 3} {u / 7} {u / 10} {u / 1000000007} {u % 3} {u % 10} {u % 32} {u % 7} {u / ulong.MaxValue} {u / 0x8000000000000000}"
            );
            foreach (long b in longs)
                Write(Try(() => a / b) + "," + Try(() => a % b) + " ");
            WriteLine();
        }

        WriteLine(
            Try(() => 5 / s_zero)
                + Try(() => 5u / (uint)s_zero)
                + Try(() => 5L % s_zero)
                + Try(() => 5UL / (ulong)s_zero)
                + Try(() => 5.0 / s_zero)
                + Try(() => 5.0 % s_zero)
                + Try(() => (short)5 / (short)s_zero)
                + Try(() => 5m / s_zero)
        );
        foreach (double a in new[] { 5.5, -5.5, 0.0, double.NaN, double.PositiveInfinity, 1e300 })
        foreach (double b in new[] { 2.0, -2.5, 0.0, double.PositiveInfinity, 1e-300 })
            Write($"{a / b:R},{a % b:R} ");
        WriteLine();
        return 0;
    }
}
