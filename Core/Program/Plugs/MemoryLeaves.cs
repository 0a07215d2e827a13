using Core.Machine;

namespace Core.Program.Plugs;

/// <summary>Memory leaves of the base library that need no operating system.</summary>
internal static unsafe class MemoryLeaves
{
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

    [Routine("platform_processor_count")]
    private static extern int ProcessorCountNow();
}
