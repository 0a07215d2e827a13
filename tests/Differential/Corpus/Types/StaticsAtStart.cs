using System;
using static System.Console;

namespace Corpus.Types;

/// <summary>Statics given by constants of every type, read before and after writes.</summary>
public static class StaticsAtStart
{
    private static int s_a = -1,
        s_b = int.MinValue;
    private static sbyte s_c = -1;
    private static short s_d = -300;
    private static byte s_e = 255;
    private static long s_f = -1,
        s_g = long.MinValue;
    private static float s_h = -1.5f;
    private static double s_i = -0.0;
    private static char s_j = '\uffff';
    private static bool s_k = true;
    private static string s_l = "lit";
    private static uint s_m = uint.MaxValue;
    private static ulong s_n = ulong.MaxValue;
    private static nint s_o = -1;
    private static object s_p = new();
    private static DayOfWeek s_q = (DayOfWeek)(-1);

    public static int Run()
    {
        WriteLine(
            $"{s_a} {s_b} {s_c} {s_d} {s_e} {s_f} {s_g} {s_h} {double.IsNegative(s_i)} {(int)s_j} {s_k} {s_l} {s_m} {s_n} {s_o} {s_p != null} {s_q}"
        );
        s_a--;
        s_c--;
        s_e++;
        s_j++;
        s_n++;
        s_o *= 2;
        WriteLine($"{s_a} {s_c} {s_e} {(int)s_j} {s_n} {s_o}");
        return 0;
    }
}
