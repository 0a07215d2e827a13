using Core.Collector;

namespace Core.Kernel;

/// <summary>The kernel's object heap. It does not collect: allocation belongs to boot and process creation.</summary>
public static class KernelHeap
{
    /// <summary>Prepares the heap; the kernel's exports platform_heap_range and platform_commit must work.</summary>
    public static void Initialize() => Heap.Initialize();

    [Export("runtime_collect")]
    private static void Collect()
    {
    }
}
