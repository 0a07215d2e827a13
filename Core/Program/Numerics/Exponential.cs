using System;

namespace Core.Program.Numerics;

/// <summary>exp and what follows from it.</summary>
/// <remarks>x = k ln 2 / 128 + r, |r| below 0.0028: a table of 2^(j/128), and Taylor's polynomial. Error about 0.503 units in the last place.</remarks>
internal static class Exponential
{
    private const double StepsPerUnit = 184.6649652337873;
    private const double StepHigh = 0.005415212347998022; // 35 bits of ln 2 / 128: times k exact
    private const double StepLow = 1.2655086083325438e-13;
    private const double LargestArgument = 709.782712893384;
    private const double SmallestArgument = -745.1332191019412;
    private const double TinyArgument = 5e-17;

    [Export("exp")]
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x > LargestArgument)
            return double.PositiveInfinity;
        if (x < SmallestArgument)
            return 0;
        if (Math.Abs(x) < TinyArgument)
            return 1.0 + x;
        return OfPair(x, 0);
    }

    /// <summary>exp(high + low), within the range where that is neither 0 nor infinite, and a little beyond.</summary>
    public static double OfPair(double high, double low)
    {
        double power = Parts(high, low, out double rest, out int exponent);
        return Pair.Scale(power, rest, exponent);
    }

    /// <summary>exp(x) - 1, for |x| up to 700.</summary>
    public static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) < TinyArgument)
            return x;
        double steps = Math.Round(x * StepsPerUnit);
        double r = x - (steps * StepHigh);
        double rLow = -steps * StepLow;
        var index = (int)steps;
        int exponent = index >> 7;
        double power = ExponentialTable.Values[2 * (index & 127)];
        double powerLow = ExponentialTable.Values[(2 * (index & 127)) + 1];
        r = Pair.OrderedSum(r, rLow, out rLow);
        double product = Pair.Product(power, r, out double productLow);
        double rest = productLow + (powerLow + (power * (rLow + Tail(r))));
        double scale = Pair.PowerOfTwo(exponent);
        double start = Pair.Sum(scale * power, -1.0, out double startLow);
        double sum = Pair.Sum(start, scale * product, out double sumLow);
        return sum + (startLow + sumLow + (scale * rest));
    }

    private static double Parts(double high, double low, out double rest, out int exponent)
    {
        double steps = Math.Round(high * StepsPerUnit);
        double r = high - (steps * StepHigh);
        double rLow = low - (steps * StepLow);
        var index = (int)steps;
        exponent = index >> 7;
        double power = ExponentialTable.Values[2 * (index & 127)];
        double sum = r + rLow;
        rest = ExponentialTable.Values[(2 * (index & 127)) + 1] + (power * (sum + Tail(sum)));
        return power;
    }

    // exp(r) - 1 - r.
    private static double Tail(double r) =>
        r * r * (0.5 + (r * ((1.0 / 6) + (r * ((1.0 / 24) + (r * ((1.0 / 120) + (r * (1.0 / 720)))))))));
}
