using System;
using System.Runtime.CompilerServices;

namespace Core.Program.Numerics;

/// <summary>Error-free sums and products of doubles: a result and what its rounding lost. Sources: Knuth, Dekker.</summary>
internal static class Pair
{
    private const ulong UpperBits = 0xFFFF_FFFF_F800_0000;

    /// <summary>a + b = result + low, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(double a, double b, out double low)
    {
        double sum = a + b;
        double part = sum - a;
        low = (a - (sum - part)) + (b - part);
        return sum;
    }

    /// <summary>As <see cref="Sum"/>, for |a| >= |b| or a = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OrderedSum(double a, double b, out double low)
    {
        double sum = a + b;
        low = b - (sum - a);
        return sum;
    }

    /// <summary>a * b = result + low, exactly, unless that leaves the range of normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Product(double a, double b, out double low)
    {
        double product = a * b;
        double aHigh = Upper(a);
        double aLow = a - aHigh;
        double bHigh = Upper(b);
        double bLow = b - bHigh;
        low = (((aHigh * bHigh) - product) + (aHigh * bLow) + (aLow * bHigh)) + (aLow * bLow);
        return product;
    }

    /// <summary>a with the lower half of its fraction zero: the product of two such is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Upper(double a) => BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(a) & UpperBits);

    /// <summary>(high + low) * 2^exponent, rounded once also where that is subnormal.</summary>
    /// <param name="high">Magnitude 0.5 to 4.</param>
    public static double Scale(double high, double low, int exponent)
    {
        const int smallestNormal = -1020;
        if (exponent >= smallestNormal)
        {
            double value = high + low;
            return exponent <= 1000 ? value * PowerOfTwo(exponent) : value * PowerOfTwo(1000) * PowerOfTwo(Math.Min(exponent - 1000, 1000));
        }

        // A summand whose last bit is the last one that is left makes the addition do the rounding.
        if (exponent < -1080)
            exponent = -1080;
        double steps = PowerOfTwo(-1074 - exponent + 52);
        if (high < 0)
            steps = -steps;
        double sum = Sum(steps, high, out double lost);
        sum = (sum + (lost + low)) - steps;
        return sum * PowerOfTwo(-1000) * PowerOfTwo(exponent + 1000);
    }

    /// <summary>2^exponent of a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}
