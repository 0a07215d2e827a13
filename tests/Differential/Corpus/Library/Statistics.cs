using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using static System.Console;

namespace Corpus.Library;

/// <summary>Mean, median, variance, histogram and correlation over generic numbers.</summary>
public static class Statistics
{
    private static T Mean<T>(ReadOnlySpan<T> v)
        where T : INumber<T>
    {
        T s = T.Zero;
        foreach (T x in v)
            s += x;
        return s / T.CreateChecked(v.Length);
    }

    private static T Median<T>(T[] v)
        where T : INumber<T>
    {
        T[] c = (T[])v.Clone();
        Array.Sort(c);
        return c.Length % 2 == 1 ? c[c.Length / 2] : (c[c.Length / 2 - 1] + c[c.Length / 2]) / (T.One + T.One);
    }

    private static double Var<T>(T[] v)
        where T : INumber<T>
    {
        double m = double.CreateChecked(Mean<T>(v));
        return v.Sum(x => (double.CreateChecked(x) - m) * (double.CreateChecked(x) - m)) / v.Length;
    }

    public static int Run()
    {
        int[] i = [5, 3, 9, 1, 7, 7];
        double[] d = [1.5, 2.5, -4, 8.25];
        decimal[] m = [1.1m, 2.2m, 3.3m];
        long[] l = [1L << 40, 3];
        WriteLine(
            Mean<int>(i)
                + " "
                + Mean<double>(d)
                + " "
                + Mean<decimal>(m)
                + " "
                + Mean<long>(l)
                + " "
                + Median(i)
                + " "
                + Median(d)
                + " "
                + Median(m)
                + " "
                + Var(i).ToString("R")
                + " "
                + Var(d).ToString("R")
        );
        var h = new SortedDictionary<int, int>();
        foreach (int x in i)
            h[x / 3] = h.GetValueOrDefault(x / 3) + 1;
        foreach (var (k, n) in h)
            Write(k + new string('*', n) + " ");
        WriteLine(Math.Sqrt(Var(i)).ToString("F6"));
        return 0;
    }
}
