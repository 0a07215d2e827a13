using System;
using Core.Collector;
using Core.Machine;
using Core.Program.Collector;

namespace Core.Program.Plugs;

/// <summary>Memory leaves of the base library that need no operating system.</summary>
internal static unsafe class MemoryLeaves
{
    [Export("RhGetGcTotalMemory")]
    private static long TotalMemory() => (long)Heap.LiveEstimate;

    [Export("RhGetTotalAllocatedBytes")]
    private static long TotalAllocatedBytes() => (long)Heap.TotalAllocated;

    [Export("RhGetAllocatedBytesForCurrentThread")]
    private static long AllocatedBytesForCurrentThread() => (long)Heap.TotalAllocated;

    [Export("RhGetGcCollectionCount")]
    private static int CollectionCount(int generation, bool getSpecialCount) => Collection.Count;

    [Export("RhGetMaxGcGeneration")]
    private static int MaxGeneration() => 0;

    [Export("RhGetGeneration")]
    private static int Generation(object value) => 0;

    [Export("RhCollect")]
    private static void Collect(int generation, int mode, bool lowMemory) => CollectNow();

    [Plug("System.GC", "WaitForPendingFinalizers")]
    private static void WaitForPendingFinalizers() => Finalization.RunDue();

    [Export("SystemNative_Malloc")]
    private static void* Malloc(nuint bytes) => NativeMemoryPool.Allocate(bytes);

    [Export("SystemNative_Calloc")]
    private static void* Calloc(nuint count, nuint size) => NativeMemoryPool.Allocate(count * size);

    [Export("SystemNative_Free")]
    private static void Free(void* memory) => NativeMemoryPool.Free(memory);

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

    private static void CollectNow() => Platform.RunOnSystemStack((nint)(delegate*<void*, void>)&CollectOnSystemStack, null);

    private static void CollectOnSystemStack(void* unused) => Collection.Run();

    [Routine("platform_processor_count")]
    private static extern int ProcessorCountNow();
}
