using System;
using System.Linq;
using static System.Console;

namespace Corpus.Language;

/// <summary>NaN, infinities, signed zeros and comparisons in every form.</summary>
public static class FloatEdges
{
    static bool s_true = true;

    public static int Run()
    {
        double[] values =
        [
            0.0,
            -0.0,
            1.0,
            -1.0,
            double.NaN,
            double.PositiveInfinity,
            double.NegativeInfinity,
            double.Epsilon,
            double.MaxValue,
        ];
        foreach (double a in values)
        {
            foreach (double b in values)
            {
                int bits =
                    (a < b ? 1 : 0)
                    | (a > b ? 2 : 0)
                    | (a <= b ? 4 : 0)
                    | (a >= b ? 8 : 0)
                    | (a == b ? 16 : 0)
                    | (a != b ? 32 : 0)
                    | (!(a < b) ? 64 : 0)
                    | (!(a >= b) ? 128 : 0)
                    | (a.Equals(b) ? 256 : 0);
                Write(bits + ":" + a.CompareTo(b) + " ");
            }

            WriteLine();
        }

        float[] singles = [0f, -0f, float.NaN, 1e38f, -1f];
        foreach (float a in singles)
        foreach (float b in singles)
            Write($"{(a < b)}{(a > b)}{a == b}{Math.Max(a, b):R}/{Math.Min(a, b):R}/{MathF.CopySign(a, b):R} ");
        WriteLine();
        foreach (double a in values)
        foreach (double b in values)
            Write($"{Math.Max(a, b):R}/{Math.Min(a, b):R} ");
        WriteLine();
        double nan = double.NaN;
        int count = 0;
        while (nan < 1 || nan > 1 || nan == 1)
            count++;
        for (double x = 0; !(x > 1); x += 0.25)
            count++;
        WriteLine(count + " " + (nan != nan) + " " + (s_true ? -0.0 : 0.0).ToString("R") + " " + 1 / (s_true ? -0.0 : 0.0));
        WriteLine(
            $"{float.MaxValue * 2f:R} {(float)1e40:R} {0.1f + 0.2f:R} {0.1 + 0.2:R} {(double)0.1f:R} {(float)0.1:R} {1e308 * 10:R} {-1e-320 / 1e10:R}"
        );
        foreach (double v in new[] { 2.5, 3.5, -2.5, 2.4999, -0.4, 1e20, double.NaN })
            WriteLine(
                $"{Math.Round(v):R} {Math.Floor(v):R} {Math.Ceiling(v):R} {Math.Truncate(v):R} {Math.Abs(v):R} {Math.Sqrt(v):R} {Math.Round(v, MidpointRounding.AwayFromZero):R}"
            );
        return 0;
    }
}
