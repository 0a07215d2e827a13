using System.Collections.Generic;

namespace Codegen.Kernels;

/// <summary>Virtual and interface calls, generic lists, closures: what object-oriented code is made of.</summary>
internal static class Shapes
{
    private interface IScaled
    {
        int Scale(int by);
    }

    private abstract class Shape
    {
        public abstract int Area { get; }
    }

    private sealed class Square(int side) : Shape, IScaled
    {
        public override int Area => side * side;

        public int Scale(int by) => side * by;
    }

    private sealed class Rectangle(int width, int height) : Shape, IScaled
    {
        public override int Area => width * height;

        public int Scale(int by) => (width + height) * by;
    }

    private sealed class Dot : Shape, IScaled
    {
        public override int Area => 1;

        public int Scale(int by) => by;
    }

    public static long Run(int size)
    {
        var shapes = new List<Shape>();
        for (int i = 0; i < 1000; i++)
            shapes.Add((i % 3) switch { 0 => new Square(i % 50), 1 => new Rectangle(i % 40, i % 30), _ => new Dot() });
        long sum = 0;
        for (int round = 0; round < size; round++)
        {
            foreach (Shape shape in shapes)
                sum += shape.Area;
            for (int i = 0; i < shapes.Count; i++)
            {
                if (shapes[i] is IScaled scaled)
                    sum += scaled.Scale(round & 3);
            }
        }

        return sum;
    }
}
