using System;

namespace Core.Program.Numerics;

/// <summary>The functions of MathF: those of Math, rounded once more. That is right but for one argument in hundreds of millions.</summary>
internal static unsafe class SinglePrecision
{
    [Export("acosf")]
    private static float Acos(float x) => (float)InverseTrigonometry.Acos(x);

    [Export("acoshf")]
    private static float Acosh(float x) => (float)Hyperbolic.Acosh(x);

    [Export("asinf")]
    private static float Asin(float x) => (float)InverseTrigonometry.Asin(x);

    [Export("asinhf")]
    private static float Asinh(float x) => (float)Hyperbolic.Asinh(x);

    [Export("atanf")]
    private static float Atan(float x) => (float)InverseTrigonometry.Atan(x);

    [Export("atan2f")]
    private static float Atan2(float y, float x) => (float)InverseTrigonometry.Atan2(y, x);

    [Export("atanhf")]
    private static float Atanh(float x) => (float)Hyperbolic.Atanh(x);

    [Export("cbrtf")]
    private static float Cbrt(float x) => (float)CubeRoot.Cbrt(x);

    [Export("cosf")]
    private static float Cos(float x) => (float)Trigonometry.Cos(x);

    [Export("coshf")]
    private static float Cosh(float x) => (float)Hyperbolic.Cosh(x);

    [Export("expf")]
    private static float Exp(float x) => (float)Exponential.Exp(x);

    [Export("logf")]
    private static float Log(float x) => (float)Logarithm.Log(x);

    [Export("log2f")]
    private static float LogTwo(float x) => (float)Logarithm.LogTwo(x);

    [Export("log10f")]
    private static float LogTen(float x) => (float)Logarithm.LogTen(x);

    [Export("powf")]
    private static float Pow(float x, float y) => (float)Power.Pow(x, y);

    [Export("sinf")]
    private static float Sin(float x) => (float)Trigonometry.Sin(x);

    [Export("sinhf")]
    private static float Sinh(float x) => (float)Hyperbolic.Sinh(x);

    [Export("tanf")]
    private static float Tan(float x) => (float)Trigonometry.Tan(x);

    [Export("tanhf")]
    private static float Tanh(float x) => (float)Hyperbolic.Tanh(x);

    [Export("modff")]
    private static float Split(float x, float* whole)
    {
        *whole = MathF.Truncate(x);
        return float.IsInfinity(x) ? MathF.CopySign(0, x) : MathF.CopySign(x - *whole, x);
    }

    [Export("modf")]
    private static double Split(double x, double* whole)
    {
        *whole = Math.Truncate(x);
        return double.IsInfinity(x) ? Math.CopySign(0, x) : Math.CopySign(x - *whole, x);
    }
}
