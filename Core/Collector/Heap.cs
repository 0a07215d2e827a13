using Core.Machine;
using Core.Memory;
using Core.Text;
using Core.Types;

namespace Core.Collector;

/// <summary>Allocation: blocks from the current span of a size class, refilled on the system stack.</summary>
/// <remarks>Guarded by its lock, which also guards page heap, metadata and stack pool. A block is at least 24 bytes; an object begins 8 bytes into its block.</remarks>
public static unsafe partial class Heap
{
    public const nuint HeaderSize = 8;

    /// <summary>Collections start no earlier than after so many bytes.</summary>
    private const nuint SmallestTrigger = 4 * 1024 * 1024;

    private static SpinLock s_lock;

    // Per class twice: without references, with.
    private static Span** s_current;
    private static Span** s_partial;
    private static Span* s_inUse;
    private static nuint s_allocatedSinceCollection;
    private static nuint s_trigger;
    private static ulong s_totalAllocated;
    private static nuint s_liveBytes;

    /// <summary>Every allocation takes the slow path and collects first.</summary>
    public static bool CollectAlways { get; set; }

    public static void AcquireLock() => s_lock.Acquire();

    public static void ReleaseLock() => s_lock.Release();

    /// <summary>Bytes handed out since start, counted when spans are refilled.</summary>
    public static ulong TotalAllocated => s_totalAllocated;

    /// <summary>Bytes that survived the last collection plus those handed out since.</summary>
    public static nuint LiveEstimate => s_liveBytes + s_allocatedSinceCollection;

    public static Span* InUse => s_inUse;

    public static void Initialize()
    {
        HeapSpace.Initialize();
        MetadataPool.Initialize();
        PageHeap.Initialize();
        SizeClasses.Initialize();
        s_current = (Span**)HeapSpace.TakeMetadata(SizeClasses.MaxCount * 2 * 8);
        s_partial = (Span**)HeapSpace.TakeMetadata(SizeClasses.MaxCount * 2 * 8);
        s_trigger = SmallestTrigger;
    }

    /// <summary>Allocates from the current span of the class.</summary>
    /// <returns>Zeroed block, or 0: take the slow path.</returns>
    [NoSplit("holds the heap lock")]
    public static nuint TryAllocate(nuint bytes, bool hasReferences)
    {
        if (bytes > SizeClasses.MaxSmall)
            return 0;
        int index = SizeClasses.ClassOf(bytes) * 2 + (hasReferences ? 1 : 0);
        s_lock.Acquire();
        Span* span = s_current[index];
        if (span == null)
        {
            s_lock.Release();
            return 0;
        }

        nuint block = TakeBlock(span);
        if (block == 0)
            s_current[index] = null;
        bool needsZero = span->NeedsZero;
        nuint size = span->BlockSize;
        s_lock.Release();
        if (block != 0 && needsZero)
            Clear(block, size);
        return block;
    }

    /// <summary>Enough was allocated since the last collection, or every allocation collects.</summary>
    public static bool CollectionIsDue => CollectAlways || s_allocatedSinceCollection > s_trigger;

    /// <summary>The next collection comes only when more than that many bytes were allocated, or memory is short.</summary>
    public static void AllowWithoutCollection(nuint bytes)
    {
        if (s_trigger < bytes)
            s_trigger = bytes;
    }

    /// <summary>Allocates from another span, or fresh pages. In programs on the system stack.</summary>
    /// <returns>Zeroed block; 0 when memory is short.</returns>
    public static nuint AllocateFresh(nuint bytes, bool hasReferences)
    {
        s_lock.Acquire();
        nuint block = bytes > SizeClasses.MaxSmall ? AllocateLarge(bytes, hasReferences) : AllocateSmall(bytes, hasReferences);
        s_lock.Release();
        return block;
    }

    /// <summary>Gives a span with free blocks to an allocation cache, until the next sweep. On the system stack.</summary>
    /// <returns>Null when memory is short.</returns>
    public static Span* TakeSpan(nuint bytes, bool hasReferences)
    {
        int sizeClass = SizeClasses.ClassOf(bytes);
        int index = sizeClass * 2 + (hasReferences ? 1 : 0);
        s_lock.Acquire();
        Span* span = s_partial[index];
        if (span != null)
            s_partial[index] = span->Next;
        else
            span = NewSpan(sizeClass, hasReferences);
        if (span != null)
        {
            span->Next = null;
            Count((nuint)FreeBlocks(span) * span->BlockSize);
        }

        s_lock.Release();
        return span;
    }

    /// <summary>Forgets all current spans and lists of partly used ones: the sweep builds them anew.</summary>
    public static void ResetLists()
    {
        for (int i = 0; i < SizeClasses.MaxCount * 2; i++)
        {
            s_current[i] = null;
            s_partial[i] = null;
        }
    }

