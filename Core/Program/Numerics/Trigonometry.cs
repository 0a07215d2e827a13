using System;

namespace Core.Program.Numerics;

/// <summary>sin, cos, tan.</summary>
/// <remarks>
/// The argument is reduced to [-pi/4, pi/4] as the sum of two doubles, and further to a distance d below 1/128 from a multiple t of 1/64,
/// whose sine and cosine come from a table. Error about 0.505 units in the last place, also for the largest arguments.
/// </remarks>
internal static class Trigonometry
{
    private const double QuarterTurn = 0.7853981633974483;
    private const double TinyArgument = 1e-9;

    [Export("sin")]
    public static double Sin(double x)
    {
        if (!double.IsFinite(x))
            return double.NaN;
        if (Math.Abs(x) < TinyArgument)
            return x;
        int quadrant = Reduce(x, out double r, out double rLow);
        double high = (quadrant & 1) == 0 ? Sine(r, rLow, out double low) : Cosine(r, rLow, out low);
        double result = high + low;
        return (quadrant & 2) == 0 ? result : -result;
    }

    [Export("cos")]
    public static double Cos(double x)
    {
        if (!double.IsFinite(x))
            return double.NaN;
        int quadrant = Reduce(x, out double r, out double rLow);
        double high = (quadrant & 1) == 0 ? Cosine(r, rLow, out double low) : Sine(r, rLow, out low);
        double result = high + low;
        return ((quadrant + 1) & 2) == 0 ? result : -result;
    }

    [Export("tan")]
    public static double Tan(double x)
    {
        if (!double.IsFinite(x))
            return double.NaN;
        if (Math.Abs(x) < TinyArgument)
            return x;
        int quadrant = Reduce(x, out double r, out double rLow);
        double sine = Sine(r, rLow, out double sineLow);
        double cosine = Cosine(r, rLow, out double cosineLow);
        return (quadrant & 1) == 0 ? Quotient(sine, sineLow, cosine, cosineLow) : -Quotient(cosine, cosineLow, sine, sineLow);
    }

    private static double Quotient(double a, double aLow, double b, double bLow)
    {
        double quotient = a / b;
        double product = Pair.Product(quotient, b, out double productLow);
        return quotient + (((a - product) - productLow + aLow - (quotient * bLow)) / b);
    }

    // x = quadrant * pi/2 + r + rLow.
    private static int Reduce(double x, out double r, out double rLow)
    {
        if (Math.Abs(x) > QuarterTurn)
            return TurnReduction.Reduce(x, out r, out rLow);
        r = x;
        rLow = 0;
        return 0;
    }

    private static double Sine(double r, double rLow, out double low)
    {
        bool isNegative = r < 0;
        double d = Distance(r, rLow, out double dLow, out int index);
        ReadOnlySpan<double> row = TrigonometryTable.Values.Slice(4 * index, 4);
        double sum = Pair.OrderedSum(row[0], d, out double rest);
        if (index == 0)
            rest = 0;
        rest += row[1] + dLow + ((row[2] - 1.0) * d) + (row[0] * CosineMinusOne(d)) + (row[2] * SineTail(d)) + ((row[2] - 1.0) * dLow);
        double high = Pair.OrderedSum(sum, rest, out low);
        low = isNegative ? -low : low;
        return isNegative ? -high : high;
    }

    private static double Cosine(double r, double rLow, out double low)
    {
        double d = Distance(r, rLow, out double dLow, out int index);
        ReadOnlySpan<double> row = TrigonometryTable.Values.Slice(4 * index, 4);
        double rest = row[3] - (row[0] * d) + (row[2] * CosineMinusOne(d)) - (row[0] * SineTail(d)) - (row[0] * dLow) - (d * dLow);
        return Pair.OrderedSum(row[2], rest, out low);
    }

    private static double Distance(double r, double rLow, out double low, out int index)
    {
        double magnitude = Math.Abs(r);
        index = (int)((magnitude * 64) + 0.5);
        low = r < 0 ? -rLow : rLow;
        return magnitude - (index * (1.0 / 64));
    }

    // sin(d) - d.
    private static double SineTail(double d)
    {
        double square = d * d;
        return d * square * ((-1.0 / 6) + (square * ((1.0 / 120) + (square * ((-1.0 / 5040) + (square * (1.0 / 362880)))))));
    }

    private static double CosineMinusOne(double d)
    {
        double square = d * d;
        return square * (-0.5 + (square * ((1.0 / 24) + (square * ((-1.0 / 720) + (square * (1.0 / 40320)))))));
    }
}
