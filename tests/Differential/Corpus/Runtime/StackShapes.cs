using System;
using System.Runtime.CompilerServices;

namespace Corpus.Runtime;

/// <summary>Pointers to callers' locals of every kind, through frames of every size, across growth.</summary>
public static unsafe class StackShapes
{
    private struct Small
    {
        public int A;
        public object O;
    }

    private struct Large
    {
        public long A,
            B,
            C,
            D;
        public string S;
        public object O;
    }

    private ref struct Views
    {
        public Span<int> Numbers;
        public ref long Counter;
        public ReadOnlySpan<char> Text;
    }

    [InlineArray(6)]
    private struct Six
    {
        private object _first;
    }

    private struct Huge
    {
        public fixed long Cells[700];
    }

    private static long Mixed(
        int depth,
        Small small,
        Large large,
        ref Large shared,
        Views views,
        Six six,
        int* raw,
        double f,
        string s7,
        in Small last
    )
    {
        large.A += depth;
        shared.B++;
        views.Counter++;
        views.Numbers[depth % views.Numbers.Length]++;
        (*raw)++;
        six[depth % 6] = s7;
        Large own = large;
        own.O = s7;
        Small mine = new() { A = small.A + 1, O = six };
        int local = depth;
        if (depth == 0)
            return large.A + small.A + (long)f + views.Text.Length + (last.O == null ? 0 : 1);
        Views next = new()
        {
            Numbers = views.Numbers,
            Counter = ref own.C,
            Text = views.Text.Slice(depth % 300 == 0 ? 1 : 0),
        };
        long inner = Mixed(depth - 1, mine, large, ref own, next, six, &local, f + 0.25, s7, in mine);
        return inner + (local == depth + 1 ? 1 : 1000) + own.B + own.C + (ReferenceEquals(six[depth % 6], s7) ? 0 : 5000);
    }

    private static long HugeFrames(int depth, ref long sum)
    {
        Huge huge = default;
        huge.Cells[depth % 700] = depth;
        sum += depth;
        if (depth == 0)
            return 0;
        long inner = HugeFrames(depth - 1, ref huge.Cells[(depth + 1) % 700]);
        return inner + huge.Cells[depth % 700] + huge.Cells[(depth + 1) % 700] - (depth - 1);
    }

    private static int Alloc(int depth, int* previous)
    {
        int size = 1 + depth % 50 * 7;
        int* own = stackalloc int[size];
        Span<long> more = stackalloc long[depth % 13];
        for (int i = 0; i < size; i++)
            own[i] = depth;
        more.Fill(depth);
        int seen = previous == null ? 0 : *previous;
        if (depth == 0)
            return seen;
        int inner = Alloc(depth - 1, own + size - 1);
        foreach (long m in more)
            if (m != depth)
                return -1000000;
        return inner + (own[size - 1] == depth ? 1 : -1000000) + (seen == depth + 1 || previous == null ? 0 : -500000);
    }

    private static ref int Choose(ref int a, ref int b, int depth)
    {
        if (depth == 0)
            return ref a;
        ref int r = ref Choose(ref b, ref a, depth - 1);
        r++;
        return ref r;
    }

    private abstract class Shape
    {
        public abstract long Visit(Shape next, ref long total, int depth);
    }

    private sealed class A : Shape
    {
        public override long Visit(Shape next, ref long total, int depth)
        {
            long own = depth;
            total += 1;
            return depth == 0 ? own : next.Visit(this, ref own, depth - 1) + own;
        }
    }

    private sealed class B : Shape
    {
        public override long Visit(Shape next, ref long total, int depth)
        {
            long own = 1;
            total += 2;
            try
            {
                return depth == 0 ? own : next.Visit(this, ref own, depth - 1) * 3 % 1_000_003 + own;
            }
            finally
            {
                total++;
            }
        }
    }

    private static long Pointers(int depth, delegate* <int, long*, long> f, long* cell)
    {
        long own = *cell;
        *cell += 1;
        return depth == 0 ? f(depth, &own) + own : Pointers(depth - 1, f, &own) + own;
    }

    private static long Add(int depth, long* cell) => *cell += 5;

    private static long Loop(int depth, Span<int> data)
    {
        // Loops without calls: polls, with pointers live across them.
        long sum = 0;
        ref int first = ref data[0];
        fixed (int* p = data)
        {
            for (int i = 0; i < data.Length; i++)
                sum += p[i] + first;
        }

        return depth == 0 ? sum : sum + Loop(depth - 1, data);
    }

    public static int Run()
    {
        Large shared = default;
        long counter = 0;
        int raw = 0;
        Six six = default;
        Small last = default;
        Views views = new()
        {
            Numbers = stackalloc int[7],
            Counter = ref counter,
            Text = "some text",
        };
        long mixed = Mixed(900, new Small { A = 3 }, new Large { S = "x" }, ref shared, views, six, &raw, 1.5, "seven", in last);
        Console.WriteLine(mixed + " " + shared.B + " " + counter + " " + raw + " " + views.Numbers[3]);
        long sum = 0;
        Console.WriteLine(HugeFrames(120, ref sum) + " " + sum);
        Console.WriteLine(Alloc(700, null));
        int a = 0,
            b = 0;
        Choose(ref a, ref b, 1001) += 100000;
        Console.WriteLine(a + " " + b);
        long total = 0;
        Console.WriteLine(new A().Visit(new B(), ref total, 1500) + " " + total);
        long cell = 0;
        Console.WriteLine(Pointers(800, &Add, &cell) + " " + cell);
        Console.WriteLine(Loop(60, stackalloc int[] { 1, 2, 3, 4, 5, 6 }));
        return 0;
    }
}
