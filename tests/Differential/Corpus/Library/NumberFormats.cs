using System;
using System.Globalization;
using static System.Console;

namespace Corpus.Library;

/// <summary>Standard and custom numeric formats of integers and floats.</summary>
public static class NumberFormats
{
    public static int Run()
    {
        foreach (
            string f in new[]
            {
                "G",
                "D",
                "D8",
                "N0",
                "N2",
                "X",
                "x8",
                "F3",
                "E2",
                "C",
                "P1",
                "B",
                "0000",
                "#,##0.00",
                "0.###",
                "+0;-0;zero",
                "00.00%",
                "\\#0",
                "'lit'0",
            }
        )
        {
            foreach (object v in new object[] { 0, 42, -1234567, 1.5, -0.001, 123456.789m, (byte)200, ulong.MaxValue })
            {
                try
                {
                    Write(((IFormattable)v).ToString(f, CultureInfo.InvariantCulture) + " ");
                }
                catch (FormatException)
                {
                    Write("! ");
                }
            }
            WriteLine(f);
        }
        foreach (double d in new[] { 1e-5, 1e15, 1e16, 123456789012345680, 0.1, 1.0 / 3, double.MaxValue, 5e-324, 100, -1e21 })
            Write($"{d} {d:R} {d:G17} {d:F1} {(float)d} | ");
        WriteLine();
        return 0;
    }
}
