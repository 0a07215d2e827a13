using System;
using System.Runtime.CompilerServices;

namespace Corpus.Runtime;

/// <summary>Functions that return, throw or fault before they need a frame, and go on with one otherwise.</summary>
public static class EarlyWays
{
    private sealed class Node
    {
        public Node Left,
            Right;
        public int Value;
        public string Text;

        public int Sum() => Left == null ? Value : Left.Sum() + Right.Sum() + Value;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int Length(Node other) => other.Text.Length == 3 ? Value : other.Sum() + Text.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int At(int[] numbers, int index) => numbers[index];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Scaled(int a, int b, long c) => checked(((long)checked(a * b) + c) * 3);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Weight(int[] numbers, Node node, int limit)
    {
        // Fault or throw first, then an early way out, then calls.
        int first = numbers[2] + node.Value;
        if (first > limit)
            return first;
        object box = new int[first + 1];
        return Weight(numbers, new Node { Value = node.Value + 1 + ((int[])box)[first] }, limit) + node.Value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Carry(ref long cell, string s, long a, double x, int n, object o)
    {
        long product = a * n,
            sum = a + n,
            difference = a - n;
        double half = x / 2,
            twice = x * 2;
        if (n <= 0)
            return product + sum + difference + (long)half + (long)twice + s.Length;
        cell += s.Length;
        string next = (n & 7) == 0 ? string.Concat(s, "+") : s;
        long own = n;
        long rest = Carry(ref own, next, a + 1, x + 0.5, n - 1, next);
        return rest + own + product + sum + difference + (long)half + (long)twice + (ReferenceEquals(o, s) ? 1 : 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Scan(int[] numbers, int wanted)
    {
        if (numbers.Length == 0)
            return -1;
        for (int i = 0; ; i++)
        {
            if (numbers[i] == wanted)
                return i;
            if (numbers[i] < 0)
                return Scan(numbers[(i + 1)..], wanted) + 100;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Kind(object o) =>
        o is null ? "null"
        : o is string s ? s
        : o is int i && i > 5 ? "many"
        : o.ToString();

    private static string Try(Func<long> action)
    {
        try
        {
            return action().ToString();
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }

    private static Node Make(int depth) =>
        depth == 0
            ? new Node { Value = 1, Text = "abc" }
            : new Node
            {
                Value = depth,
                Left = Make(depth - 1),
                Right = Make(depth - 1),
                Text = "text",
            };

    public static int Run()
    {
        int[] none = null;
        int[] three = [5, 6, 7];
        Console.WriteLine(
            Try(() => At(three, 1)) + " " + Try(() => At(three, 3)) + " " + Try(() => At(three, -1)) + " " + Try(() => At(none, 0))
        );
        Console.WriteLine(
            Try(() => Scaled(3, 4, 5))
                + " "
                + Try(() => Scaled(1 << 20, 1 << 20, 1))
                + " "
                + Try(() => Scaled(1, 1, long.MaxValue))
                + " "
                + Try(() => Scaled(1, 1, long.MaxValue / 2))
        );
        Node node = new() { Value = 1 };
        Console.WriteLine(
            Try(() => Weight(three, node, 3))
                + " "
                + Try(() => Weight(three, node, 300))
                + " "
                + Try(() => Weight(none, node, 3))
                + " "
                + Try(() => Weight(three, null, 3))
                + " "
                + Try(() => Weight([1, 2], node, 3))
        );
        Node tree = Make(9);
        Console.WriteLine(
            tree.Sum()
                + " "
                + Try(() => tree.Length(tree.Left))
                + " "
                + Try(() => tree.Length(null))
                + " "
                + Try(() => tree.Length(new Node()))
                + " "
                + Try(() => node.Length(tree))
        );
        long cell = 0;
        Console.WriteLine(Carry(ref cell, "seed", 3, 1.25, 400, "seed") + " " + cell);
        Console.WriteLine(
            Try(() => Scan([1, -1, 2, -3, 4], 4))
                + " "
                + Try(() => Scan([], 4))
                + " "
                + Try(() => Scan([1, -1], 4))
                + " "
                + Try(() => Scan([3, 1], 7))
                + " "
                + Try(() => Scan(null, 1))
        );
        Console.WriteLine(Kind(null) + " " + Kind("s") + " " + Kind(7) + " " + Kind(2) + " " + Kind(2.5));
        return 0;
    }
}
