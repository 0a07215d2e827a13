using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Decimal arithmetic: scale, rounding, overflow, conversion, formatting.</summary>
public static class DecimalMath
{
    private static string Try(Func<object> f)
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
        decimal[] v =
        [
            0m,
            1m,
            -1m,
            0.1m,
            1.10m,
            3.3333333333333333333333333333m,
            79228162514264337593543950335m,
            -0.0000000000000000000000000001m,
            123456789.987654321m,
            2.5m,
            -2.5m,
            1e10m,
        ];
        foreach (decimal a in v)
        {
            WriteLine(
                $"{a} {-a} {a + 0.05m} {Try(() => a * 1.5m)} {Try(() => a / 3)} {Try(() => a % 0.3m)} {decimal.Round(a)} {Try(() => decimal.Round(a, 3))} {Math.Round(a, 0, MidpointRounding.AwayFromZero)} {decimal.Floor(a)} {decimal.Ceiling(a)} {decimal.Truncate(a)} {Try(() => (int)a)} {Try(() => (long)a)} {(double)a:R} {(float)a:R} {a:F2} {a:E4} {a:N3} {a:G5} {decimal.GetBits(a)[3] >> 16 & 255} {a.CompareTo(1m)} {a == 1.100m}"
            );
        }
        WriteLine(
            Try(() => decimal.MaxValue + v[1])
                + Try(() => decimal.MinValue * v[9])
                + Try(() => 1m / (v[0]))
                + Try(() => (decimal)(1e30 + (double)v[0]))
                + Try(() => (decimal)(double.NaN + (double)v[0]))
                + (decimal)0.1f
                + (decimal)1.23456789012345678
                + (decimal)long.MaxValue
                + decimal.Parse("-12,345.67")
                + Try(() => decimal.Parse("1.2.3"))
        );
        decimal sum = 0;
        for (int i = 1; i <= 50; i++)
            sum += 1m / i;
        WriteLine(sum);
        decimal e = 1,
            t = 1;
        for (int i = 1; i < 28; i++)
            e += t /= i;
        WriteLine(e);
        decimal money = 1000;
        for (int y = 0; y < 30; y++)
            money = decimal.Round(money * 1.035m, 2);
        WriteLine(
            money
                + " "
                + decimal.Add(1, 2)
                + decimal.Negate(3)
                + decimal.Compare(1, 2)
                + 1.0m.GetHashCode().Equals(1m.GetHashCode())
                + new decimal(5, 0, 0, true, 2)
                + (1.0m).ToString()
                + (1.50m - 0.50m)
        );
        return 0;
    }
}
