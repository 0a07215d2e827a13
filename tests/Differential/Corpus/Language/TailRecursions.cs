using System;
using System.Collections.Generic;

namespace Corpus.Language;

/// <summary>Methods that call themselves several times, the last time at their end.</summary>
public static class TailRecursions
{
    private sealed class Node(int value, Node? left, Node? right)
    {
        public int Value => value;

        public Node? Left => left;

        public Node? Right => right;

        public long Sum() => left is null ? value : left.Sum() + (right is null ? value : right.Sum());
    }

    private static int s_steps;

    public static int Run()
    {
        for (int n = -1; n < 22; n++)
            Console.Write($"{Fibonacci(n)} {Narrow(n)} {Unsigned((uint)Math.Max(n, 0))} {Products(n)} {ThreeWays(n, 1)} {Checked(Math.Min(n, 20))};");
        Console.WriteLine();
        Node tree = Build(0, 300);
        var seen = new List<int>();
        Visit(tree, seen);
        Console.WriteLine($"{Weigh(tree, 1)} {tree.Sum()} {Depth(tree)} {seen.Count} {string.Join(',', seen.GetRange(100, 20))}");
        int[] numbers = new int[500];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = (i * 7919) % 503;
        Sort(numbers, 0, numbers.Length - 1);
        Console.WriteLine(string.Join(' ', numbers));
        int moves = 0;
        Hanoi(10, 'a', 'b', 'c', ref moves);
        Console.WriteLine($"{moves} {s_steps} {Ackermann(2, 9)} {Average(12, 1.5)} {Text(5)} {Swapped(9, 4, 30)}");
        try
        {
            Console.WriteLine(Failing(9));
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine(e.Message);
        }

        return 0;
    }

    private static int Fibonacci(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);

    private static short Narrow(int n) => n < 2 ? (short)30000 : (short)(Narrow(n - 1) + Narrow(n - 2));

    private static uint Unsigned(uint n) => n == 0 ? uint.MaxValue : Unsigned(n / 2) + Unsigned(n - 1 - (n / 2));

    private static long Products(int n) => n <= 1 ? 3 : Products(n - 3) * Products(n - 2);

    private static long ThreeWays(int n, long weight)
    {
        if (n <= 0)
            return weight;
        if (n % 3 == 0)
            return ThreeWays(n - 3, weight + 1) + ThreeWays(n - 2, weight * 2);
        long first = ThreeWays(n - 4, weight);
        if (n % 3 == 1)
            return ThreeWays(n - 2, first);
        return (n * weight) + first + ThreeWays(n - 3, weight - first);
    }

    private static int Checked(int n) => n < 2 ? n : checked(Checked(n - 1) + Checked(n - 2));

    private static Node Build(int low, int high)
    {
        int middle = (low + high) / 2;
        return new Node(middle * 3, low < middle ? Build(low, middle - 1) : null, middle < high ? Build(middle + 1, high) : null);
    }

    private static void Visit(Node? node, List<int> seen)
    {
        if (node is null)
            return;
        Visit(node.Left, seen);
        seen.Add(node.Value);
        Visit(node.Right, seen);
    }

    private static long Weigh(Node? node, int depth) =>
        node is null ? depth : Weigh(node.Left, depth + 1) + (node.Value * (long)depth) + Weigh(node.Right, depth + 2);

    private static int Depth(Node? node) => node is null ? 0 : 1 + Math.Max(Depth(node.Left), Depth(node.Right));

    private static void Sort(int[] numbers, int low, int high)
    {
        if (low >= high)
            return;
        int pivot = numbers[(low + high) / 2];
        int i = low;
        int j = high;
        while (i <= j)
        {
            while (numbers[i] < pivot)
                i++;
            while (numbers[j] > pivot)
                j--;
            if (i <= j)
            {
                (numbers[i], numbers[j]) = (numbers[j], numbers[i]);
                i++;
                j--;
            }
        }

        Sort(numbers, low, j);
        Sort(numbers, i, high);
    }

    private static void Hanoi(int n, char from, char to, char over, ref int moves)
    {
        if (n == 0)
            return;
        Hanoi(n - 1, from, over, to, ref moves);
        moves++;
        s_steps += from - to;
        Hanoi(n - 1, over, to, from, ref moves);
    }

    private static int Ackermann(int m, int n)
    {
        if (m == 0)
            return n + 1;
        return n == 0 ? Ackermann(m - 1, 1) : Ackermann(m - 1, Ackermann(m, n - 1));
    }

    // Sums of floating-point numbers keep their order.
    private static double Average(int n, double x) => n < 2 ? x : Average(n - 1, x / 3) + Average(n - 2, x * 0.7);

    private static string Text(int n) => n < 2 ? "x" : Text(n - 1) + Text(n - 2);

    // What is passed on changes places.
    private static int Swapped(int a, int b, int limit) => limit <= 0 ? a - b : Swapped(b, a, limit - 3) + Swapped(b + 1, a - limit, limit - 2);

    private static int Failing(int n)
    {
        if (n == 3)
            throw new InvalidOperationException("three");
        return n < 2 ? n : Failing(n - 1) + Failing(n - 2);
    }
}
