using System;
using System.Globalization;
using System.Numerics;
using Corpus.Support;

namespace Corpus.Library;

/// <summary>Int128, UInt128, Half, Complex, BigInteger and generic mathematics over all of them.</summary>
public static class NumberKinds
{
    public static int Run()
    {
        Wide();
        Halves();
        Complexes();
        Big();
        Console.WriteLine($"{Power(3, 5)} {Power(1.5, 4)} {Power((Half)2, 10)} {Power(7m, 3)} {Power((Int128)10, 30)} {Power(new BigInteger(2), 200)}");
        Console.WriteLine($"{Sum<byte, int>(200, 100, 50)} {Sum<float, double>(0.1f, 0.2f)} {Parse<long>("1,234")} {Parse<decimal>("-1.50")} {Parse<double>("1e3")}");
        Console.WriteLine($"{Bits<int>(-2)} {Bits<ulong>(255)} {Bits<short>(-1)} {Clamp(5, 1, 3)} {Clamp(0.5, 1, 3)} {Clamp((Int128)(-9), 1, 3)}");
        Conversions();
        return 0;
    }

    private static void Wide()
    {
        Int128 a = Int128.MaxValue;
        UInt128 b = UInt128.MaxValue;
        Int128 c = Int128.Parse("-123456789012345678901234567890");
        Console.WriteLine($"{a} {b} {c} {c * 3} {c / 7} {c % 1000} {-c >> 70} {b >> 100} {c < 0} {Int128.Abs(c):N0}");
        Console.WriteLine($"{UInt128.LeadingZeroCount(b >> 5)} {UInt128.PopCount(b)} {b:x} {(double)c:R} {(long)(c >> 64)} {UInt128.Parse("ff", NumberStyles.HexNumber)}");
        Console.WriteLine($"{Int128.DivRem(c, 12345)} {UInt128.RotateLeft(3, 127)} {(UInt128)1e30} {Int128.CreateSaturating(b)} {Int128.Sign(c)}");
        Tour.Line("overflow", () => checked(a + 1).ToString());
        Tour.Line("narrowing", () => checked((long)c).ToString());
        Tour.Line("divide", () => (a / (Int128)0).ToString());
    }

    private static void Halves()
    {
        Half a = (Half)1.1;
        Console.WriteLine($"{a} {a + (Half)2} {(float)a:R} {Half.MaxValue} {Half.Epsilon} {Half.NaN == Half.NaN} {Half.Sqrt((Half)2)} {(int)Half.Floor((Half)(-2.5))}");
        Console.WriteLine($"{Half.Parse("65504")} {(Half)65520f} {(Half)1e-8} {Half.IsNegative((Half)(-0.0))} {Half.Round((Half)2.5)} {BitConverter.HalfToUInt16Bits(a):x}");
    }

    private static void Complexes()
    {
        var z = new Complex(3, -4);
        Console.WriteLine($"{z} {z.Magnitude} {Complex.Conjugate(z)} {z * z} {z / new Complex(1, 1)} {Complex.Abs(z)} {z == new Complex(3, -4)}");
        Console.WriteLine($"{Complex.Sqrt(-1)} {Complex.Pow(z, 2).Real:F6} {Complex.Exp(Complex.ImaginaryOne * Math.PI).Real:F6} {z:F1} {Complex.Parse("<1; 2>", null)}");
    }

    private static void Big()
    {
        BigInteger f = 1;
        for (int i = 2; i <= 40; i++)
            f *= i;
        Console.WriteLine($"{f} {f.GetBitLength()} {f.IsEven} {BigInteger.ModPow(3, 1000, 1_000_007)} {BigInteger.GreatestCommonDivisor(f, 1L << 50)}");
        Console.WriteLine($"{f:x} {-f >> 100} {f & 0xFFFF_FFFF_FFFF} {BigInteger.Parse("-00123")} {(double)f:R} {BigInteger.Log10(f):F6} {f.GetByteCount()}");
        Console.WriteLine($"{BigInteger.Divide(f, 97)} {BigInteger.Remainder(f, 97)} {BigInteger.Pow(-3, 33)} {new BigInteger([1, 2, 3, 0x80])} {BigInteger.Compare(f, -f)}");
        Tour.Line("narrowing", () => ((long)f).ToString());
    }

    private static T Power<T>(T value, int exponent)
        where T : INumberBase<T>
    {
        T result = T.One;
        for (int i = 0; i < exponent; i++)
            result *= value;
        return result;
    }

    private static TSum Sum<T, TSum>(params ReadOnlySpan<T> items)
        where T : INumber<T>
        where TSum : INumber<TSum>
    {
        TSum sum = TSum.Zero;
        foreach (T item in items)
            sum += TSum.CreateChecked(item);
        return sum;
    }

    private static T Parse<T>(string text)
        where T : INumber<T> => T.Parse(text, NumberStyles.Any, CultureInfo.InvariantCulture);

    private static string Bits<T>(T value)
        where T : IBinaryInteger<T> => $"{T.PopCount(value)}/{T.LeadingZeroCount(value)}/{T.TrailingZeroCount(value)}/{value.GetByteCount()}";

    private static T Clamp<T>(T value, int low, int high)
        where T : INumber<T> => T.Clamp(value, T.CreateChecked(low), T.CreateChecked(high));

    private static void Conversions()
    {
        Console.WriteLine($"{byte.CreateTruncating(300)} {byte.CreateSaturating(-5)} {int.CreateSaturating(double.NaN)} {uint.CreateTruncating(-1L)} {long.CreateSaturating(1e30)}");
        Tour.Line("checked", () => byte.CreateChecked(256).ToString());
        Console.WriteLine($"{double.CreateChecked(Int128.MaxValue):R} {decimal.CreateChecked(1.5f)} {float.CreateTruncating(0.1m):R} {sbyte.CreateTruncating(465.9)} {nint.CreateChecked(5)}");
        Console.WriteLine($"{double.Ieee754Remainder(5, 3)} {Math.BigMul(long.MaxValue, 3L, out long low)}:{low} {double.Lerp(1, 3, 0.25)} {float.Hypot(3, 4)} {double.RootN(27, 3):F6}");
    }
}
