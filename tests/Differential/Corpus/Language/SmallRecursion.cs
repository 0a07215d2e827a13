using System;

namespace Corpus.Language;

/// <summary>Small methods that call themselves, small choices between two numbers.</summary>
public static class SmallRecursion
{
    private sealed class Node(int value, Node? left, Node? right)
    {
        public int Value = value;
        public readonly Node? Left = left, Right = right;

        public int Depth() => 1 + Math.Max(Left?.Depth() ?? 0, Right?.Depth() ?? 0);
    }

    private static int s_calls;
    private static int s_state = 7;

    public static int Run()
    {
        Console.WriteLine($"{Fib(20)} {Ackermann(2, 9)} {Gcd(1071, 462)} {Power(3, 21)} {Digits(0)} {Digits(9876543210)}");
        Node tree = Build(1, 300);
        Console.WriteLine($"{Sum(tree)} {tree.Depth()} {Contains(tree, 150)} {Contains(tree, 301)} {s_calls}");
        Console.WriteLine(Hanoi(9, 'a', 'b', 'c'));
        Throwing();
        Choices();
        return 0;
    }

    private static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);

    private static int Ackermann(int m, int n) => m == 0 ? n + 1 : n == 0 ? Ackermann(m - 1, 1) : Ackermann(m - 1, Ackermann(m, n - 1));

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);

    private static long Power(long x, int n) => n == 0 ? 1 : (n & 1) != 0 ? x * Power(x, n - 1) : Power(x * x, n / 2);

    private static int Digits(long n) => n < 10 ? 1 : 1 + Digits(n / 10);

    private static Node Build(int low, int high)
    {
        int middle = (low + high) / 2;
        return new Node(middle, low < middle ? Build(low, middle - 1) : null, middle < high ? Build(middle + 1, high) : null);
    }

    private static int Sum(Node? node) => node is null ? 0 : node.Value + Sum(node.Left) + Sum(node.Right);

    private static bool Contains(Node? node, int value)
    {
        s_calls++;
        return node is not null && (node.Value == value || Contains(value < node.Value ? node.Left : node.Right, value));
    }

    private static int Hanoi(int n, char from, char to, char by)
    {
        if (n == 0)
            return 0;
        int moves = Hanoi(n - 1, from, by, to);
        s_state = (s_state * 31) + from - to;
        return moves + 1 + Hanoi(n - 1, by, to, from);
    }

    // The exception leaves every level; the counter shows how many were entered.
    private static void Throwing()
    {
        int[] data = [4, 3, 2, 1, 0, 9];
        foreach (int start in new[] { 0, 5, 3 })
        {
            s_calls = 0;
            try
            {
                Console.WriteLine($"follows {Follow(data, start, 0)}");
            }
            catch (IndexOutOfRangeException)
            {
                Console.WriteLine($"left the array after {s_calls}");
            }
        }

        s_calls = 0;
        try
        {
            Console.WriteLine(Divide(40));
        }
        catch (DivideByZeroException)
        {
            Console.WriteLine($"divided {s_calls} times, state {s_state}");
        }
    }

    private static int Follow(int[] data, int at, int steps)
    {
        s_calls++;
        return steps > 12 ? at : Follow(data, data[at], steps + 1) + 1;
    }

    private static int Divide(int n)
    {
        s_calls++;
        return (100 / n) + Divide(n - 4);
    }

    private static void Choices()
    {
        int[] values = [3, -1, int.MaxValue, int.MinValue, 0, 42, 41, 43, -42];
        int low = int.MaxValue, high = int.MinValue, negative = 0, even = 0, balance = 0;
        long wide = long.MinValue;
        uint unsigned = 0;
        foreach (int value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
            wide = Math.Max(wide, value * 3L);
            unsigned = Math.Max(unsigned, (uint)value);
            if (value < 0)
                negative++;
            if ((value & 1) == 0)
                even++;
            balance = value > 40 ? balance + 1 : balance - 1;
        }

        Console.WriteLine($"{low} {high} {wide} {unsigned} {negative} {even} {balance}");
        foreach (int value in values)
            Console.Write($"{Math.Clamp(value, -10, 40)} {(value > 5 ? value : 5)} {(value == 0 ? 1 : value)} {Sign(value)} {Saturate(value)};");
        Console.WriteLine();
        double nan = double.NaN;
        Console.WriteLine($"{(nan < 1 ? 1 : 2)} {(nan >= 1 ? 1 : 2)} {(1 != nan ? 1 : 2)}");
    }

    private static int Sign(int value) => value < 0 ? -1 : value > 0 ? 1 : 0;

    private static byte Saturate(int value)
    {
        if (value < 0)
            value = 0;
        if (value > 255)
            value = 255;
        return (byte)value;
    }
}
