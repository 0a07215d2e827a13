using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Corpus.Memory;

/// <summary>Loads that must see a store made under another name: the same object, a reference to a field, a span over an array.</summary>
public static class Aliasing
{
    private sealed class Cell
    {
        public object? Thing;
        public int Number;
        public double Real;
        public long Wide;
        public Cell? Next;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Bits
    {
        [FieldOffset(0)]
        public double Real;

        [FieldOffset(0)]
        public long Wide;

        [FieldOffset(4)]
        public int High;

        [FieldOffset(1)]
        public byte Second;
    }

    private sealed class BitsBox
    {
        public Bits Content;
    }

    private static int s_static;

    public static int Run()
    {
        var a = new Cell
        {
            Number = 1,
            Real = 2,
            Wide = 3,
        };
        var b = new Cell
        {
            Number = 10,
            Real = 20,
            Wide = 30,
            Next = a,
        };
        Console.WriteLine($"{Numbers(a, b)} {Numbers(a, a)} {Things(a, b)} {Things(b, b)} {Chain(b)}");
        Console.WriteLine($"{ThroughReference(a, ref a.Number)} {ThroughReference(a, ref b.Number)} {ThroughReference(a, ref s_static)}");
        Console.WriteLine(
            $"{Loop(a, b, 5)} {Loop(a, a, 5)} {LoopOverReference(a, ref a.Number, 4)} {LoopOverReference(a, ref b.Number, 4)}"
        );
        int[] data = [1, 2, 3, 4, 5, 6, 7, 8];
        Console.WriteLine(
            $"{Elements(data, data, 0, 0)} {Elements(data, data, 0, 1)} {Elements(data, [9, 9], 0, 0)} {Overlap(data)} {string.Join(',', data)}"
        );
        Console.WriteLine($"{Reinterpret(data)} {Words(new long[3])} {Boxed(new BitsBox())}");
        object?[] things = [null, "x", a];
        Console.WriteLine($"{Swapped(things, 1, 1)} {Swapped(things, 1, 2)} {ReferenceElement(things, ref things[1])}");
        Console.WriteLine($"{Locals(3)} {Statics(4)} {WithCall(a)}");
        return 0;
    }

    private static int Numbers(Cell a, Cell b)
    {
        int before = a.Number;
        b.Number = before + 5;
        b.Real = 7;
        return (a.Number * 100) + before + (int)a.Real;
    }

    private static string Things(Cell a, Cell b)
    {
        a.Thing = "first";
        b.Number++;
        b.Thing = "second";
        a.Real++;
        return $"{a.Thing} {b.Thing} {a.Number} {b.Real}";
    }

    private static int Chain(Cell b)
    {
        Cell next = b.Next!;
        next.Next = b;
        b.Number = 77;
        b.Next!.Next!.Next = null;
        return next.Next is null ? 1
            : next.Next.Next is null ? next.Next.Number
            : 3;
    }

    private static int ThroughReference(Cell a, ref int number)
    {
        int before = a.Number;
        number = before + 1;
        return (a.Number * 1000) + number;
    }

    private static long Loop(Cell a, Cell b, int count)
    {
        a.Wide = 1;
        long sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += a.Wide;
            b.Wide = sum * 2;
            b.Number = i;
            sum += a.Number;
        }

        return sum;
    }

    private static int LoopOverReference(Cell a, ref int number, int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            number += i + 1;
            sum = (sum * 3) + a.Number;
        }

        return sum;
    }

    private static int Elements(int[] a, int[] b, int i, int j)
    {
        int before = a[i];
        b[j] = before + 40;
        int after = a[i];
        b[j] = before;
        return (before * 1000) + after + a.Length;
    }

    private static int Overlap(int[] data)
    {
        Span<int> left = data.AsSpan(0, 6);
        Span<int> right = data.AsSpan(2, 6);
        int sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            right[i] = left[i] + 1;
            sum = (sum * 7) + left[Math.Min(i + 2, 5)];
        }

        return sum;
    }

    // The same bytes as integers, bytes and floating numbers.
    private static long Reinterpret(int[] data)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(data.AsSpan());
        int before = data[1];
        bytes[4] = 0xFF;
        bytes[7] = 0x7F;
        Span<float> floats = MemoryMarshal.Cast<int, float>(data.AsSpan());
        floats[2] = 1.5f;
        return before + ((long)data[1] << 8) + data[2];
    }

    private static long Words(long[] data)
    {
        ref double real = ref Unsafe.As<long, double>(ref data[1]);
        data[1] = 5;
        real = -2.25;
        long bits = data[1];
        data[1] = bits ^ 1;
        return bits + (real < -2.25 ? 1 : 2);
    }

    private static string Boxed(BitsBox box)
    {
        box.Content.Real = 1.0;
        long one = box.Content.Wide;
        box.Content.High = 0x40000000;
        double two = box.Content.Real;
        box.Content.Second = 7;
        return $"{one} {two} {box.Content.Wide}";
    }

    private static string Swapped(object?[] things, int i, int j)
    {
        object? first = things[i];
        things[i] = things[j];
        things[j] = first;
        object? now = things[i];
        things[j] = "y";
        return $"{first is string} {now is string} {things[i] is string}";
    }

    private static string ReferenceElement(object?[] things, ref object? second)
    {
        object? before = things[1];
        second = "z";
        return $"{before} {things[1]}";
    }

    private static int Locals(int n)
    {
        int local = n;
        ref int name = ref local;
        Cell cell = new() { Number = n };
        ref int field = ref cell.Number;
        for (int i = 0; i < n; i++)
        {
            name += cell.Number;
            field += local;
        }

        return (local * 10_000) + cell.Number;
    }

    private static int Statics(int n)
    {
        int sum = 0;
        ref int name = ref s_static;
        for (int i = 0; i < n; i++)
        {
            s_static = i;
            name++;
            sum += s_static;
        }

        return sum;
    }

    private static int WithCall(Cell cell)
    {
        cell.Number = 1;
        Change(cell);
        int seen = cell.Number;
        Action later = () => cell.Number *= 3;
        later();
        return (seen * 100) + cell.Number;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Change(Cell cell) => cell.Number += 4;
}
