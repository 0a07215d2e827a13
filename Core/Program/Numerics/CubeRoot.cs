using System;

namespace Core.Program.Numerics;

/// <summary>Cube root: Halley's iteration, then one step with the remainder to twice the precision.</summary>
internal static class CubeRoot
{
    [Export("cbrt")]
    public static double Cbrt(double x)
    {
        if (x == 0 || !double.IsFinite(x))
            return x;
        double magnitude = Math.Abs(x);
        int exponent = Math.ILogB(magnitude);
        int third = (exponent >= 0 ? exponent : exponent - 2) / 3;
        double m = Math.ScaleB(magnitude, -3 * third);
        // m in [1, 8): a line within 9 % of the root; each round triples the digits.
        double root = 0.85 + (m * 0.15);
        for (int i = 0; i < 3; i++)
        {
            double cube = root * root * root;
            root *= (cube + (2 * m)) / ((2 * cube) + m);
        }

        double square = Pair.Product(root, root, out double squareLow);
        double product = Pair.Product(square, root, out double productLow);
        double rest = (m - product) - productLow - (squareLow * root);
        root += rest / (3 * square);
        return Math.CopySign(Math.ScaleB(root, third), x);
    }
}
