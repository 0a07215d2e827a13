using System;

namespace Core.Program.Numerics;

/// <summary>x * y + z with one rounding, in integers.</summary>
internal static class FusedMultiplyAdd
{
    private const int FractionBits = 52;
    private const int Bias = 1075;
    private const ulong Hidden = 1UL << FractionBits;


    [Export("fma")]
    private static double Fma(double x, double y, double z)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y) || x == 0 || y == 0)
            return (x * y) + z;
        if (!double.IsFinite(z))
            return z;
        ulong a = Split(x, out int xExponent);
        ulong b = Split(y, out int yExponent);
        ulong high = Math.BigMul(a, b, out ulong low);
        var product = new UInt128(high, low);
        bool isNegative = double.IsNegative(x) != double.IsNegative(y);
        int exponent = xExponent + yExponent;
        if (z == 0)
            return Round(isNegative, product, exponent, false);
        ulong c = Split(z, out int zExponent);
        return Add(isNegative, product, exponent, double.IsNegative(z), c, zExponent);
    }

    [Export("fmaf")]
    private static float Fma(float x, float y, float z)
    {
        double product = (double)x * y;
        double sum = Pair.Sum(product, z, out double low);
        // To odd: then the second rounding is right.
        if (double.IsFinite(sum) && low != 0 && (BitConverter.DoubleToInt64Bits(sum) & 1) == 0)
            sum = (low > 0) == (sum > 0) ? BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(sum) + 1)
                : BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(sum) - 1);
        return (float)sum;
    }

    // Magnitudes of at most 106 and 53 bits. The one that reaches higher is brought to the top of 126 bits; the other is moved to
    // its scale, what falls off leaving a sticky bit.
    private static double Add(bool isNegative, UInt128 product, int exponent, bool zIsNegative, UInt128 z, int zExponent)
    {
        Normalize(ref product, ref exponent);
        Normalize(ref z, ref zExponent);
        if (zExponent > exponent || (zExponent == exponent && z > product))
        {
            (product, z) = (z, product);
            (exponent, zExponent) = (zExponent, exponent);
            (isNegative, zIsNegative) = (zIsNegative, isNegative);
        }

        int distance = exponent - zExponent;
        bool isSticky = false;
        if (distance >= 126)
        {
            isSticky = true;
            z = 0;
        }
        else if (distance > 0)
        {
            UInt128 rest = z & ((UInt128.One << distance) - 1);
            isSticky = rest != 0;
            z >>= distance;
        }

        if (isNegative == zIsNegative)
            return Round(isNegative, product + z, exponent, isSticky);
        UInt128 difference = product - z;
        // Of what fell off, the part between is below one unit: one less, and sticky.
        if (isSticky)
            difference -= 1;
        if (difference == 0 && !isSticky)
            return 0;
        return Round(isNegative, difference, exponent, isSticky);
    }

    private static void Normalize(ref UInt128 value, ref int exponent)
    {
        int shift = (int)UInt128.LeadingZeroCount(value) - 2;
        value <<= shift;
        exponent -= shift;
    }

    private static double Round(bool isNegative, UInt128 value, int exponent, bool isSticky)
    {
        int bits = 128 - (int)UInt128.LeadingZeroCount(value);
        // Below the smallest exponent the fraction gets shorter.
        int drop = Math.Max(bits - (FractionBits + 1), 1 - Bias - exponent);
        ulong fraction;
        if (drop <= 0)
        {
            fraction = (ulong)value << -drop;
        }
        else if (drop > 127)
        {
            fraction = 0;
        }
        else
        {
            fraction = (ulong)(value >> drop);
            UInt128 rest = value & ((UInt128.One << drop) - 1);
            UInt128 half = UInt128.One << (drop - 1);
            if (rest > half || (rest == half && (isSticky || (fraction & 1) != 0)))
                fraction++;
        }

        // A fraction of 54 bits after rounding is a power of two: the exponent takes the carry.
        long biased = (long)exponent + drop + Bias;
        if (fraction >= Hidden << 1)
        {
            fraction >>= 1;
            biased++;
        }

        ulong result;
        if (biased >= 0x7FF)
            result = 0x7FFUL << FractionBits;
        else if (fraction < Hidden)
            result = fraction;
        else
            result = ((ulong)biased << FractionBits) | (fraction & (Hidden - 1));
        return BitConverter.UInt64BitsToDouble(result | (isNegative ? 1UL << 63 : 0));
    }

    // value = fraction * 2^exponent.
    private static ulong Split(double value, out int exponent)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        ulong fraction = bits & (Hidden - 1);
        int biased = (int)(bits >> FractionBits) & 0x7FF;
        exponent = Math.Max(biased, 1) - Bias;
        return biased == 0 ? fraction : fraction | Hidden;
    }
}
