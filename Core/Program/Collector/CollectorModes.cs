using System.Runtime.InteropServices;
using Core.Collector;
using Core.Memory;

namespace Core.Program.Collector;

/// <summary>Modes of the collector a program may choose: they are remembered, and only the region without collections changes what it does.</summary>
internal static class CollectorModes
{
    // Values of System.Runtime.GCLatencyMode.
    private const int Interactive = 1;
    private const int NoCollection = 4;

    // Results the base library expects.
    private const int Done = 0;
    private const int NotEnoughMemory = 1;
    private const int AlreadyInProgress = 3;
    private const int NotInProgress = 1;
    private const int CannotWait = 4;

    private static int s_latency = Interactive;
    private static int s_compaction = 1;
    private static bool s_inRegion;
    private static int s_collectionsBefore;

    // Layout of System.Runtime.RuntimeImports.GCHeapHardLimitInfo.
    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private readonly struct Limits;

    // A collection ends the region, as in .NET; in the test mode that always collects it stays.
    private static bool InRegion => s_inRegion && (Collection.Count == s_collectionsBefore || Heap.CollectAlways);

    [Export("RhStartNoGCRegion")]
    private static int StartRegion(long totalSize, bool hasLargeSize, long largeSize, bool withoutCollectingNow)
    {
        if (InRegion)
            return AlreadyInProgress;
        if ((nuint)totalSize > HeapSpace.PagesReserved - (nuint)Heap.LiveEstimate)
            return NotEnoughMemory;
        System.GC.Collect();
        Heap.AllowWithoutCollection((nuint)totalSize);
        s_collectionsBefore = Collection.Count;
        s_inRegion = true;
        return Done;
    }

    [Export("RhEndNoGCRegion")]
    private static int EndRegion()
    {
        bool was = InRegion;
        s_inRegion = false;
        return was ? Done : NotInProgress;
    }

    [Export("RhGetGcLatencyMode")]
    private static int Latency() => InRegion ? NoCollection : s_latency;

    [Export("RhSetGcLatencyMode")]
    private static int SetLatency(int mode)
    {
        if (InRegion)
            return 1;
        s_latency = mode;
        return Done;
    }

    [Export("RhGetLohCompactionMode")]
    private static int Compaction() => s_compaction;

    [Export("RhSetLohCompactionMode")]
    private static void SetCompaction(int mode) => s_compaction = mode;

    [Export("RhRefreshMemoryLimit")]
    private static int RefreshMemoryLimit(Limits limits) => Done;

    [Export("RhRegisterForFullGCNotification")]
    private static bool RegisterForFullCollections(int generationThreshold, int largeThreshold) => true;

    [Export("RhCancelFullGCNotification")]
    private static bool CancelFullCollections() => true;

    // Nothing announces a collection: who waits for it learns that at once.
    [Export("RhWaitForFullGCApproach")]
    private static int WaitForApproach(int milliseconds) => CannotWait;

    [Export("RhWaitForFullGCComplete")]
    private static int WaitForCompletion(int milliseconds) => CannotWait;
}
