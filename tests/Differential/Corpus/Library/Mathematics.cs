using System;
using System.Numerics;

namespace Corpus.Library;

public static class Mathematics
{
    public static int Run()
    {
        Body();
        return 0;
    }

    private static void Body()
    {
        double[] xs =
        {
            0,
            0.5,
            -0.5,
            1,
            -1,
            2,
            10,
            -10,
            100.25,
            1e-5,
            1e10,
            1e22,
            -1e300,
            0.7853981633974483,
            3.14159,
            double.NaN,
            double.PositiveInfinity,
            709.5,
            -745,
        };
        foreach (var x in xs)
        {
            Console.WriteLine(
                $"{x} {Math.Sin(x)} {Math.Cos(x)} {Math.Tan(x)} {Math.Asin(x)} {Math.Acos(x)} {Math.Atan(x)} {Math.Sinh(x):G13} {Math.Cosh(x):G13} {Math.Tanh(x):G13} {Math.Asinh(x):G13} {Math.Acosh(x):G13} {Math.Atanh(x):G13} {Math.Exp(x)} {Math.Log(x)} {Math.Log2(x)} {Math.Log10(x)} {Math.Cbrt(x):G13} {Math.Sqrt(x)} {Math.Pow(x, 3)} {Math.Pow(2, x)} {Math.Atan2(x, 2)} {Math.IEEERemainder(x, 3)} {Math.FusedMultiplyAdd(x, 2, 3)} {Math.ScaleB(x, 3)} {Math.ILogB(x)} {Math.BitIncrement(x)} {Math.SinCos(x)}"
            );
            float f = (float)x;
            Console.WriteLine(
                $"{MathF.Sin(f):G5} {MathF.Cos(f):G5} {MathF.Tan(f):G5} {MathF.Asin(f):G5} {MathF.Acos(f):G5} {MathF.Atan(f):G5} {MathF.Sinh(f):G5} {MathF.Cosh(f):G5} {MathF.Tanh(f):G5} {MathF.Asinh(f):G5} {MathF.Acosh(f):G5} {MathF.Atanh(f):G5} {MathF.Exp(f):G5} {MathF.Log(f):G5} {MathF.Log2(f):G5} {MathF.Log10(f):G5} {MathF.Cbrt(f):G5} {MathF.Pow(f, 3):G5} {MathF.Atan2(f, 2):G5} {MathF.FusedMultiplyAdd(f, 2, 3)} {f % 3} {x % 3}"
            );
        }
        Console.WriteLine(
            Math.Round(2.5)
                + " "
                + Math.Round(2.345, 2)
                + " "
                + Math.Round(-2.5, MidpointRounding.AwayFromZero)
                + " "
                + Math.Clamp(5, 1, 3)
                + " "
                + Math.Max(1.0, double.NaN)
                + " "
                + Math.BigMul(long.MaxValue, 3, out long lo)
                + " "
                + lo
                + " "
                + Math.DivRem(17, 5)
                + " "
                + Math.Sign(-3.0)
                + " "
                + Math.CopySign(3, -1.0)
        );
        Console.WriteLine(
            double.Hypot(3, 4)
                + " "
                + double.RootN(27, 3).ToString("F9")
                + " "
                + double.SinPi(0.25)
                + " "
                + double.Lerp(1, 2, 0.5)
                + " "
                + double.ExpM1(0.1)
                + " "
                + double.LogP1(0.1)
                + " "
                + double.Exp10(2)
                + " "
                + double.Exp2(3)
                + " "
                + double.DegreesToRadians(180)
        );
        // Within a unit in the last place of the C library .NET uses: MathFunctions compares the rest.
        Console.WriteLine(
            new Complex(1, 2) * new Complex(3, 4) + " " + Complex.Sqrt(new Complex(-1, 0)) + " " + Complex.Exp(Complex.ImaginaryOne)
        );
        Console.WriteLine(
            BitOperations.PopCount(255u)
                + " "
                + BitOperations.Log2(1000)
                + " "
                + BitOperations.RoundUpToPowerOf2(1000u)
                + " "
                + BitOperations.LeadingZeroCount(1u)
                + " "
                + BitOperations.TrailingZeroCount(8)
                + " "
                + BitOperations.IsPow2(64)
                + " "
                + BitOperations.Crc32C(1, 2u)
        );
        var v = new Vector3(1, 2, 3);
        Console.WriteLine(
            v
                + " "
                + v.Length()
                + " "
                + Vector3.Cross(v, Vector3.UnitX)
                + " "
                + Vector3.Normalize(v)
                + " "
                + Vector2.Dot(new(1, 2), new(3, 4))
                + " "
                + Matrix4x4.CreateRotationX(1)
                + " "
                + Quaternion.CreateFromYawPitchRoll(1, 2, 3)
                + " "
                + new Vector4(1, 2, 3, 4) * 2
        );
        var vi = new Vector<int>(3);
        Console.WriteLine(Vector.Sum(vi * vi) == 9 * Vector<int>.Count);
        var a = BigInteger.Parse("123456789012345678901234567890");
        Console.WriteLine(
            a * a
                + " "
                + a % 97
                + " "
                + BigInteger.Pow(a, 5)
                + " "
                + BigInteger.ModPow(a, 1000, 1000007)
                + " "
                + BigInteger.GreatestCommonDivisor(a, 1234567890)
                + " "
                + (-a).ToString("X")
                + " "
                + (a << 100)
                + " "
                + (double)a
                + " "
                + a.ToString("N0")
                + " "
                + BigInteger.Log(a)
                + " "
                + a.GetBitLength()
                + " "
                + a.ToByteArray().Length
        );
        BigInteger f1 = 1;
        for (int i = 1; i <= 200; i++)
            f1 *= i;
        Console.WriteLine(f1);
        Console.WriteLine(f1 / BigInteger.Pow(3, 100));
    }
}
