using System;
using System.Collections.Generic;

namespace Variables;

/// <summary>Arguments and locals of every sort for a debugger to look at. Used by tests/Debugger.</summary>
internal static class Program
{
    private enum Colour
    {
        Red,
        Green = 5,
    }

    private struct Point
    {
        public int X;
        public int Y;
        public Colour Colour;
    }

    private sealed class Node
    {
        public string Name = "";
        public Node? Next;
        public int[] Values = [];

        public List<string> Names { get; } = [];
    }

    private static int Main()
    {
        var node = new Node { Name = "first", Values = [1, 2, 3] };
        node.Next = node;
        node.Names.Add("größer");
        long total = 40;
        Span<int> span = stackalloc int[4];
        span[2] = 7;
        var point = new Point { X = 3, Y = -4, Colour = Colour.Green };
        int sum = Sum(node, point, ref total, span, 2.5, flag: true, 'x');
        return sum == 18 && total == 65 ? 0 : 1;
    }

    private static int Sum(Node node, Point point, ref long total, Span<int> span, double factor, bool flag, char letter)
    {
        int sum = 0;
        foreach (int value in node.Values)
            sum += value * point.X;
        total += sum + span[2];
        Console.WriteLine($"{sum} {factor} {flag} {letter}");
        return sum;
    }
}
