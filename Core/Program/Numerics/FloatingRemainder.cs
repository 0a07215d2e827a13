using System;

namespace Core.Program.Numerics;

/// <summary>Remainder of floating-point division: what IL's rem means for floats. Exact.</summary>
internal static class FloatingRemainder
{
    private const int FractionBits = 52;
    private const int ExponentMask = 0x7FF;
    private const ulong Hidden = 1UL << FractionBits;
    private const ulong SignBit = 1UL << 63;

    /// <summary>x - n * y with n the quotient rounded towards zero; the sign is that of x.</summary>
    [Export("fmod")]
    private static double Remainder(double x, double y)
    {
        ulong sign = BitConverter.DoubleToUInt64Bits(x) & SignBit;
        ulong dividend = BitConverter.DoubleToUInt64Bits(x) & ~SignBit;
        ulong divisor = BitConverter.DoubleToUInt64Bits(y) & ~SignBit;
        const ulong infinity = (ulong)ExponentMask << FractionBits;
        if (divisor == 0 || dividend >= infinity || divisor > infinity)
            return double.NaN;
        if (dividend < divisor)
            return x;
        return BitConverter.UInt64BitsToDouble(sign | Divide(dividend, divisor));
    }

    // binary32 fits in binary64 and the remainder is representable in the narrower of both operands' formats.
    [Export("fmodf")]
    private static float Remainder(float x, float y) => (float)Remainder((double)x, (double)y);

    // Long division of the fractions, one bit of the exponents' difference at a time.
    private static ulong Divide(ulong dividend, ulong divisor)
    {
        int exponent = Split(dividend, out ulong rest);
        int lowest = Split(divisor, out ulong part);
        for (; exponent > lowest; exponent--)
        {
            if (rest >= part)
                rest -= part;
            rest <<= 1;
        }

        if (rest >= part)
            rest -= part;
        return rest == 0 ? 0 : Join(rest, lowest);
    }

    private static int Split(ulong bits, out ulong fraction)
    {
        int exponent = (int)(bits >> FractionBits);
        fraction = bits & (Hidden - 1);
        if (exponent == 0)
            return 1;
        fraction |= Hidden;
        return exponent;
    }

    private static ulong Join(ulong fraction, int exponent)
    {
        while ((fraction & Hidden) == 0 && exponent > 1)
        {
            fraction <<= 1;
            exponent--;
        }

        return (fraction & Hidden) == 0 ? fraction : ((ulong)exponent << FractionBits) | (fraction & (Hidden - 1));
    }
}
