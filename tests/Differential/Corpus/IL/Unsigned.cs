using System;
using Corpus.Support;
using Code = ILPrograms.Unsigned;

namespace Corpus.IL;

/// <summary>Unordered comparisons, conversions of unsigned values, overflow of native integers.</summary>
public static class Unsigned
{
    private static readonly double[] s_numbers = [0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
    private static readonly long[] s_integers = [0, 1, 127, 128, 255, 256, 32768, 65535, 65536, int.MaxValue, 1L << 31, uint.MaxValue, 1L << 32, long.MaxValue, long.MinValue, -1];

    public static int Run()
    {
        Comparisons();
        Conversions();
        NativeIntegers();
        foreach (int value in new[] { 0, 200, -1, 40000, -70000, 0x1234_5678 })
            Console.WriteLine($"cut {value}: {Code.Cut(value)} {Code.Pass(value)} {Code.Back(value)}");
        return 0;
    }

    private static void Comparisons()
    {
        foreach (double a in s_numbers)
        {
            foreach (double b in s_numbers)
                Console.Write($"{Code.Compare(a, b)}:{Code.Branches((float)a, (float)b)} ");
            Console.WriteLine();
        }

        Console.WriteLine($"mixed {Code.Mixed(0.1f, 0.1)} {Code.MixedLess(0.1f, 0.1)} {Code.MixedLess(0.1f, 0.2)}");
        foreach (double value in s_numbers)
            Tour.Line($"finite {value}", () => Code.Finite(value).ToString());
    }

    private static void Conversions()
    {
        foreach (long value in s_integers)
        {
            int low = (int)value;
            Console.WriteLine($"{value}: {Code.ToFloat(low):R} {Code.ToFloatLong(value):R} {Code.ToSingleLong(value):R}");
            Tour.Line("i1", () => Code.Narrow8(value).ToString());
            Tour.Line("u1", () => Code.NarrowU8(low).ToString());
            Tour.Line("i2", () => Code.Narrow16(low).ToString());
            Tour.Line("u2", () => Code.NarrowU16(value).ToString());
            Tour.Line("i4", () => Code.Narrow32(low).ToString());
            Tour.Line("u4", () => Code.NarrowU32(value).ToString());
            Tour.Line("i8", () => $"{Code.Widen(low)} {Code.WidenU(low)}");
            Tour.Line("i8 of i8", () => Code.Sign(value).ToString());
            Tour.Line("native", () => Code.Native(value).ToString());
            Tour.Line("native unsigned", () => Code.NativeU(low).ToString());
        }

        foreach (double value in new[] { 0, 0.9, -0.9, -1, 4294967295.5, 4294967296, 18446744073709549568.0, 18446744073709551616.0, double.NaN })
        {
            Tour.Line($"u8 of {value}", () => Code.FromFloat(value).ToString());
            Tour.Line($"u4 of {value}", () => Code.FromFloat32(value).ToString());
        }
    }

    private static void NativeIntegers()
    {
        nint[] values = [0, 1, -1, nint.MaxValue, nint.MinValue, 1 << 20];
        foreach (nint a in values)
        {
            foreach (nint b in values)
            {
                Tour.Line($"{a} + {b}", () => Code.AddNative(a, b).ToString());
                Tour.Line($"{a} - {(int)b}", () => Code.SubtractNative(a, (int)b).ToString());
                Tour.Line($"{a} * {b}", () => Code.MultiplyNative(a, b).ToString());
                Tour.Line($"{a} mixed {(int)b}", () => $"{Code.MixedAdd(a, (int)b)} {Code.MixedCompare(a, (int)b)}");
                Tour.Line($"{a} / {(int)b}", () => Code.MixedDivide(a, (int)b).ToString());
                Tour.Line($"{(int)a} % {(int)b}", () => Code.Remainder((int)a, (int)b).ToString());
            }
        }

        for (nint count = 0; count < 64; count += 9)
            Console.Write($"{Code.Shifts(-0x1234_5678_9ABC_DEF0, count):x} ");
        Console.WriteLine();
    }
}
