using System;
using System.Globalization;
using System.Numerics;
using static System.Console;

namespace Corpus.Library;

/// <summary>Parsing of numbers, booleans, characters, enums, guids and versions: good and bad texts.</summary>
public static class Parsing
{
    private static string P<T>(string s)
        where T : IParsable<T> => T.TryParse(s, CultureInfo.InvariantCulture, out T v) ? v.ToString() : "-";

    public static int Run()
    {
        foreach (
            string s in new[]
            {
                "0",
                "-1",
                "+5",
                " 42 ",
                "1e3",
                "1.5",
                "abc",
                "",
                "2147483648",
                "-129",
                "99999999999999999999",
                "0x10",
                "1,000",
                "NaN",
                "Infinity",
                "-0",
                ".5",
                "5.",
                "1e400",
                "1e-400",
                "٣",
                "123456789.123456789",
                "true",
                "A",
            }
        )
            WriteLine(
                $"'{s}': {P<int>(s)} {P<long>(s)} {P<byte>(s)} {P<sbyte>(s)} {P<double>(s)} {P<float>(s)} {P<decimal>(s)} {P<bool>(s)} {P<char>(s)} {P<BigInteger>(s)} {P<ulong>(s)}"
            );
        WriteLine(
            int.Parse("ff", NumberStyles.HexNumber)
                + " "
                + int.Parse("(5)", NumberStyles.AllowParentheses)
                + " "
                + int.Parse("1,234", NumberStyles.AllowThousands)
                + " "
                + int.Parse("-7"u8)
                + " "
                + byte.Parse("101", NumberStyles.BinaryNumber)
                + " "
                + Guid.Parse("00112233-4455-6677-8899-aabbccddeeff").ToString("N")
                + " "
                + Version.Parse("1.2.3")
                + " "
                + Convert.ToInt32("77", 8)
                + Convert.ToString(255, 2)
                + Convert.ToInt64(1.5)
                + Convert.ToInt64(2.5)
                + Convert.ToBoolean(3)
        );
        try
        {
            int.Parse("x1");
        }
        catch (FormatException e)
        {
            WriteLine(e.Message);
        }
        try
        {
            byte.Parse("300");
        }
        catch (OverflowException e)
        {
            WriteLine(e.Message);
        }
        return 0;
    }
}
