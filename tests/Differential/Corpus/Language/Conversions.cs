using System;

namespace Corpus.Language;

public static class Conversions
{
    public static int Run()
    {
        double[] values =
        [
            0,
            -0.0,
            1.5,
            -1.5,
            127.9,
            128,
            255.5,
            256,
            32767.7,
            65535.2,
            2147483647,
            2147483648,
            -2147483649,
            4294967295,
            4294967296,
            9.2233720368547758E18,
            -9.3E18,
            1.8446744073709552E19,
            1e300,
            -1e300,
            double.NaN,
            double.PositiveInfinity,
            double.NegativeInfinity,
            0.1,
            1e-310,
        ];
        foreach (double d in values)
        {
            Console.WriteLine($"{(int)d} {(uint)d} {(long)d} {(ulong)d} {(short)(int)d} {(ushort)(int)d} {(sbyte)(int)d} {(byte)(int)d}");
            float f = (float)d;
            Console.WriteLine($"{(int)f} {(uint)f} {(long)f} {(ulong)f}");
        }
        long[] longs =
        [
            0,
            1,
            -1,
            127,
            128,
            255,
            256,
            32768,
            65536,
            int.MaxValue,
            int.MinValue,
            uint.MaxValue,
            1L << 53,
            (1L << 53) + 1,
            long.MaxValue,
            long.MinValue,
        ];
        foreach (long l in longs)
        {
            Console.WriteLine($"{(sbyte)l} {(byte)l} {(short)l} {(ushort)l} {(int)l} {(uint)l} {(ulong)l} {(char)(ushort)l == 'A'}");
            Console.WriteLine(BitConverter.DoubleToInt64Bits((double)l));
            Console.WriteLine(BitConverter.DoubleToInt64Bits((double)(ulong)l));
            Console.WriteLine(BitConverter.SingleToInt32Bits((float)l));
            Console.WriteLine(BitConverter.SingleToInt32Bits((float)(ulong)l));
            Console.WriteLine(BitConverter.SingleToInt32Bits((float)(int)l) ^ BitConverter.SingleToInt32Bits((float)(uint)l));
        }
        return 0;
    }
}
