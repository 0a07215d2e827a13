using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Arithmetic, comparison and conversion of nint and nuint.</summary>
public static class NativeIntegers
{
    static nint Sum(nint a, nint b) => checked(a + b);

    static nuint Product(nuint a, nuint b) => checked(a * b);

    public static int Run()
    {
        nint a = 5,
            b = -7;
        nuint c = 9,
            d = nuint.MaxValue;
        WriteLine(
            $"{a + b} {a * b} {a / b} {a % b} {-a} {~b} {a & b} {a | b} {a ^ b} {a << 40} {b >> 1} {b >>> 60} {a < b} {a == 5} {a.CompareTo(b)}"
        );
        WriteLine($"{c + d} {c * d} {d / c} {d % c} {~c} {c & d} {c << 63} {d >> 60} {c < d} {d > 3u}");
        WriteLine(
            $"{(int)a} {(long)b} {(nuint)b} {(byte)d} {(double)b} {(nint)3.99} {(nuint)1e9} {(nint)(char)'A'} {nint.Size} {nint.MinValue} {nuint.MaxValue}"
        );
        try
        {
            Sum(nint.MaxValue, 1);
        }
        catch (OverflowException)
        {
            WriteLine("overflow +");
        }
        try
        {
            Product(nuint.MaxValue, 2);
        }
        catch (OverflowException)
        {
            WriteLine("overflow *");
        }
        try
        {
            nint n = checked((nint)(ulong)nuint.MaxValue);
        }
        catch (OverflowException)
        {
            WriteLine("overflow conversion");
        }
        WriteLine(Sum(3, 4) + " " + Product(1UL << 31 == 0 ? 0 : (nuint)65536, 65536));
        int[] values = [10, 20, 30];
        nint index = 2;
        WriteLine(values[index] + values[(nuint)1]);
        nint[] natives = [3, 1, 2];
        Array.Sort(natives);
        WriteLine(string.Join(',', natives));
        long total = 0;
        for (nint i = 0; i < 10; i++)
            total += i * i;
        WriteLine(total);
        nint? maybe = null;
        WriteLine((maybe ?? -1) + " " + (maybe + 1).HasValue);
        return 0;
    }
}
