using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Expressions the compiler may fold must give what they give at run time.</summary>
public static class ConstantFolding
{
    private static int s_i = 7,
        s_zero = 0,
        s_m1 = -1;
    private static long s_l = 7;
    private static uint s_u = 7;
    private static double s_d = 7;
    private const int K = 7;
    private const uint U = 7;
    private const long L = 7;
    private const double D = 7;

    public static int Run()
    {
        WriteLine(
            $"{K / 2} {s_i / 2} {-K / 2} {-s_i / 2} {K % 4} {s_i % 4} {-K % 4} {-s_i % 4} {unchecked(K << 30)} {s_i << 30} {K >> 1} {-s_i >> 1} {-K >>> 1} {-s_i >>> 1} {unchecked(U - 8)} {s_u - 8} {unchecked(U * 0xFFFFFFFF)} {s_u * 0xFFFFFFFF} {unchecked(L << 61)} {s_l << 61} {~K} {~s_i} {K ^ -1} {s_i ^ s_m1} {D / 3:R} {s_d / 3:R} {D % 2.5} {s_d % 2.5} {(int)(D * 1e8)} {(int)(s_d * 1e8)} {(byte)(s_i * 100)} {unchecked((byte)(K * 100))}"
        );
        WriteLine(
            $"{int.MinValue == -2147483648} {unchecked(-int.MinValue)} {unchecked(int.MinValue * s_m1)} {Math.Abs(s_m1)} {(s_i > 3 ? 1 : 2)} {(s_i & 0) == 0} {s_i * 0} {s_i - s_i} {s_i / s_i} {s_i ^ s_i} {s_i | -1} {s_d * 0} {s_d - s_d} {0.0 / s_zero} {1 / (double)s_zero} {-0.0 == 0.0} {double.NaN == double.NaN} {s_i << 32} {s_i << 33} {s_l << 64} {s_u >> 32} {s_i >> -1} {(s_i + s_zero) * 1} {s_zero << s_i} {0 - s_i} {s_i & 255} {(sbyte)s_u} {s_i == 7 == true}"
        );
        int a = s_i;
        a = a * 8 + a * 4 - a;
        int b = (a << 3) - (a << 1) + (a >> 2 << 2);
        uint c = s_u * 641 / 641,
            e = (uint)s_m1 / 10 * 10 + (uint)s_m1 % 10;
        long d = s_l * int.MaxValue / 3 * 3;
        WriteLine(
            $"{a} {b} {c} {e} {d} {(long)s_i * s_i * s_i} {(ulong)s_m1} {(uint)(ushort)s_m1} {(int)unchecked((short)0x8000)} {(long)(uint)s_m1} {(int)3.99f} {(int)-3.99} {(s_i, s_i + 1) == (7, 8)} {"ab"[1]} {"abc".Length} {nameof(K).Length}"
        );
        if (K == 7 && s_i != 7)
            WriteLine("never");
        WriteLine(sizeof(int) + sizeof(char) + sizeof(decimal) + IntPtr.Size + (BitConverter.IsLittleEndian ? 1 : 0));
        return 0;
    }
}
