using System;
using System.Linq;
using static System.Console;

namespace Corpus.Language;

/// <summary>Floating loops, accumulation, comparisons, and single against double precision.</summary>
public static class FloatLoops
{
    private static double Pi(int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++)
            s += (i % 2 == 0 ? 4.0 : -4.0) / (2 * i + 1);
        return s;
    }

    private static float PiF(int n)
    {
        float s = 0;
        for (int i = 0; i < n; i++)
            s += (i % 2 == 0 ? 4f : -4f) / (2 * i + 1);
        return s;
    }

    private static double Kahan(double[] v)
    {
        double s = 0,
            c = 0;
        foreach (double x in v)
        {
            double y = x - c,
                t = s + y;
            c = t - s - y;
            s = t;
        }
        return s;
    }

    private static double Newton(double x)
    {
        double r = x;
        for (int i = 0; i < 30; i++)
            r = 0.5 * (r + x / r);
        return r;
    }

    private static int Mandel(double cr, double ci)
    {
        double r = 0,
            i = 0;
        int n = 0;
        while (r * r + i * i < 4 && n < 50)
        {
            (r, i) = (r * r - i * i + cr, 2 * r * i + ci);
            n++;
        }
        return n;
    }

    private static double Horner(ReadOnlySpan<double> c, double x)
    {
        double r = 0;
        for (int i = c.Length - 1; i >= 0; i--)
            r = r * x + c[i];
        return r;
    }

    private static float Mix(float a, double b, int c, long d) => (float)(a * b) + c / 3f - d * a;

    public static int Run()
    {
        WriteLine(
            Pi(1000).ToString("R")
                + " "
                + PiF(1000).ToString("R")
                + " "
                + Newton(2).ToString("R")
                + " "
                + Mix(1.1f, 2.2, 3, 4).ToString("R")
        );
        double[] v = new double[1000];
        for (int i = 0; i < v.Length; i++)
            v[i] = 0.1 * (i % 7) + 1e-9 * i;
        WriteLine(Kahan(v).ToString("R") + " " + v.Sum().ToString("R") + " " + v.Average().ToString("R"));
        for (double y = -1; y <= 1; y += 0.25)
        {
            for (double x = -2; x <= 0.5; x += 0.0625)
                Write(" .:-=+*#%@"[Mandel(x, y) / 5 % 10]);
            WriteLine("|");
        }
        WriteLine(Horner([1, -2, 0.5, 3], 1.5).ToString("R"));
        int count = 0;
        for (float f = 0; f != 1 && count < 20; f += 0.1f)
            count++;
        float g = 16777215;
        for (int i = 0; i < 5; i++)
            g++;
        WriteLine(count + " " + g + " " + (0.1f == 0.1) + (float)0.1 + (double)0.1f);
        double small = 1;
        int halvings = 0;
        while (small > 0)
        {
            small /= 2;
            halvings++;
        }
        WriteLine(
            halvings
                + " "
                + Math.ScaleB(1.5, 10)
                + Math.ILogB(1000)
                + Math.BitIncrement(1.0).ToString("R")
                + Math.CopySign(3, -0.0)
                + Math.Sign(-2.5)
                + Math.IEEERemainder(5, 3)
        );
        return 0;
    }
}
