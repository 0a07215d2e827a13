using System;
using static System.Console;

namespace Corpus.Language;

/// <summary>Switch statements and expressions: dense, sparse, strings, goto case, ranges, types.</summary>
public static class SwitchForms
{
    private static int Dense(int n)
    {
        switch (n)
        {
            case 0:
                return 10;
            case 1:
                return 11;
            case 2:
            case 3:
                return 23;
            case 4:
                goto case 0;
            case 5:
                return 15;
            case 6:
                goto default;
            case 8:
                return 18;
            default:
                return -1;
        }
    }

    private static int Sparse(int n) =>
        n switch
        {
            -1000000 => 1,
            -5 => 2,
            0 => 3,
            77 => 4,
            1024 => 5,
            99999 => 6,
            int.MaxValue => 7,
            int.MinValue => 8,
            _ => 0,
        };

    private static string Long(long n) =>
        n switch
        {
            0 => "zero",
            1L << 40 => "big",
            long.MinValue => "min",
            > 100 and < 200 => "hundreds",
            < 0 => "negative",
            _ => "other",
        };

    private static int Text(string s)
    {
        switch (s)
        {
            case null:
                return -1;
            case "":
                return 0;
            case "a":
                return 1;
            case "ab":
                return 2;
            case "abc":
                return 3;
            case "abd":
                return 4;
            case "hello":
                return 5;
            case "world":
                return 6;
            case "switch":
                return 7;
            case "default":
                return 8;
            case "hella":
                return 9;
            default:
                return 99;
        }
    }

    private static int Letter(char c) =>
        c switch
        {
            >= 'a' and <= 'f' or >= 'A' and <= 'F' => (c | 32) - 'a' + 10,
            >= '0' and <= '9' => c - '0',
            '-' or '+' => 100,
            _ => -1,
        };

    private static string Byte(byte b) =>
        b switch
        {
            0 => "0",
            < 16 => "nibble",
            255 => "full",
            >= 128 => "high",
            _ => "low",
        };

    private enum Day : byte
    {
        Mon = 1,
        Tue,
        Wed,
        Sat = 20,
        Sun,
    }

    private static bool Weekend(Day d) => d is Day.Sat or Day.Sun;

    private static string Bool(bool a, bool b) =>
        (a, b) switch
        {
            (true, true) => "tt",
            (true, false) => "tf",
            (false, true) => "ft",
            (false, false) => "ff",
        };

    private static string Span(ReadOnlySpan<char> s) =>
        s switch
        {
            "get" => "G",
            "put" => "P",
            _ => "?",
        };

    private static int Ulong(ulong u)
    {
        switch (u)
        {
            case 0:
                return 1;
            case ulong.MaxValue:
                return 2;
            case 1UL << 63:
                return 3;
            case 5:
                return 4;
            case 6:
                return 5;
            case 7:
                return 6;
            case 8:
                return 7;
        }
        return 0;
    }

    private static string Double(double d) =>
        d switch
        {
            0 => "0",
            1.5 => "1.5",
            double.NaN => "nan",
            > 1e10 => "huge",
            _ => "d",
        };

    public static int Run()
    {
        for (int i = -1; i < 10; i++)
            Write(Dense(i) + " ");
        foreach (int n in new[] { -1000000, -5, 0, 77, 1024, 99999, int.MaxValue, int.MinValue, 1 })
            Write(Sparse(n) + " ");
        WriteLine();
        foreach (long n in new long[] { 0, 1L << 40, long.MinValue, 150, -3, 50 })
            Write(Long(n) + " ");
        foreach (string s in new[] { null, "", "a", "ab", "abc", "abd", "hello", "world", "switch", "default", "hella", "x" })
            Write(Text(s) + " ");
        foreach (char c in "afAF09-+zg/:")
            Write(Letter(c) + " ");
        WriteLine();
        foreach (byte b in new byte[] { 0, 5, 15, 16, 127, 128, 254, 255 })
            Write(Byte(b) + " ");
        foreach (Day d in new[] { Day.Mon, Day.Wed, Day.Sat, Day.Sun })
            Write(Weekend(d) + " ");
        Write(
            Bool(true, true)
                + Bool(true, false)
                + Bool(false, true)
                + Bool(false, false)
                + Span("get")
                + Span("put".AsSpan())
                + Span("puts")
                + " "
        );
        foreach (ulong u in new ulong[] { 0, ulong.MaxValue, 1UL << 63, 5, 6, 7, 8, 9 })
            Write(Ulong(u));
        foreach (double d in new[] { 0, -0.0, 1.5, double.NaN, 1e11, -1 })
            Write(" " + Double(d));
        WriteLine();
        try
        {
            WriteLine(
                ((Day)99) switch
                {
                    Day.Mon => 1,
                    Day.Sun => 2,
                }
            );
        }
        catch (Exception e)
        {
            WriteLine(e.GetType().Name);
        }
        return Dense(8);
    }
}
