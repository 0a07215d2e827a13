namespace Codegen.Kernels;

/// <summary>Dense product of matrices held as arrays of rows.</summary>
internal static class MatMul
{
    public static long Run(int size)
    {
        double[][] a = Make(size, 1);
        double[][] b = Make(size, 2);
        double[][] c = Make(size, 0);
        Multiply(a, b, c, size);
        double trace = 0;
        for (int i = 0; i < size; i++)
            trace += c[i][i];
        return (long)trace;
    }

    private static double[][] Make(int size, int seed)
    {
        var rows = new double[size][];
        for (int i = 0; i < size; i++)
        {
            rows[i] = new double[size];
            for (int j = 0; j < size; j++)
                rows[i][j] = seed == 0 ? 0 : (((i * seed) + j) % 17) - 8;
        }

        return rows;
    }

    private static void Multiply(double[][] a, double[][] b, double[][] c, int size)
    {
        for (int i = 0; i < size; i++)
        {
            double[] row = a[i];
            double[] result = c[i];
            for (int k = 0; k < size; k++)
            {
                double factor = row[k];
                double[] other = b[k];
                for (int j = 0; j < size; j++)
                    result[j] += factor * other[j];
            }
        }
    }
}
