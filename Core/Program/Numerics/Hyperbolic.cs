using System;

namespace Core.Program.Numerics;

/// <summary>Hyperbolic functions and their inverses, by the usual identities, chosen by range so that nothing cancels.</summary>
/// <remarks>Within 2 units in the last place, as C libraries are.</remarks>
internal static class Hyperbolic
{
    private const double LogOfLargest = 709.782712893384;
    private const double LnTwo = 0.6931471805599453;
    private const double TwoTo28 = 268435456.0;

    [Export("sinh")]
    public static double Sinh(double x)
    {
        double magnitude = Math.Abs(x);
        if (!double.IsFinite(x) || magnitude < 1 / TwoTo28)
            return x;
        double half = x < 0 ? -0.5 : 0.5;
        if (magnitude >= 22)
            return half * 2 * OfLarge(magnitude);
        double t = Exponential.ExpMinusOne(magnitude);
        return magnitude < 1 ? half * ((2 * t) - (t * t / (t + 1))) : half * (t + (t / (t + 1)));
    }

    [Export("cosh")]
    public static double Cosh(double x)
    {
        double magnitude = Math.Abs(x);
        if (double.IsNaN(x))
            return x;
        if (magnitude >= 22)
            return OfLarge(magnitude);
        if (magnitude < 0.5 * LnTwo)
        {
            double t = Exponential.ExpMinusOne(magnitude);
            double power = 1 + t;
            return magnitude < 2.8e-17 ? power : 1 + (t * t / (power + power));
        }

        double e = Exponential.Exp(magnitude);
        return (0.5 * e) + (0.5 / e);
    }

    [Export("tanh")]
    public static double Tanh(double x)
    {
        double magnitude = Math.Abs(x);
        if (double.IsNaN(x) || magnitude < 2.8e-17)
            return x;
        double result;
        if (magnitude >= 22)
            result = 1;
        else if (magnitude >= 1)
            result = 1 - (2 / (Exponential.ExpMinusOne(2 * magnitude) + 2));
        else
            result = Small(Exponential.ExpMinusOne(-2 * magnitude));
        return Math.CopySign(result, x);

        static double Small(double t) => -t / (t + 2);
    }

    [Export("asinh")]
    public static double Asinh(double x)
    {
        double magnitude = Math.Abs(x);
        if (!double.IsFinite(x) || magnitude < 1 / TwoTo28)
            return x;
        double result;
        if (magnitude > TwoTo28)
        {
            result = Logarithm.Log(magnitude) + LnTwo;
        }
        else if (magnitude > 2)
        {
            result = Logarithm.Log((2 * magnitude) + (1 / (Math.Sqrt((x * x) + 1) + magnitude)));
        }
        else
        {
            double square = x * x;
            result = Logarithm.OfOnePlus(magnitude + (square / (1 + Math.Sqrt(1 + square))));
        }

        return Math.CopySign(result, x);
    }

    [Export("acosh")]
    public static double Acosh(double x)
    {
        if (!(x >= 1))
            return double.NaN;
        if (x > TwoTo28)
            return double.IsInfinity(x) ? x : Logarithm.Log(x) + LnTwo;
        if (x > 2)
            return Logarithm.Log((2 * x) - (1 / (x + Math.Sqrt((x * x) - 1))));
        double t = x - 1;
        return Logarithm.OfOnePlus(t + Math.Sqrt((2 * t) + (t * t)));
    }

    [Export("atanh")]
    public static double Atanh(double x)
    {
        double magnitude = Math.Abs(x);
        if (double.IsNaN(x) || magnitude > 1)
            return double.NaN;
        if (magnitude < 1 / TwoTo28)
            return x;
        if (magnitude == 1)
            return Math.CopySign(double.PositiveInfinity, x);
        double twice = magnitude + magnitude;
        double argument = magnitude < 0.5 ? twice + (twice * magnitude / (1 - magnitude)) : twice / (1 - magnitude);
        return Math.CopySign(0.5 * Logarithm.OfOnePlus(argument), x);
    }

    // exp(x) / 2, also where exp(x) alone is too large.
    private static double OfLarge(double x)
    {
        if (x <= LogOfLargest)
            return 0.5 * Exponential.Exp(x);
        if (x > LogOfLargest + 1)
            return double.PositiveInfinity;
        double root = Exponential.Exp(0.5 * x);
        return 0.5 * root * root;
    }
}
