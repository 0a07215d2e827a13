using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Int128 and UInt128.</summary>
public static class WideIntegers
{
    public static int Run()
    {
        Int128 a = Int128.MaxValue, b = -12345678901234567, c = 1;
        UInt128 u = UInt128.MaxValue, v = 98765432109876543;
        WriteLine($"{a} {b} {u} {v}");
        WriteLine($"{b * b} {b * b / 7} {b * b % 1000} {a / b} {a % b} {u / v} {u % v} {v * v}");
        WriteLine($"{c << 100} {a >> 90} {u >> 120} {c << 127} {b >>> 100} {~b} {b & 0xFFFF} {b ^ a}");
        for (int i = 0; i < 30; i++) c = c * 7 + i;
        WriteLine(c);
        WriteLine(a > b ? "greater" : "less");
        WriteLine(b.CompareTo(a) + " " + (u == UInt128.MaxValue) + " " + Int128.Parse("-170141183460469231731687303715884105728"));
        try { WriteLine(checked(a + 1)); } catch (OverflowException) { WriteLine("overflow"); }
        try { WriteLine(checked((long)(b * 1000000))); } catch (OverflowException) { WriteLine("overflow"); }
        try { WriteLine(checked((UInt128)b)); } catch (OverflowException) { WriteLine("overflow"); }
        WriteLine($"{(long)b} {(double)u:R} {(float)v:R} {(Int128)1e30} {(UInt128)(decimal)123456789} {(int)(Int128)42} {(ulong)v}");
        WriteLine($"{u:X} {v:X40} {Int128.PopCount(a)} {UInt128.LeadingZeroCount(v)} {Int128.Abs(b)} {UInt128.Log2(v)}");
        return 0;
    }
}
