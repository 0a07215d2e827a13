using System;
using System.Linq;
using System.Numerics;
using static System.Console;

namespace Corpus.Library;

/// <summary>Numerics: vectors, matrices, complex numbers and quaternion-free geometry.</summary>
public static class Matrices
{
    public static int Run()
    {
        Vector2 a = new(1, 2),
            b = new(3, -4);
        Vector3 c = new(1, 2, 3),
            d = new(-2, 0.5f, 4);
        WriteLine(
            $"{a + b} {a * b} {Vector2.Dot(a, b)} {b.Length()} {a - 2 * b} {Vector3.Cross(c, d)} {Vector3.Dot(c, d)} {-c} {Vector2.Min(a, b)} {Vector3.Distance(c, d):R} {Vector2.Lerp(a, b, 0.25f)} {c == new Vector3(1, 2, 3)} {d.LengthSquared()}"
        );
        var e = new Complex(1, 2) * new Complex(3, -1);
        WriteLine(
            e.Real
                + " "
                + e.Imaginary
                + " "
                + (e + 1).Real
                + (e == new Complex(5, 5))
                + Complex.Conjugate(e).Imaginary
                + (e / new Complex(3, -1)).Imaginary
        );
        var v = new Vector4(1, 2, 3, 4);
        WriteLine(v.W + v.X + " " + Vector4.Dot(v, v) + (v * 2).Y);
        return 0;
    }
}
