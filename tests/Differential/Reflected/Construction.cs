using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Corpus.Support;

namespace Reflected;

/// <summary>Makes objects by reflection: constructors, Activator, generic types put together at run time, arrays.</summary>
public static class Construction
{
    private class Part
    {
        public string Made = "default";

        public Part()
        {
        }

        public Part(int number) => Made = "number " + number;

        public Part(string text, double ratio) => Made = $"text {text} {ratio}";

        private Part(object any) => Made = "private " + any;

        public Part(params int[] numbers) => Made = "many " + numbers.Length;

        public override string ToString() => Made;
    }

    private abstract class Abstract;

    private class NoDefault(int value)
    {
        public int Value { get; } = value;
    }

    private struct Point
    {
        public int X, Y;

        public Point(int x, int y) => (X, Y) = (x, y);

        public override readonly string ToString() => $"({X},{Y})";
    }

    private struct Initialized
    {
        public int Value = 5;

        public Initialized()
        {
        }
    }

    private class Failing
    {
        public Failing() => throw new FormatException("cannot");
    }

    private class Box<T> where T : new()
    {
        public T Value = new();

        public override string ToString() => $"box of {typeof(T).Name} {Value}";
    }

    private record Entry(string Key, int Value);

    public static int Run()
    {
        Type part = typeof(Part);
        foreach (ConstructorInfo constructor in part.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).OrderBy(c => c.ToString(), StringComparer.Ordinal))
            Console.WriteLine($"{constructor} {constructor.IsPublic} {constructor.Name}");
        Console.WriteLine(part.GetConstructor([]).Invoke(null));
        Console.WriteLine(part.GetConstructor([typeof(int)]).Invoke([7]));
        Console.WriteLine(part.GetConstructor([typeof(string), typeof(double)]).Invoke(["t", 0.5]));
        Console.WriteLine(part.GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, [typeof(object)]).Invoke(['x']));
        Console.WriteLine(Activator.CreateInstance(part));
        Console.WriteLine(Activator.CreateInstance(part, 8));
        Console.WriteLine(Activator.CreateInstance(part, "a", 1.5));
        Console.WriteLine(Activator.CreateInstance(part, new int[] { 1, 2, 3 }));
        Console.WriteLine(Activator.CreateInstance(part, BindingFlags.NonPublic | BindingFlags.Instance, null, [new object[0]], null));
        Console.WriteLine(Activator.CreateInstance(typeof(Point)) + " " + Activator.CreateInstance(typeof(Point), 1, 2) + " " + ((Initialized)Activator.CreateInstance(typeof(Initialized))).Value);
        Console.WriteLine(Activator.CreateInstance<Part>() + " " + new Box<Part>() + " " + new Box<Point>());
        Console.WriteLine(Activator.CreateInstance(typeof(Box<>).MakeGenericType(typeof(Part))));
        Console.WriteLine(((List<int>)Activator.CreateInstance(typeof(List<int>))).Count + " " + ((List<string>)Activator.CreateInstance(typeof(List<string>), 8)).Capacity);
        Console.WriteLine(Activator.CreateInstance(typeof(Entry), "key", 3));
        Console.WriteLine(Activator.CreateInstance(typeof(NoDefault), 4) is NoDefault { Value: 4 });
        Tour.Line("abstract", () => Activator.CreateInstance(typeof(Abstract)).ToString());
        Tour.Line("interface", () => Activator.CreateInstance(typeof(IDisposable)).ToString());
        Tour.Line("no default", () => Activator.CreateInstance(typeof(NoDefault)).ToString());
        Tour.Line("no match", () => Activator.CreateInstance(part, 1, 2, "x").ToString());
        Tour.Line("failing", () => Activator.CreateInstance(typeof(Failing)).ToString());
        Tour.Line("open", () => Activator.CreateInstance(typeof(List<>)).ToString());
        Arrays();
        return 0;
    }

    private static void Arrays()
    {
        var numbers = (int[])Array.CreateInstance(typeof(int), 3);
        numbers[1] = 5;
        var points = Array.CreateInstance(typeof(Point), 2);
        points.SetValue(new Point(3, 4), 1);
        var grid = (int[,])Array.CreateInstance(typeof(int), 2, 2);
        grid[1, 1] = 6;
        Console.WriteLine($"{string.Join(',', numbers)} {points.GetValue(1)} {new Point[1].Length} {grid[1, 1]} {points.GetType()}");
        var list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(typeof(Part)));
        list.Add(new Part(1));
        Console.WriteLine($"{list.Count} {list[0]} {new List<Part>().Count}");
    }
}
