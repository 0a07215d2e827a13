using System;

namespace Core.Program.Numerics;

/// <summary>Logarithms.</summary>
/// <remarks>
/// x = 2^k z, z in [0.6875, 1.375); v is a reciprocal of 11 bits near 1/z: log x = k ln 2 - log v + log(1 + r), r = z v - 1.
/// On both sides of 1, v is 1, so nothing cancels. Error about 0.502 units in the last place.
/// </remarks>
internal static class Logarithm
{
    private const long Offset = 0x3FE6_0000_0000_0000;
    private const double LnTwoHigh = 0.6931471805598903; // a multiple of 2^-42, as the table's logarithms are
    private const double LnTwoLow = 5.497923018708371e-14;
    private const double InverseLnTwoHigh = 1.4426950408889634;
    private const double InverseLnTwoLow = 2.0355273740931033e-17;
    private const double InverseLnTen = 0.4342944819032518;
    private const double LogTenOfTwoHigh = 0.3010299956640665; // a multiple of 2^-42
    private const double LogTenOfTwoLow = -8.532344317057107e-14;
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const ulong UpperBits = 0xFFFF_FFFF_FFFF_0000;

    [Export("log")]
    public static double Log(double x)
    {
        if (!IsOrdinary(x, out double special))
            return special;
        return OfPair(x, 0);
    }

    [Export("log2")]
    public static double LogTwo(double x)
    {
        if (!IsOrdinary(x, out double special))
            return special;
        // The fraction's logarithm alone is converted, so powers of two come out whole.
        double scaled = Normalize(x, out int exponent);
        double high = Extended(scaled, out double low);
        double product = Pair.Product(high, InverseLnTwoHigh, out double productLow);
        productLow += (high * InverseLnTwoLow) + (low * InverseLnTwoHigh);
        double sum = Pair.Sum(exponent, product, out double sumLow);
        return sum + (sumLow + productLow);
    }

    [Export("log10")]
    public static double LogTen(double x)
    {
        if (!IsOrdinary(x, out double special))
            return special;
        double scaled = Normalize(x, out int exponent);
        // Powers of ten come out whole: the fraction is taken below 1 where the exponent is negative, above where it is not.
        if (scaled < 1 && exponent > 0)
        {
            scaled *= 2;
            exponent--;
        }

        double rest = (exponent * LogTenOfTwoLow) + (InverseLnTen * OfPair(scaled, 0));
        return rest + (exponent * LogTenOfTwoHigh);
    }

    /// <summary>log(1 + x), for x above -1.</summary>
    public static double OfOnePlus(double x)
    {
        if (Math.Abs(x) < 1e-17)
            return x;
        double sum = Pair.Sum(1.0, x, out double low);
        return OfPair(sum, low);
    }

    /// <summary>log(x + low), for finite x above 0.</summary>
    public static double OfPair(double x, double low)
    {
        double start = Parts(x, low, out double startLow, out double r, out double rLow);
        double sum = Pair.Sum(start, r, out double sumLow);
        return sum + (sumLow + (startLow + rLow + (r * r * Tail(r))));
    }

    /// <summary>log(x) to about 68 bits, for finite x above 0.</summary>
    public static double Extended(double x, out double low)
    {
        double start = Parts(x, 0, out double startLow, out double r, out double rLow);
        double square = Pair.Product(r, r, out double squareLow);
        double sum = Pair.Sum(start, r, out double sumLow);
        double second = Pair.Sum(sum, -0.5 * square, out double secondLow);
        double cubic = r * square * ((1.0 / 3) + (r * Quartic(r)));
        double rest = sumLow + secondLow + (rLow + startLow - (0.5 * squareLow) - (r * rLow) + cubic);
        return Pair.OrderedSum(second, rest, out low);
    }

    private static double Parts(double x, double low, out double startLow, out double r, out double rLow)
    {
        int exponent = 0;
        if (x < SmallestNormal)
        {
            x *= Pair.PowerOfTwo(54);
            low *= Pair.PowerOfTwo(54);
            exponent = -54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        long distance = bits - Offset;
        exponent += (int)(distance >> 52);
        int index = (int)(distance >> 45) & 127;
        double z = BitConverter.Int64BitsToDouble(bits - (distance & (0xFFFL << 52)));
        double reciprocal = LogarithmTable.Values[3 * index];
        double upper = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(z) & UpperBits);
        // Both products are exact, and so is the difference.
        double first = (upper * reciprocal) - 1.0;
        r = Pair.Sum(first, (z - upper) * reciprocal, out rLow);
        if (low != 0)
            rLow += low * Pair.PowerOfTwo((int)-(distance >> 52)) * reciprocal;
        startLow = LogarithmTable.Values[(3 * index) + 2] + (exponent * LnTwoLow);
        return (exponent * LnTwoHigh) + LogarithmTable.Values[(3 * index) + 1];
    }

    // (log(1 + r) - r) / r^2.
    private static double Tail(double r) => -0.5 + (r * ((1.0 / 3) + (r * Quartic(r))));

    // From -1/4 on.
    private static double Quartic(double r) =>
        -0.25 + (r * (0.2 + (r * ((-1.0 / 6) + (r * ((1.0 / 7) + (r * (-0.125 + (r * ((1.0 / 9) + (r * -0.1)))))))))));

    // z in [0.6875, 1.375) and the power of two.
    private static double Normalize(double x, out int exponent)
    {
        exponent = 0;
        if (x < SmallestNormal)
        {
            x *= Pair.PowerOfTwo(54);
            exponent = -54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        long distance = bits - Offset;
        exponent += (int)(distance >> 52);
        return BitConverter.Int64BitsToDouble(bits - (distance & (0xFFFL << 52)));
    }

    private static bool IsOrdinary(double x, out double result)
    {
        result = x;
        if (x > 0)
            return x != double.PositiveInfinity;
        if (x == 0)
            result = double.NegativeInfinity;
        else if (!double.IsNaN(x))
            result = double.NaN;
        return false;
    }
}
