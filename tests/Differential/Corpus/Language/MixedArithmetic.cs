using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Promotions between types of different size and sign in one expression.</summary>
public static class MixedArithmetic
{
    private static sbyte s_sb = -7;
    private static byte s_b = 200;
    private static short s_s = -300;
    private static ushort s_us = 60000;
    private static int s_i = -70000;
    private static uint s_u = 4000000000;
    private static long s_l = -5000000000;
    private static ulong s_ul = 18000000000000000000;
    private static float s_f = 1.5f;
    private static double s_d = -2.25;
    private static char s_c = 'Z';

    public static int Run()
    {
        WriteLine(
            $"{s_sb + s_b} {s_sb * s_us} {s_b - s_u} {s_i + s_u} {s_u * s_s} {s_l + s_u} {s_l / s_i} {s_ul / s_b} {s_ul % s_us} {s_c * s_f} {s_d / s_sb} {s_i / s_f} {s_u + s_f} {s_l * s_d} {s_ul + s_d} {-s_u} {~s_b} {-s_sb} {+s_c} {s_us / s_sb}"
        );
        WriteLine(
            $"{s_i < s_u} {s_sb > s_b} {s_l < s_u} {s_f > s_i} {s_ul > 5} {s_c == 90} {s_d != s_f} {(uint)s_i > s_u} {(byte)s_i} {(sbyte)s_u} {(short)s_l} {(ushort)s_d} {(uint)s_l} {(int)s_ul} {(long)s_ul} {(ulong)s_l} {(char)s_b} {(float)s_ul} {(double)s_l} {(byte)(int)s_d}"
        );
        s_b += (byte)s_sb;
        s_s *= 3;
        s_us -= 1;
        s_sb <<= 2;
        s_b >>= 1;
        s_i -= (int)s_u;
        s_u += (uint)s_i;
        s_l ^= s_i;
        s_ul |= s_u;
        s_f += s_i;
        s_d *= s_l;
        s_c += (char)s_b;
        WriteLine($"{s_b} {s_s} {s_us} {s_sb} {s_i} {s_u} {s_l} {s_ul} {s_f} {s_d} {(int)s_c}");
        long total = 0;
        for (sbyte k = 120; k > 0; k++)
            total += k;
        for (byte k = 250; k != 3; k++)
            total = total * 3 + k;
        for (short k = 32760; k > 0; k += 3)
            total -= k;
        for (ushort k = 5; k < 60000; k -= 1)
            total++;
        WriteLine(total);
        return 0;
    }
}
