using System;
using System.Runtime.CompilerServices;
using static System.Console;

namespace Corpus.Types;

/// <summary>Structs of every size and mix through calls: registers, memory, floats, references.</summary>
public static class StructPassing
{
    private record struct A1(byte X);

    private record struct A2(int X, float Y);

    private record struct A3(double X, double Y);

    private record struct A4(long X, string Y);

    private record struct A5(float X, float Y, float Z);

    private record struct A6(int A, int B, int C, int D, int E);

    private record struct A7(string S, double D);

    private record struct A8(A1 X, A2 Y);

    private record struct A9(short A, sbyte B, char C, bool D);

    private struct Empty { }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string All(A1 a, A2 b, A3 c, A4 d, A5 e, A6 f, A7 g, A8 h, A9 i, Empty j, int k, double l) =>
        $"{a}{b}{c}{d}{e}{f}{g}{h}{i}{k}{l}";

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Id<T>(T x) => x;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (A3, A7) Two(A7 a, A3 b) => (b with { X = b.Y }, a with { D = b.X });

    private interface I
    {
        A5 M(A6 a, A2 b);
    }

    private sealed class Im : I
    {
        public A5 M(A6 a, A2 b) => new(a.A, b.Y, a.E);
    }

    private static A4 Rec(int n, A4 a, A9 b) =>
        n == 0 ? a : Rec(n - 1, a with { X = a.X + b.A, Y = a.Y + n % 10 }, b with { A = (short)n });

    public static int Run()
    {
        WriteLine(
            All(
                new(1),
                new(2, 3.5f),
                new(4.5, 5.5),
                new(6, "d"),
                new(1, 2, 3),
                new(1, 2, 3, 4, 5),
                new("g", 7.5),
                new(new(8), new(9, 10)),
                new(-1, -2, 'c', true),
                default,
                11,
                12.5
            )
        );
        WriteLine(
            Id(new A1(7))
                + ""
                + Id(new A5(1, 2, 3))
                + Id(new A6(1, 2, 3, 4, 5))
                + Id(new A9(1, 2, 'x', false))
                + Id((new A1(3), new A3(1, 2)))
        );
        WriteLine(Two(new("s", 1), new(2, 3)));
        I i = new Im();
        WriteLine(i.M(new(1, 2, 3, 4, 5), new(6, 7)));
        Func<A6, A7, A8> f = (a, b) => new(new((byte)a.E), new(a.A, (float)b.D));
        WriteLine(f(new(1, 2, 3, 4, 5), new("z", 9)));
        WriteLine(Rec(20, new(0, ""), new(1, 2, 'c', true)));
        return 0;
    }
}
