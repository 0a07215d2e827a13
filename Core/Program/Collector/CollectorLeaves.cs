using System.Runtime.InteropServices;
using Core.Collector;
using Core.Machine;
using Core.Memory;

namespace Core.Program.Collector;

/// <summary>What the base library asks and tells the collector.</summary>
internal static unsafe class CollectorLeaves
{
    /// <summary>There is one generation; the library's tables have three.</summary>
    private const int MaxGeneration = 2;

    // Layout of System.GCMemoryInfoData up to the generations.
    [StructLayout(LayoutKind.Sequential)]
    private struct MemoryInfo
    {
        public long HighMemoryLoadThreshold;
        public long TotalAvailableMemory;
        public long MemoryLoad;
        public long HeapSize;
        public long Fragmented;
        public long TotalCommitted;
        public long Promoted;
        public long PinnedObjects;
        public long FinalizationPending;
        public long Index;
        public int Generation;
        public int PauseTimePercentage;
        public byte Compacted;
        public byte Concurrent;
    }

    [Export("RhGetGcTotalMemory")]
    private static long TotalMemory() => (long)Heap.LiveEstimate;

    [Export("RhGetCurrentObjSize")]
    private static long CurrentObjectSize() => (long)Heap.LiveEstimate;

    [Export("RhGetTotalAllocatedBytes")]
    private static long TotalAllocatedBytes() => (long)Heap.TotalAllocated;

    [Export("RhGetTotalAllocatedBytesPrecise")]
    private static long TotalAllocatedBytesPrecise() => (long)Heap.TotalAllocated;

    [Export("RhGetAllocatedBytesForCurrentThread")]
    private static long AllocatedBytesForCurrentThread() => (long)Heap.TotalAllocated;

    [Export("RhGetGcCollectionCount")]
    private static int CollectionCount(int generation, bool getSpecialCount) => Collection.Count;

    [Export("RhGetMaxGcGeneration")]
    private static int MaxGcGeneration() => MaxGeneration;

    [Export("RhGetGeneration")]
    private static int Generation(object value) => 0;

    [Export("RhGetGenerationSize")]
    private static long GenerationSize(int generation) => generation == 0 ? (long)Heap.LiveEstimate : 0;

    [Export("RhIsServerGc")]
    private static bool IsServer() => false;

    // Milliseconds, as the base library compares them.
    [Export("RhGetGCNow")]
    private static long Now() => Clock() / 1_000_000;

    [Export("RhGetLastGCStartTime")]
    private static long LastStart(int generation) => Collection.LastStartNs / 1_000_000;

    [Export("RhGetLastGCDuration")]
    private static long LastDuration(int generation) => Collection.LastDurationNs / 1_000_000;

    [Export("RhGetLastGCPercentTimeInGC")]
    private static int PercentTime() => Collection.PercentTime;

    // Ticks of 100 ns.
    [Export("RhGetTotalPauseDuration")]
    private static long TotalPause() => Collection.TotalPauseNs / 100;

    [Export("RhGetMemoryInfo")]
    private static void GetMemoryInfo(byte* data, int kind)
    {
        var info = (MemoryInfo*)data;
        *info = default;
        info->TotalAvailableMemory = (long)HeapSpace.PagesReserved;
        info->HighMemoryLoadThreshold = info->TotalAvailableMemory / 10 * 9;
        info->MemoryLoad = (long)HeapSpace.PagesUsed;
        info->HeapSize = (long)Heap.LiveEstimate;
        info->TotalCommitted = (long)HeapSpace.PagesUsed;
        info->FinalizationPending = (long)Finalization.DueCount;
        info->Index = Collection.Count;
        info->Generation = Collection.Count == 0 ? 0 : MaxGeneration;
        info->PauseTimePercentage = Collection.PercentTime * 100;
    }

    [Export("RhCollect")]
    private static void Collect(int generation, int mode, bool lowMemory) =>
        Platform.RunOnSystemStack((nint)(delegate*<void*, void>)&CollectOnSystemStack, null);

    [Plug("System.GC", "WaitForPendingFinalizers", Hash = "cab0b0ac701b2954")]
    private static void WaitForPendingFinalizers() => FinalizerThread.WaitForDue();

    private static void CollectOnSystemStack(void* unused) => Collection.Run();

    [Routine("platform_clock")]
    private static extern long Clock();
}
