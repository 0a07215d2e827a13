using Abi;
using Core.Memory;

namespace Core.Program.Collector;

/// <summary>All allocation caches of the process.</summary>
public static unsafe class Caches
{
    private static AllocationCache* s_first;

    /// <summary>Head of the list, for who adds caches: by compare-exchange, at any time but while the world is stopped.</summary>
    public static AllocationCache** Head
    {
        get
        {
            // SAFETY: static data does not move.
            fixed (AllocationCache** first = &s_first)
                return first;
        }
    }

    /// <summary>Makes one cache. Context: start-up, or the heap lock is held.</summary>
    public static AllocationCache* Create()
    {
        var cache = (AllocationCache*)HeapSpace.TakeMetadata(AllocationCache.Size);
        cache->Next = s_first;
        s_first = cache;
        return cache;
    }

    /// <summary>Empties all of them: what they had not handed out is unmarked, and free after the sweep. World stopped.</summary>
    public static void Clear()
    {
        for (AllocationCache* cache = s_first; cache != null; cache = cache->Next)
            Machine.MachineRoutines.MemSet((byte*)cache + AllocationCache.SlotsOffset, 0, AllocationCache.Size - AllocationCache.SlotsOffset);
    }
}
