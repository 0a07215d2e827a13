using System;

namespace Corpus.Language;

public static class Patterns
{
    private abstract record Shape;

    private sealed record Circle(double Radius) : Shape;

    private sealed record Rect(double Width, double Height) : Shape;

    private sealed record Group(Shape Left, Shape Right) : Shape;

    private readonly record struct Point(int X, int Y);

    private static double Area(Shape s) =>
        s switch
        {
            Circle { Radius: 0 } => 0,
            Circle c => 3 * c.Radius * c.Radius,
            Rect(var w, var h) when w == h => w * w,
            Rect(var w, var h) => w * h,
            Group(var l, var r) => Area(l) + Area(r),
            _ => throw new ArgumentException("shape"),
        };

    private static string Classify(object o) =>
        o switch
        {
            null => "null",
            int and > 10 => "big int",
            int i => "int " + i,
            string { Length: > 3 } s => "long string " + s,
            string s => "string " + s,
            Point(0, _) or Point(_, 0) => "axis",
            Point p => $"point {p.X},{p.Y}",
            int[] and [1, .., 9] => "one to nine",
            int[] a => "ints " + a.Length,
            not Exception => "other",
            _ => "exception",
        };

    public static int Run()
    {
        Console.WriteLine(Area(new Group(new Circle(2), new Group(new Rect(3, 3), new Rect(2, 5)))));
        foreach (
            object o in new object[]
            {
                null,
                5,
                50,
                "abc",
                "abcd",
                new Point(0, 3),
                new Point(4, 0),
                new Point(1, 2),
                new[] { 1, 5, 9 },
                new[] { 2 },
                1.5,
                new Exception(),
            }
        )
            Console.WriteLine(Classify(o));
        Console.WriteLine(new Circle(1.5) == new Circle(1.5));
        Console.WriteLine(new Rect(1, 2) with { Height = 4 });
        Console.WriteLine(new Point(1, 2) == new Point(1, 2));
        Console.WriteLine(new Point(3, 4));
        Console.WriteLine(new Circle(2).Equals(new Rect(2, 2)));
        (int a, string b) t = (1, "x");
        var (p, q) = t;
        Console.WriteLine($"{p} {q} {t == (1, "x")} {t}");
        return 0;
    }
}
