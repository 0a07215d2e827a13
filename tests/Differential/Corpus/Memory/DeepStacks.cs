using System;

namespace Corpus.Memory;

/// <summary>Recursion that grows the stack while every frame holds references, byrefs and spans into its callers.</summary>
public static class DeepStacks
{
    private struct Frame { public string Text; public long A, B; public object Box; }

    private static long Walk(int depth, ref Frame caller, Span<long> shared, string name, out int check)
    {
        Frame own = new() { Text = name, A = depth, B = caller.A, Box = depth };
        Span<long> local = stackalloc long[3];
        local[0] = depth;
        int inner = 0;
        long result = depth == 0 ? 0 : Walk(depth - 1, ref own, depth % 2 == 0 ? shared : local, depth % 100 == 0 ? name + "." : name, out inner);
        shared[0] += 1;
        caller.B += own.A;
        check = inner + (int)own.Box - (int)own.A + (ReferenceEquals(own.Text, name) ? 0 : 1);
        return result + local[0] + own.B - caller.A;
    }

    private static double Floats(double a, float b, int depth) => depth == 0 ? a + b : Floats(a + 0.5, b * 1.0001f, depth - 1) - b;

    private static long Many(long a, long b, long c, long d, long e, long f, long g, long h, ref long i, int depth)
    {
        long own = a + h;
        if (depth == 0) return a + b + c + d + e + f + g + h + i;
        i++;
        return Many(b, c, d, e, f, g, h, a, ref own, depth - 1) + own + i;
    }

    public static int Run()
    {
        Frame top = new() { Text = "top", A = 1 };
        Span<long> shared = stackalloc long[2];
        Console.WriteLine(Walk(5000, ref top, shared, "w", out int check));
        Console.WriteLine(check + " " + shared[0] + " " + top.B);
        Console.WriteLine(BitConverter.DoubleToInt64Bits(Floats(1, 2, 3000)));
        long i = 9;
        Console.WriteLine(Many(1, 2, 3, 4, 5, 6, 7, 8, ref i, 4000) + " " + i);
        return check;
    }
}
