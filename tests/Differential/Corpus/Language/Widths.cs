using System;
using System.Runtime.CompilerServices;

namespace Corpus.Language;

/// <summary>32-bit values used as 64-bit ones: what is above them must be clear or the sign, whatever they came through.</summary>
public static class Widths
{
    private static int s_negative = -3;
    private static sbyte s_byte = -5;
    private static ulong s_big = 0xFFFF_FFFF_0000_0002;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong OfParameter(uint value) => value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint Half(ulong value) => (uint)value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Choose(bool b, uint x) => b ? x + 1 : 0xFFFF_FFF0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Shifted(uint value, int count) => (ulong)(value << count) + (value >> count);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsMinusOne(sbyte[] values, int i) => (uint)values[i] == 0xFFFF_FFFFUL && (ulong)(uint)values[i] != ulong.MaxValue;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Nine(ulong a, uint b, uint c, uint d, uint e, uint f, ulong g, ulong h, ulong i) =>
        a + b + c + d + e + f + (g ^ h) + i;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Pressure(uint[] v)
    {
        // More values than registers, live over a loop and over calls; each is used in both widths.
        uint a = v[0] + 1,
            b = v[1] * 3,
            c = v[2] ^ 7,
            d = ~v[3],
            e = v[4] - 9,
            f = v[5] | 1,
            g = v[6] & ~2u,
            h = v[7] << 3;
        uint i = v[8] / 3,
            j = v[9] % 7,
            k = v[0] ^ v[9],
            l = v[1] + v[8],
            m = v[2] - v[7],
            n = v[3] * v[6];
        ulong sum = 0;
        for (uint turn = 0; turn < 5; turn++)
        {
            sum += (ulong)a * b + (ulong)c * d + ((ulong)e << 20) + f + (ulong)g * h + i + j + (ulong)k * l + m + n;
            uint old = a;
            a = b;
            b = c;
            c = d;
            d = e;
            e = f;
            f = g;
            g = h;
            h = i;
            i = j;
            j = k;
            k = l;
            l = m;
            m = n;
            n = old + turn;
            if ((turn & 1) != 0)
                sum ^= Nine(a, b, c, d, e, f, (ulong)g + h, (ulong)i + j, m + n);
        }

        return sum ^ Nine(n, m, l, k, j, i, (ulong)h - g, f, e - d);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Indexed(long[] numbers, int from, uint step)
    {
        long sum = 0;
        for (uint i = (uint)from; i < (uint)numbers.Length; i += step)
            sum += numbers[i] * (long)i;
        for (int i = numbers.Length - 1; i >= 0; i--)
            sum = sum * 3 + numbers[i] + (uint)(i - 2);
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Joined(int way, uint x, ulong y)
    {
        uint joined = way switch
        {
            0 => x,
            1 => (uint)y,
            2 => x * 5,
            3 => 0x8000_0000,
            _ => (uint)(y >> 3),
        };
        ulong wide = joined;
        while (joined > 9)
            joined = joined % 3 == 0 ? joined / 3 : joined - 1;
        return wide * 10 + joined;
    }

    private static bool IsMinusFive(int value) => (ulong)(uint)value == 0xFFFF_FFFBUL;

    public static int Run()
    {
        Console.WriteLine(
            OfParameter((uint)s_negative) + " " + OfParameter((uint)s_big) + " " + OfParameter(Half(s_big)) + " " + (ulong)Half(s_big + 5)
        );
        Console.WriteLine(Choose(true, uint.MaxValue) + " " + Choose(false, 1) + " " + Choose(true, Half(s_big)));
        Console.WriteLine(
            Shifted(0x8000_0001, 0) + " " + Shifted(0x8000_0001, 32) + " " + Shifted(0x8000_0001, 1) + " " + Shifted((uint)s_big, 31)
        );
        Console.WriteLine(
            IsMinusOne([-1, 1], 0) + " " + IsMinusOne([-1, 1], 1) + " " + IsMinusFive(s_byte) + " " + ((ulong)(uint)s_byte == 0xFBUL)
        );
        Console.WriteLine(
            Pressure([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) + " " + Pressure([uint.MaxValue, 0x8000_0000, 3, 4, 0, 6, 7, 0xFFFF_0000, 9, 10])
        );
        Console.WriteLine(Indexed([5, 4, 3, 2, 1, 0, -1], 1, 2) + " " + Indexed([5, 4, 3], -1, 1));
        for (int way = 0; way < 5; way++)
            Console.Write(Joined(way, 77, s_big) + " ");
        Console.WriteLine();
        return 0;
    }
}
