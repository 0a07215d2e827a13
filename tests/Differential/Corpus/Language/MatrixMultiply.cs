using System;
using System.Linq;
using static System.Console;

namespace Corpus.Language;

/// <summary>Jagged, rectangular and flat matrices multiply to the same product.</summary>
public static class MatrixMultiply
{
    public static int Run()
    {
        const int N = 12;
        var a = new double[N, N];
        var b = new double[N][];
        var c = new double[N * N];
        for (int i = 0; i < N; i++)
        {
            b[i] = new double[N];
            for (int j = 0; j < N; j++)
            {
                a[i, j] = i + j * 0.5;
                b[i][j] = i - j;
            }
        }
        var r = new double[N, N];
        for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++)
        {
            double s = 0;
            for (int k = 0; k < N; k++)
                s += a[i, k] * b[k][j];
            r[i, j] = s;
            c[i * N + j] = s;
        }
        double t = 0;
        for (int i = 0; i < N; i++)
            t += r[i, i] - c[i * N + (i + 1) % N];
        WriteLine(t.ToString("R") + " " + r[3, 4] + " " + c.Max());
        return 0;
    }
}
