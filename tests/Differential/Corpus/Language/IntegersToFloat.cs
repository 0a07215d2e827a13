using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Conversions of integers to floating point, with rounding.</summary>
public static class IntegersToFloat
{
    static float F(long v) => v;

    static double D(long v) => v;

    static float Fu(ulong v) => v;

    static double Du(ulong v) => v;

    static float Fi(uint v) => v;

    static double Di(uint v) => v;

    static float Fs(int v) => v;

    public static int Run()
    {
        foreach (
            long v in new[]
            {
                0,
                1,
                -1,
                16777216,
                16777217,
                16777219,
                9007199254740992,
                9007199254740993,
                9007199254740995,
                long.MaxValue,
                long.MinValue,
                long.MaxValue - 511,
                long.MaxValue - 512,
                0x7FFFFF4000000001,
                0x7FFFFFC000000000,
            }
        )
            WriteLine($"{v} {BitConverter.SingleToInt32Bits(F(v)):X8} {BitConverter.DoubleToInt64Bits(D(v)):X16}");
        foreach (
            ulong v in new ulong[]
            {
                0,
                1,
                9223372036854775807,
                9223372036854775808,
                9223372036854775809,
                9223372036854776833,
                18446744073709549568,
                18446744073709550591,
                18446744073709550592,
                ulong.MaxValue,
                0x8000008000000001,
                0x8000008000000000,
                0xFFFFFF7FFFFFFFFF,
                0xFFFFFF8000000000,
            }
        )
            WriteLine($"{v} {BitConverter.SingleToInt32Bits(Fu(v)):X8} {BitConverter.DoubleToInt64Bits(Du(v)):X16}");
        foreach (uint v in new uint[] { 0, 16777217, 2147483648, 4294967295, 4294967167, 4294967168 })
            WriteLine($"{v} {BitConverter.SingleToInt32Bits(Fi(v)):X8} {BitConverter.DoubleToInt64Bits(Di(v)):X16}");
        foreach (int v in new[] { int.MinValue, int.MaxValue, 33554433, 33554435, -16777217 })
            WriteLine($"{v} {BitConverter.SingleToInt32Bits(Fs(v)):X8} {(double)v:R}");
        return 0;
    }
}
