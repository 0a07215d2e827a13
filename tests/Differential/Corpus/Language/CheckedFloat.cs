using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Checked and saturating conversions from floating point.</summary>
public static class CheckedFloat
{
    static string Try(Func<object> f)
    {
        try
        {
            return f().ToString();
        }
        catch (OverflowException)
        {
            return "overflow";
        }
    }

    public static int Run()
    {
        double[] values =
        [
            0,
            -0.0,
            0.9,
            -0.9,
            1.5,
            -1.5,
            127.9,
            128,
            -128.9,
            -129,
            255.9,
            256,
            32767.5,
            65535.9,
            65536,
            2147483647.9,
            2147483648,
            -2147483648.9,
            -2147483649,
            4294967295.9,
            4294967296,
            9.2233720368547748e18,
            9.2233720368547758e18,
            -9.2233720368547758e18,
            -9.3e18,
            1.8446744073709549e19,
            1.8446744073709552e19,
            double.NaN,
            double.PositiveInfinity,
            double.NegativeInfinity,
            double.Epsilon,
        ];
        foreach (double v in values)
        {
            WriteLine(
                $"{v:R}: {Try(() => checked((sbyte)v))} {Try(() => checked((byte)v))} {Try(() => checked((short)v))} {Try(() => checked((ushort)v))} {Try(() => checked((int)v))} {Try(() => checked((uint)v))} {Try(() => checked((long)v))} {Try(() => checked((ulong)v))}"
            );
            WriteLine(
                $"  {unchecked((int)v)} {unchecked((uint)v)} {unchecked((long)v)} {unchecked((ulong)v)} {(decimal.TryParse("1", out _) ? (int)(float)v : 0)}"
            );
        }

        foreach (float f in new[] { 1e10f, -1e10f, 1e20f, float.NaN, float.MaxValue, 16777217f, -0.5f })
            WriteLine(
                $"{f:R}: {(int)f} {(uint)f} {(long)f} {(ulong)f} {Try(() => checked((int)f))} {Try(() => checked((long)f))} {(double)f:R}"
            );
        return 0;
    }
}
