using System;
using System.Numerics;
using static System.Console;

namespace Corpus.Library;

/// <summary>Arithmetic, parsing, shifting and number theory on BigInteger.</summary>
public static class BigIntegers
{
    public static int Run()
    {
        BigInteger a = BigInteger.Parse("123456789012345678901234567890"),
            b = BigInteger.Pow(3, 100),
            c = -a;
        WriteLine($"{a + b} {a - b} {a * b} {b / a} {b % a} {c / 7} {c % 7} {a << 70} {c >> 33} {a & b} {a | c} {a ^ b} {~a}");
        WriteLine(
            $"{BigInteger.GreatestCommonDivisor(a, 1000000)} {BigInteger.ModPow(7, b, 1000007)} {a.CompareTo(b)} {a == -c} {c.Sign} {a.IsEven} {(double)a:R} {(long)(a % long.MaxValue)} {a:X} {a:N0} {a.GetBitLength()} {BigInteger.Abs(c)} {BigInteger.DivRem(b, a, out BigInteger r)} {r} {a.ToByteArray().Length} {BigInteger.Log2(b)}"
        );
        BigInteger f = 0,
            g = 1;
        for (int i = 0; i < 300; i++)
            (f, g) = (g, f + g);
        WriteLine(f);
        try
        {
            _ = (int)a;
        }
        catch (OverflowException)
        {
            WriteLine("overflow");
        }
        try
        {
            _ = a / 0;
        }
        catch (DivideByZeroException)
        {
            WriteLine("zero");
        }
        return 0;
    }
}
