using System;
using System.Runtime;
using System.Runtime.InteropServices;

namespace Corpus.Memory;

/// <summary>Memory outside the collected heap: grown, aligned, large, too large; and the modes of the collector.</summary>
public static unsafe class NativePieces
{
    public static int Run()
    {
        Grown();
        Aligned();
        Large();
        TooMuch();
        Modes();
        return 0;
    }

    private static void Grown()
    {
        int* piece = (int*)NativeMemory.Alloc(8);
        piece[0] = 5;
        piece[1] = 6;
        for (nuint size = 16; size <= 1 << 20; size *= 8)
            piece = (int*)NativeMemory.Realloc(piece, size);
        Console.WriteLine($"{piece[0]} {piece[1]}");
        piece = (int*)NativeMemory.Realloc(piece, 4);
        Console.WriteLine(*piece);
        NativeMemory.Free(piece);
        nint old = Marshal.AllocHGlobal(3);
        Marshal.WriteInt16(old, 77);
        old = Marshal.ReAllocHGlobal(old, 300);
        Console.WriteLine(Marshal.ReadInt16(old));
        Marshal.FreeHGlobal(old);
        Console.WriteLine(((int*)NativeMemory.AllocZeroed(100, 4))[99]);
    }

    private static void Aligned()
    {
        for (nuint alignment = 8; alignment <= 4096; alignment *= 8)
        {
            byte* piece = (byte*)NativeMemory.AlignedAlloc(40, alignment);
            piece[39] = 9;
            piece = (byte*)NativeMemory.AlignedRealloc(piece, 3000, alignment * 2);
            Console.Write($"{(nuint)piece % (alignment * 2)} {piece[39]} ");
            NativeMemory.AlignedFree(piece);
        }

        Console.WriteLine();
    }

    // More in all than the heap's own tables could hold, were it not given back.
    private static void Large()
    {
        long sum = 0;
        for (int i = 0; i < 6; i++)
        {
            const int Size = 1 << 20;
            byte* first = (byte*)NativeMemory.AllocZeroed(Size);
            byte* second = (byte*)NativeMemory.AllocZeroed(Size);
            first[Size - 1] = (byte)(i + 1);
            GC.Collect();
            sum += first[Size - 1] + second[Size - 1] + (long)((nuint)first % 16);
            NativeMemory.Free(second);
            NativeMemory.Free(first);
        }

        Console.WriteLine(sum);
    }

    private static void TooMuch()
    {
        Try(() => NativeMemory.Alloc(nuint.MaxValue / 2));
        Try(() => NativeMemory.AllocZeroed(nuint.MaxValue / 2, 8));
        Try(() => NativeMemory.AlignedAlloc(nuint.MaxValue - 100, 16));
        Try(() => NativeMemory.Alloc(0));
    }

    private static void Try(Action action)
    {
        try
        {
            action();
            Console.WriteLine("done");
        }
        catch (OutOfMemoryException e)
        {
            Console.WriteLine(e.Message);
        }
    }

    private static void Modes()
    {
        GCLatencyMode before = GCSettings.LatencyMode;
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        Console.WriteLine(GCSettings.LatencyMode);
        GCSettings.LatencyMode = before;
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        Console.WriteLine($"{GCSettings.LargeObjectHeapCompactionMode} {GCSettings.IsServerGC}");
        Console.WriteLine($"{GC.TryStartNoGCRegion(100_000)} {GCSettings.LatencyMode}");
        GC.EndNoGCRegion();
        try
        {
            GC.EndNoGCRegion();
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine($"{e.Message} {GCSettings.LatencyMode == before}");
        }

        GC.RefreshMemoryLimit();
    }
}
