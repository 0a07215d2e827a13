using Core.Memory;
using Core.Types;

namespace Core.Collector;

// Sweeping: what is not marked is free. The mark bitmap becomes the allocation bitmap.
public static unsafe partial class Heap
{
    /// <summary>Most bytes kept only because the heap was larger lately.</summary>
    private const nuint MostKept = 32 * 1024 * 1024;

    // Of what was live and allocated at recent collections; an eighth is forgotten at each.
    private static nuint s_peak;

    /// <summary>Frees everything unmarked and rebuilds the lists. World stopped, system stack.</summary>
    public static void Sweep()
    {
        ResetLists();
        nuint before = LiveEstimate;
        nuint live = 0;
        Span* span = s_inUse;
        while (span != null)
        {
            Span* next = span->NextInUse;
            live += span->State == SpanState.Large ? SweepLarge(span) : SweepSmall(span);
            span = next;
        }

        s_liveBytes = live;
        s_allocatedSinceCollection = 0;
        s_trigger = live > SmallestTrigger ? live : SmallestTrigger;

        PageHeap.ReleaseBeyond(Kept(before, live));
    }

    // As much as will be allocated until the next collection, and what the heap had lately beyond that: a program that made a big array is
    // likely to make another, and pages that are given back are faulted in anew.
    private static nuint Kept(nuint before, nuint live)
    {
        nuint faded = s_peak - s_peak / 8;
        s_peak = before > faded ? before : faded;
        nuint next = s_trigger;
        nuint lately = s_peak > live ? s_peak - live : 0;
        if (lately > next)
            next = lately < next + MostKept ? lately : next + MostKept;
        return next + SmallestTrigger;
    }

    /// <summary>Finds the block a pointer points into.</summary>
    /// <returns>False when it is no allocated block of the heap.</returns>
    public static bool TryFindBlock(nuint pointer, out Span* span, out uint index)
    {
        index = 0;
        span = PageHeap.Find(pointer);
        if (span == null)
            return false;
        index = (uint)(((pointer - span->Start) * span->Reciprocal) >> 32);
        return index < span->BlockCount && (span->Allocated[index >> 6] & (1UL << (int)(index & 63))) != 0;
    }

    /// <summary>True when a pointer's object is marked or not on the heap.</summary>
    public static bool IsMarked(nuint pointer) =>
        !TryFindBlock(pointer, out Span* span, out uint index) || (span->Marked[index >> 6] & (1UL << (int)(index & 63))) != 0;

    /// <summary>Address of the object in a block.</summary>
    public static nuint ObjectAt(Span* span, uint index) => span->Start + (nuint)index * span->BlockSize + HeaderSize;

    private static nuint SweepSmall(Span* span)
    {
        ulong* marked = span->Marked;
        span->Marked = span->Allocated;
        span->Allocated = marked;
        uint used = 0;
        for (uint i = 0; i < span->BitmapWords; i++)
        {
            used += (uint)System.Numerics.BitOperations.PopCount(span->Allocated[i]);
            span->Marked[i] = 0;
        }

        if (used == 0)
        {
            Release(span);
            return 0;
        }

        FillTail(span);
        span->NextWord = 0;
        span->NeedsZero = true;
        if (used < span->BlockCount)
        {
            int list = span->SizeClass * 2 + (span->HasReferences ? 1 : 0);
            span->Next = s_partial[list];
            s_partial[list] = span;
        }

        return (nuint)used * span->BlockSize;
    }

    private static nuint SweepLarge(Span* span)
    {
        if (span->Marked[0] == 0)
        {
            Release(span);
            return 0;
        }

        span->Marked[0] = 0;
        return span->Bytes;
    }

    private static void Release(Span* span)
    {
        if (span->PreviousInUse != null)
            span->PreviousInUse->NextInUse = span->NextInUse;
        else
            s_inUse = span->NextInUse;
        if (span->NextInUse != null)
            span->NextInUse->PreviousInUse = span->PreviousInUse;
        MetadataPool.Give((byte*)span->Allocated, span->BitmapWords * 8);
        MetadataPool.Give((byte*)span->Marked, span->BitmapWords * 8);
        span->Allocated = null;
        span->Marked = null;
        span->BlockCount = 0;
        span->Next = null;
        span->NextInUse = null;
        span->PreviousInUse = null;
        PageHeap.Give(span);
    }
}
