namespace Codegen.Kernels;

/// <summary>A floating-point recurrence in registers.</summary>
internal static class Mandelbrot
{
    public static long Run(int size)
    {
        long inside = 0;
        for (int y = 0; y < size; y++)
        {
            double ci = (2.0 * y / size) - 1.0;
            for (int x = 0; x < size; x++)
            {
                double cr = (2.0 * x / size) - 1.5;
                if (IsInside(cr, ci))
                    inside++;
            }
        }

        return inside;
    }

    private static bool IsInside(double cr, double ci)
    {
        double zr = 0, zi = 0, rr = 0, ii = 0;
        for (int i = 0; i < 50; i++)
        {
            zi = (2 * zr * zi) + ci;
            zr = rr - ii + cr;
            rr = zr * zr;
            ii = zi * zi;
            if (rr + ii > 4)
                return false;
        }

        return true;
    }
}
