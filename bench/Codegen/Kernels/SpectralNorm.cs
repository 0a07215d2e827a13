using System;

namespace Codegen.Kernels;

/// <summary>Divisions in an inner loop behind a small function.</summary>
internal static class SpectralNorm
{
    public static long Run(int size)
    {
        double[] u = new double[size];
        double[] v = new double[size];
        double[] work = new double[size];
        Array.Fill(u, 1.0);
        for (int i = 0; i < 3; i++)
        {
            MultiplyAtAv(u, work, v);
            MultiplyAtAv(v, work, u);
        }

        double vBv = 0, vv = 0;
        for (int i = 0; i < size; i++)
        {
            vBv += u[i] * v[i];
            vv += v[i] * v[i];
        }

        return (long)(Math.Sqrt(vBv / vv) * 1e9);
    }

    private static double A(int i, int j) => 1.0 / (((i + j) * (i + j + 1) / 2) + i + 1);

    private static void MultiplyAtAv(double[] v, double[] work, double[] result)
    {
        MultiplyAv(v, work);
        MultiplyAtv(work, result);
    }

    private static void MultiplyAv(double[] v, double[] result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < v.Length; j++)
                sum += A(i, j) * v[j];
            result[i] = sum;
        }
    }

    private static void MultiplyAtv(double[] v, double[] result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < v.Length; j++)
                sum += A(j, i) * v[j];
            result[i] = sum;
        }
    }
}
