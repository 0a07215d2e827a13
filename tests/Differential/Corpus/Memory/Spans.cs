using System;
using System.Runtime.InteropServices;

namespace Corpus.Memory;

public static unsafe class Spans
{
    private static int Sum(ReadOnlySpan<int> s) { int t = 0; foreach (int v in s) t += v; return t; }

    private static Span<int> Middle(Span<int> s) => s.Slice(1, s.Length - 2);

    private static int Deep(Span<int> s, ref int counter, int depth)
    {
        Span<int> local = stackalloc int[4];
        local[0] = depth;
        counter++;
        if (depth == 0) return Sum(s);
        s[depth % s.Length] += 1;
        int result = Deep(s, ref counter, depth - 1) + local[0];
        return result;
    }

    public static int Run()
    {
        Span<int> stack = stackalloc int[8];
        for (int i = 0; i < stack.Length; i++) stack[i] = i + 1;
        Console.WriteLine(Sum(stack) + Sum(Middle(stack)));
        int[] heap = [5, 4, 3, 2, 1];
        Middle(heap).Clear();
        Console.WriteLine(string.Join(",", heap));
        ReadOnlySpan<char> text = "hello world";
        Console.WriteLine(text.IndexOf('w') + " " + text[6..].ToString() + " " + text.StartsWith("hell") + text.SequenceEqual("hello world"));
        stack.Reverse();
        stack[2..5].CopyTo(stack);
        foreach (int v in stack) Console.Write(v + " ");
        Console.WriteLine();
        Span<byte> bytes = MemoryMarshal.AsBytes(stack);
        Console.WriteLine(bytes.Length + bytes[0]);
        int counter = 0;
        Console.WriteLine(Deep(stack, ref counter, 2000) + " " + counter);
        try { Console.WriteLine(stack[counter]); } catch (IndexOutOfRangeException) { Console.WriteLine("range"); }
        try { Console.WriteLine(stack.Slice(9).Length); } catch (ArgumentOutOfRangeException) { Console.WriteLine("slice"); }
        int* p = stackalloc int[3] { 7, 8, 9 };
        Console.WriteLine(p[0] + p[1] + *(p + 2));
        fixed (int* q = heap) Console.WriteLine(q[0] + q[4]);
        ref int r = ref heap[2];
        r = 77;
        Console.WriteLine(heap[2]);
        Memory<int> memory = heap;
        Console.WriteLine(memory.Span[2] + memory[1..3].Length);
        ReadOnlySpan<byte> data = [1, 2, 3, 4];
        Console.WriteLine(BitConverter.ToInt32(data) + MemoryMarshal.Read<short>(data));
        return counter & 0x7F;
    }
}