    private static nuint AllocateSmall(nuint bytes, bool hasReferences)
    {
        int sizeClass = SizeClasses.ClassOf(bytes);
        int index = sizeClass * 2 + (hasReferences ? 1 : 0);
        while (true)
        {
            Span* span = s_partial[index];
            if (span == null)
            {
                span = NewSpan(sizeClass, hasReferences);
                if (span == null)
                    return 0;
            }
            else if (!CollectAlways)
            {
                s_partial[index] = span->Next;
                span->Next = null;
            }

            nuint block = TakeBlock(span);
            if (block == 0)
            {
                // Only with CollectAlways can an exhausted span still be in the list.
                if (CollectAlways)
                    s_partial[index] = span->Next;
                continue;
            }

            if (!CollectAlways)
            {
                s_current[index] = span;
                Count((nuint)FreeBlocks(span) * span->BlockSize);
            }
            else if (s_partial[index] != span)
            {
                span->Next = s_partial[index];
                s_partial[index] = span;
            }

            Count(span->BlockSize);
            if (span->NeedsZero)
                Clear(block, span->BlockSize);
            return block;
        }
    }

    private static nuint AllocateLarge(nuint bytes, bool hasReferences)
    {
        nuint pages = (bytes + HeapSpace.PageSize - 1) >> HeapSpace.PageShift;
        Span* span = PageHeap.Take(pages, SpanState.Large);
        if (span == null)
            return 0;
        span->BlockSize = 0;
        span->Reciprocal = 0;
        span->BlockCount = 1;
        span->HasReferences = hasReferences;
        GiveBitmaps(span, 1);
        span->Allocated[0] = ulong.MaxValue;
        LinkInUse(span);
        if (span->NeedsZero)
            MachineRoutines.MemSet((void*)span->Start, 0, span->Bytes);
        Count(span->Bytes);
        return span->Start;
    }

    private static Span* NewSpan(int sizeClass, bool hasReferences)
    {
        Span* span = PageHeap.Take(SizeClasses.PagesOf(sizeClass), SpanState.Small);
        if (span == null)
            return null;
        uint size = SizeClasses.SizeOf(sizeClass);
        span->SizeClass = (byte)sizeClass;
        span->HasReferences = hasReferences;
        span->BlockSize = size;
        span->BlockCount = (uint)(span->Bytes / size);
        span->Reciprocal = (uint)((0x1_0000_0000UL + size - 1) / size);
        GiveBitmaps(span, (span->BlockCount + 63) / 64);
        FillTail(span);
        span->NextWord = 0;
        LinkInUse(span);
        return span;
    }

    private static void GiveBitmaps(Span* span, uint words)
    {
        span->BitmapWords = words;
        span->Allocated = (ulong*)MetadataPool.Take(words * 8);
        span->Marked = (ulong*)MetadataPool.Take(words * 8);
    }

    // Bits behind the last block read as allocated.
    private static void FillTail(Span* span)
    {
        uint used = span->BlockCount & 63;
        if (used != 0)
            span->Allocated[span->BitmapWords - 1] |= ulong.MaxValue << (int)used;
    }

    [NoSplit("holds the heap lock")]
    private static nuint TakeBlock(Span* span)
    {
        uint word = span->NextWord;
        while (word < span->BitmapWords)
        {
            ulong free = ~span->Allocated[word];
            if (free != 0)
            {
                span->Allocated[word] |= free & (0 - free);
                span->NextWord = word;
                uint index = word * 64 + (uint)System.Numerics.BitOperations.TrailingZeroCount(free);
                return span->Start + (nuint)index * span->BlockSize;
            }

            word++;
        }

        span->NextWord = word;
        return 0;
    }

    private static uint FreeBlocks(Span* span)
    {
        uint free = 0;
        for (uint i = 0; i < span->BitmapWords; i++)
            free += (uint)System.Numerics.BitOperations.PopCount(~span->Allocated[i]);
        return free;
    }

    private static void Count(nuint bytes)
    {
        s_allocatedSinceCollection += bytes;
        s_totalAllocated += bytes;
    }

    [NoSplit("part of allocation")]
    private static void Clear(nuint block, nuint bytes)
    {
        if (bytes > 256)
        {
            MachineRoutines.MemSet((void*)block, 0, bytes);
            return;
        }

        for (nuint i = 0; i < bytes; i += 8)
            *(ulong*)(block + i) = 0;
    }

    private static void LinkInUse(Span* span)
    {
        span->PreviousInUse = null;
        span->NextInUse = s_inUse;
        if (s_inUse != null)
            s_inUse->PreviousInUse = span;
        s_inUse = span;
    }
}
