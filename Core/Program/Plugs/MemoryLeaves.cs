using System;
using Core.Machine;
using Core.Memory;

namespace Core.Program.Plugs;

/// <summary>Memory leaves of the base library that need no operating system.</summary>
internal static unsafe class MemoryLeaves
{
    [Export("SystemNative_Malloc")]
    private static void* Malloc(nuint bytes) => NativeMemoryPool.Allocate(bytes);

    [Export("SystemNative_Calloc")]
    private static void* Calloc(nuint count, nuint size)
    {
        ulong high = Math.BigMul(count, size, out ulong bytes);
        return high != 0 ? null : NativeMemoryPool.Allocate((nuint)bytes);
    }

    [Export("SystemNative_Realloc")]
    private static void* Realloc(void* memory, nuint bytes)
    {
        if (memory != null && NativeMemoryPool.SizeOf(memory) >= bytes)
            return memory;
        void* moved = NativeMemoryPool.Allocate(bytes);
        if (memory == null || moved == null)
            return moved;
        nuint size = NativeMemoryPool.SizeOf(memory);
        Buffer.MemoryCopy(memory, moved, bytes, size);
        NativeMemoryPool.Free(memory);
        return moved;
    }

    [Export("SystemNative_Free")]
    private static void Free(void* memory) => NativeMemoryPool.Free(memory);

    // In front of an aligned piece stand the piece around it and the number of bytes asked for.
    [Export("SystemNative_AlignedAlloc")]
    private static void* AlignedAllocate(nuint alignment, nuint bytes)
    {
        nuint extra = alignment + (2 * (nuint)sizeof(nuint));
        byte* around = bytes > nuint.MaxValue - extra ? null : (byte*)NativeMemoryPool.Allocate(bytes + extra);
        if (around == null)
            return null;
        var start = (nuint*)HeapSpace.Align((nuint)around + (2 * (nuint)sizeof(nuint)), alignment);
        start[-1] = (nuint)around;
        start[-2] = bytes;
        return start;
    }

    [Export("SystemNative_AlignedRealloc")]
    private static void* AlignedReallocate(void* memory, nuint alignment, nuint bytes)
    {
        void* moved = AlignedAllocate(alignment, bytes);
        if (memory == null || moved == null)
            return moved;
        nuint size = ((nuint*)memory)[-2];
        Buffer.MemoryCopy(memory, moved, bytes, size < bytes ? size : bytes);
        AlignedFree(memory);
        return moved;
    }

    [Export("SystemNative_AlignedFree")]
    private static void AlignedFree(void* memory)
    {
        if (memory != null)
            NativeMemoryPool.Free((void*)((nuint*)memory)[-1]);
    }

    [Export("RhSpinWait")]
    private static void SpinWait(int iterations)
    {
        for (int i = 0; i < iterations; i++)
            X86.Pause();
    }

    [Export("RhGetProcessCpuCount")]
    private static int ProcessorCount() => ProcessorCountNow();

    [Export("RhYield")]
    private static int Yield()
    {
        Stacks.Yielding.Yield();
        return 1;
    }

    [Routine("platform_processor_count")]
    private static extern int ProcessorCountNow();
}
