using System;

namespace Core.Program.Numerics;

/// <summary>asin, acos, atan, atan2: all by the arc tangent of a quotient to twice the precision.</summary>
internal static class InverseTrigonometry
{
    private const double PiHigh = 3.141592653589793;
    private const double PiLow = 1.2246467991473532e-16;
    private const double HalfPiHigh = 1.5707963267948966;
    private const double HalfPiLow = 6.123233995736766e-17;
    private const double TinyArgument = 1e-9;
    private const int FarApart = 64;

    [Export("atan")]
    public static double Atan(double x)
    {
        double magnitude = Math.Abs(x);
        if (double.IsNaN(x) || magnitude < TinyArgument)
            return x;
        if (magnitude > 1e20)
            return Math.CopySign(HalfPiHigh, x);
        double angle = OfQuotient(magnitude, 0, 1, 0, out double low);
        return Math.CopySign(angle + low, x);
    }

    [Export("atan2")]
    public static double Atan2(double y, double x)
    {
        if (double.IsNaN(x) || double.IsNaN(y))
            return double.NaN;
        double angle = OfMagnitudes(Math.Abs(y), Math.Abs(x), double.IsNegative(x));
        return Math.CopySign(angle, y);
    }

    [Export("asin")]
    public static double Asin(double x)
    {
        double magnitude = Math.Abs(x);
        if (double.IsNaN(x) || magnitude > 1)
            return double.NaN;
        if (magnitude < TinyArgument)
            return x;
        double other = OtherSide(magnitude, out double otherLow);
        double angle = OfQuotient(magnitude, 0, other, otherLow, out double low);
        return Math.CopySign(angle + low, x);
    }

    [Export("acos")]
    public static double Acos(double x)
    {
        double magnitude = Math.Abs(x);
        if (double.IsNaN(x) || magnitude > 1)
            return double.NaN;
        if (x == 1)
            return 0;
        double other = OtherSide(magnitude, out double otherLow);
        double angle = OfQuotient(other, otherLow, magnitude, 0, out double low);
        return x < 0 ? PiLess(angle, low) : angle + low;
    }

    private static double OfMagnitudes(double y, double x, bool isBehind)
    {
        if (y == 0)
            return isBehind ? PiHigh : 0;
        if (double.IsInfinity(x))
        {
            if (double.IsInfinity(y))
                return isBehind ? 3 * (PiHigh / 4) : PiHigh / 4;
            return isBehind ? PiHigh : 0;
        }

        if (x == 0 || double.IsInfinity(y))
            return HalfPiHigh;
        int exponent = Math.ILogB(x);
        int distance = Math.ILogB(y) - exponent;
        if (distance > FarApart)
            return HalfPiHigh;
        if (distance < -FarApart)
            return isBehind ? PiHigh : y / x;
        double angle = OfQuotient(Math.ScaleB(y, -exponent), 0, Math.ScaleB(x, -exponent), 0, out double low);
        return isBehind ? PiLess(angle, low) : angle + low;
    }

    private static double PiLess(double angle, double low)
    {
        double sum = Pair.OrderedSum(PiHigh, -angle, out double rest);
        return sum + (rest + (PiLow - low));
    }

    // sqrt(1 - x^2), for 0 <= x <= 1.
    private static double OtherSide(double x, out double low)
    {
        double square = Pair.Product(x, x, out double squareLow);
        double rest = Pair.OrderedSum(1.0, -square, out double restLow);
        rest = Pair.OrderedSum(rest, restLow - squareLow, out restLow);
        double root = Math.Sqrt(rest);
        if (root == 0)
        {
            low = 0;
            return 0;
        }

        double product = Pair.Product(root, root, out double productLow);
        low = ((rest - product) - productLow + restLow) / (2 * root);
        return root;
    }

    // atan(y / x) for positive operands of a like size; x may be 0.
    private static double OfQuotient(double y, double yLow, double x, double xLow, out double low)
    {
        if (y <= x)
        {
            double ratio = Quotient(y, yLow, x, xLow, out double ratioLow);
            return OfRatio(ratio, ratioLow, out low);
        }

        double inverse = Quotient(x, xLow, y, yLow, out double inverseLow);
        double angle = OfRatio(inverse, inverseLow, out double angleLow);
        double sum = Pair.OrderedSum(HalfPiHigh, -angle, out double rest);
        return Pair.OrderedSum(sum, rest + (HalfPiLow - angleLow), out low);
    }

    private static double Quotient(double a, double aLow, double b, double bLow, out double low)
    {
        double quotient = a / b;
        double product = Pair.Product(quotient, b, out double productLow);
        low = ((a - product) - productLow + aLow - (quotient * bLow)) / b;
        return quotient;
    }

    // 0 <= z <= 1: atan z = atan c + atan((z - c) / (1 + c z)), c a multiple of 1/64.
    private static double OfRatio(double z, double zLow, out double low)
    {
        var index = (int)((z * 64) + 0.5);
        double t = z;
        double tLow = zLow;
        if (index != 0)
        {
            double c = index * (1.0 / 64);
            double product = Pair.Product(c, z, out double productLow);
            double divisor = Pair.OrderedSum(1.0, product, out double divisorLow);
            t = Quotient(z - c, zLow, divisor, divisorLow + productLow + (c * zLow), out tLow);
        }

        double square = t * t;
        double tail = t * square * ((-1.0 / 3) + (square * (0.2 + (square * ((-1.0 / 7) + (square * ((1.0 / 9) + (square * (-1.0 / 11)))))))));
        double start = ArcTangentTable.Values[2 * index];
        double sum = Pair.Sum(start, t, out double rest);
        return Pair.OrderedSum(sum, rest + (ArcTangentTable.Values[(2 * index) + 1] + tLow + tail), out low);
    }
}
