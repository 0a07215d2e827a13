using System;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Corpus.Library;

/// <summary>Vectors by their portable operations: the results are those of any width of the machine.</summary>
public static class Vectors
{
    public static int Run()
    {
        int[] numbers = Enumerable.Range(1, 37).ToArray();
        Console.WriteLine($"{Sum(numbers)} {Dot(numbers.Select(n => n * 0.5f).ToArray(), numbers.Select(n => 1f / n).ToArray()):F3}");
        Fixed128();
        Fixed256();
        Geometry();
        Console.WriteLine($"{CountByte("a text with many a's, aaa"u8, (byte)'a')} {Vector.GreaterThanAll(new Vector<int>(3), new Vector<int>(2))}");
        return 0;
    }

    private static int Sum(ReadOnlySpan<int> numbers)
    {
        Vector<int> sum = Vector<int>.Zero;
        int at = 0;
        for (; at <= numbers.Length - Vector<int>.Count; at += Vector<int>.Count)
            sum += new Vector<int>(numbers[at..]);
        int result = Vector.Sum(sum);
        for (; at < numbers.Length; at++)
            result += numbers[at];
        return result;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector128<float>> left = MemoryMarshal.Cast<float, Vector128<float>>(a);
        ReadOnlySpan<Vector128<float>> right = MemoryMarshal.Cast<float, Vector128<float>>(b);
        Vector128<float> sum = Vector128<float>.Zero;
        for (int i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        float result = Vector128.Sum(sum);
        for (int i = left.Length * Vector128<float>.Count; i < a.Length; i++)
            result += a[i] * b[i];
        return result;
    }

    private static void Fixed128()
    {
        Vector128<int> a = Vector128.Create(1, -2, 3, int.MaxValue);
        Vector128<int> b = Vector128.Create(10, 20, -30, 1);
        Console.WriteLine($"{a + b} {a * b} {a - b} {-a} {a & b} {Vector128.Min(a, b)} {Vector128.Max(a, b)}");
        Console.WriteLine($"{Vector128.GreaterThan(a, b)} {Vector128.ConditionalSelect(Vector128.LessThan(a, b), a, b)} {a << 3} {a >>> 1} {Vector128.Abs(b)}");
        Console.WriteLine($"{Vector128.Shuffle(a, Vector128.Create(3, 2, 1, 0))} {a.AsByte().GetElement(5)} {a.WithElement(2, 99)} {Vector128.ExtractMostSignificantBits(a)}");
        Vector128<byte> bytes = Vector128.Create("0123456789abcdef"u8);
        Console.WriteLine($"{Vector128.EqualsAny(bytes, Vector128.Create((byte)'7'))} {Vector128.Equals(bytes, Vector128.Create((byte)'7')).ExtractMostSignificantBits():x}");
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(bytes);
        Console.WriteLine($"{low} {high} {Vector128.Narrow(low, high) == bytes}");
        Vector128<double> d = Vector128.Create(2.25, -7.5);
        Console.WriteLine($"{Vector128.Sqrt(Vector128.Abs(d))} {Vector128.Floor(d)} {d / 2} {Vector128.Dot(d, d)} {Vector128.ConvertToInt64(d)} {Vector128.IsNaN(d)}");
    }

    private static void Fixed256()
    {
        Vector256<long> a = Vector256.Create(1L, 2, 3, 4);
        Console.WriteLine($"{a * a} {Vector256.Sum(a)} {a.GetUpper()} {Vector256.Create(a.GetUpper(), a.GetLower())} {a == Vector256.Create(1L, 2, 3, 4)}");
        Vector512<short> wide = Vector512.CreateSequence((short)0, (short)3);
        Console.WriteLine($"{wide[31]} {Vector512.Sum(wide)} {Vector512.Any(wide, (short)45)} {Vector64.Create(1.5f, 2.5f) * 2}");
        Vector256<float> f = Vector256.Create(1f, 2, 3, 4, 5, 6, 7, 8);
        Console.WriteLine($"{Vector256.FusedMultiplyAdd(f, f, f)} {Vector256.Round(f / 3)} {Vector256.LessThanOrEqualAny(f, Vector256.Create(1f))}");
    }

    private static void Geometry()
    {
        var v = new Vector3(1, 2, 3);
        Console.WriteLine($"{Vector3.Cross(v, Vector3.UnitX)} {v.Length():F4} {Vector3.Normalize(v).X:F4} {Vector3.Reflect(v, Vector3.UnitY)} {Vector3.Lerp(v, Vector3.One, 0.25f)}");
        Matrix4x4 turn = Matrix4x4.CreateRotationZ(MathF.PI / 2) * Matrix4x4.CreateTranslation(1, 0, 0);
        Vector3 turned = Vector3.Transform(v, turn);
        Console.WriteLine($"{turned.X:F3} {turned.Y:F3} {turned.Z:F3} {turn.GetDeterminant():F3} {Matrix4x4.Invert(turn, out Matrix4x4 back)} {back.M41:F3} {back.M42:F3}");
        var q = Quaternion.CreateFromYawPitchRoll(0.1f, 0.2f, 0.3f);
        Console.WriteLine($"{q.X:F4} {q.W:F4} {Quaternion.Slerp(q, Quaternion.Identity, 0.5f).W:F4} {new Vector2(3, 4).Length()} {Vector4.Dot(Vector4.One, new(1, 2, 3, 4))}");
        Console.WriteLine($"{new Plane(Vector3.UnitZ, -2)} {Matrix3x2.CreateScale(2).Translation} {Vector2.Clamp(new(5, -5), -Vector2.One, Vector2.One)}");
    }

    private static int CountByte(ReadOnlySpan<byte> text, byte value)
    {
        int count = 0;
        int at = 0;
        for (; at <= text.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
            count += BitOperations.PopCount(Vector128.Equals(Vector128.Create(text[at..]), Vector128.Create(value)).ExtractMostSignificantBits());
        foreach (byte b in text[at..])
            count += b == value ? 1 : 0;
        return count;
    }
}
