using System.Threading;
using Abi;

namespace TwoLevelScheduler;

/// <summary>Which allocation cache goes with which vcore; the rule is in <see cref="AllocationCache"/>.</summary>
internal static unsafe class AllocationCaches
{
    // Guarded by s_lock:
    private static NativeLock s_lock;
    private static AllocationCache* s_free;

    /// <summary>The uthread is about to run on the vcore. Vcore context.</summary>
    public static void Attach(Vcore* vcore, Uthread* uthread, uint saved)
    {
        if (saved == UthreadFlag.SavedHardware && uthread->Cache != null)
        {
            if (vcore->Cache == uthread->Cache)
                return;
            if (vcore->Cache != null)
                Give(vcore->Cache);
            vcore->Cache = uthread->Cache;
            return;
        }

        if (vcore->Cache == null && Program.Interface != null)
            vcore->Cache = Take();
        uthread->Cache = vcore->Cache;
    }

    /// <summary>The vcore's interrupted uthread leaves it: the cache goes with it.</summary>
    public static void Detach(Vcore* vcore) => vcore->Cache = null;

    private static AllocationCache* Take()
    {
        s_lock.Acquire();
        AllocationCache* cache = s_free;
        if (cache != null)
            s_free = cache->NextFree;
        s_lock.Release();
        return cache != null ? cache : Create();
    }

    private static void Give(AllocationCache* cache)
    {
        s_lock.Acquire();
        cache->NextFree = s_free;
        s_free = cache;
        s_lock.Release();
    }

    private static AllocationCache* Create()
    {
        var cache = (AllocationCache*)Pages.Map(AllocationCache.Size);
        var head = (nint*)Program.Interface->Caches;
        nint first;
        do
        {
            first = Volatile.Read(ref *head);
            cache->Next = (AllocationCache*)first;
        }
        while (Interlocked.CompareExchange(ref *head, (nint)cache, first) != first);
        return cache;
    }
}
