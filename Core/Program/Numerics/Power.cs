using System;

namespace Core.Program.Numerics;

/// <summary>x to the y-th, as C's pow: exp(y log x) with the product to twice the precision.</summary>
internal static class Power
{
    private const double LargestExponent = 746;
    private const double HugePower = 1e20;
    private const double TinyPower = 1e-22;

    [Export("pow")]
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1)
            return 1;
        if (double.IsNaN(x) || double.IsNaN(y))
            return double.NaN;
        double magnitude = Math.Abs(x);
        if (double.IsInfinity(y))
            return magnitude == 1 ? 1 : (magnitude > 1) == (y > 0) ? double.PositiveInfinity : 0;
        bool isWhole = Math.Abs(y) >= 9007199254740992 || y == Math.Truncate(y);
        bool isOdd = isWhole && Math.Abs(y) < 9007199254740992 && ((long)y & 1) != 0;
        bool isNegative = isOdd && double.IsNegative(x);
        if (x == 0 || double.IsInfinity(x))
        {
            double limit = (x == 0) == (y < 0) ? double.PositiveInfinity : 0;
            return isNegative ? -limit : limit;
        }

        if (x < 0 && !isWhole)
            return double.NaN;
        double result = OfPositive(magnitude, y);
        return isNegative ? -result : result;
    }

    private static double OfPositive(double x, double y)
    {
        if (x == 1)
            return 1;
        if (Math.Abs(y) > HugePower)
            return (x > 1) == (y > 0) ? double.PositiveInfinity : 0;
        if (Math.Abs(y) < TinyPower)
            return 1;
        double log = Logarithm.Extended(x, out double low);
        double product = Pair.Product(y, log, out double productLow);
        if (product > LargestExponent)
            return double.PositiveInfinity;
        if (product < -LargestExponent)
            return 0;
        return Exponential.OfPair(product, productLow + (y * low));
    }
}
