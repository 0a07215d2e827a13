using System;
using System.Buffers.Binary;
using System.Numerics;
using static System.Console;

namespace Corpus.Language;

/// <summary>Bit manipulation with and without intrinsics, on all widths.</summary>
public static class BitTricks
{
    private static int Parity(ulong x)
    {
        int p = 0;
        while (x != 0)
        {
            p ^= 1;
            x &= x - 1;
        }
        return p;
    }

    private static uint Reverse(uint x)
    {
        uint r = 0;
        for (int i = 0; i < 32; i++, x >>= 1)
            r = r << 1 | x & 1;
        return r;
    }

    private static int Log2(ulong x)
    {
        int n = 0;
        if (x >= 1UL << 32)
        {
            n += 32;
            x >>= 32;
        }
        if (x >= 1 << 16)
        {
            n += 16;
            x >>= 16;
        }
        while ((x >>= 1) != 0)
            n++;
        return n;
    }

    private static long Spread(int x)
    {
        long r = 0;
        for (int i = 0; i < 32; i++)
            r |= (long)(x >> i & 1) << 2 * i;
        return r;
    }

    private static int Isqrt(long n)
    {
        long r = 0,
            b = 1L << 40;
        while (b > n)
            b >>= 2;
        for (; b != 0; b >>= 2)
            if (n >= r + b)
            {
                n -= r + b;
                r = (r >> 1) + b;
            }
            else
                r >>= 1;
        return (int)r;
    }

    public static int Run()
    {
        foreach (ulong x in new ulong[] { 0, 1, 0x80, 0xFF00FF, 0x8000000000000000, ulong.MaxValue, 0x123456789ABCDEF })
        {
            uint u = (uint)x;
            int i = (int)x;
            WriteLine(
                $"{BitOperations.PopCount(x)} {BitOperations.LeadingZeroCount(x)} {BitOperations.TrailingZeroCount(x)} {BitOperations.PopCount(u)} {BitOperations.LeadingZeroCount(u)} {BitOperations.TrailingZeroCount(u)} {BitOperations.RotateLeft(x, 13):X} {BitOperations.RotateRight(u, 7):X} {BitOperations.Log2(x)} {Log2(x)} {Parity(x)} {Reverse(u):X} {BitOperations.RoundUpToPowerOf2(u)} {BinaryPrimitives.ReverseEndianness(x):X} {x & (ulong)-(long)x} {i & -i} {Spread(i):X} {ushort.RotateLeft((ushort)x, 5)} {byte.PopCount((byte)x)} {short.LeadingZeroCount((short)x)} {x << (int)(x & 63)} {(long)x >> 63} {u * 2654435761 >> 20}"
            );
        }
        WriteLine(
            Isqrt(0)
                + " "
                + Isqrt(99)
                + " "
                + Isqrt(1L << 40)
                + " "
                + Math.BigMul(int.MaxValue, int.MinValue)
                + " "
                + Math.BigMul(ulong.MaxValue, ulong.MaxValue, out ulong low)
                + low
                + Math.BigMul(long.MinValue, 3, out long ll)
                + ll
        );
        int a = 5,
            b = 9;
        a ^= b;
        b ^= a;
        a ^= b;
        WriteLine(a + " " + b);
        return 0;
    }
}
