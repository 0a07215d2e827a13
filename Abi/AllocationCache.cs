using System.Runtime.InteropServices;

namespace Abi;

/// <summary>Free blocks of small objects that one vcore allocates from without a lock.</summary>
/// <remarks>
/// A cache belongs to a vcore, and <see cref="Uthread.Cache"/> of the uthread that runs there points to it. When an interrupted
/// uthread leaves its vcore the cache goes with it, and comes to the vcore that continues it: whatever instruction of the
/// allocator it stood at, nobody else allocated from that cache meanwhile. The collector empties all caches while the world is
/// stopped; they are linked by <see cref="Next"/> and never freed. Zero memory is an empty cache.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public unsafe struct AllocationCache
{
    public const int Size = 4096;

    /// <summary>Larger objects do not come from caches.</summary>
    public const uint MaxBytes = 496;

    /// <summary>Slots begin here; the first one is always empty.</summary>
    public const int SlotsOffset = 16;

    public const int SlotSize = 32;

    /// <summary>List of all caches.</summary>
    [FieldOffset(0)]
    public AllocationCache* Next;

    /// <summary>List of caches no vcore uses; the scheduler's.</summary>
    [FieldOffset(8)]
    public AllocationCache* NextFree;

    /// <summary>Offset in the cache of the slot for blocks of so many bytes (a multiple of 8), or of the empty slot.</summary>
    public static uint SlotOffset(uint bytes, bool hasReferences) =>
        bytes > MaxBytes ? SlotsOffset : SlotsOffset + (((bytes / 8 * 2) + (hasReferences ? 1u : 0)) * SlotSize);
}

/// <summary>Blocks in a row, zero, that are allocated as far as the collector's bitmaps go; and the span they are from.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct AllocationSlot
{
    /// <summary>The next block to hand out; none is left when it equals <see cref="End"/>.</summary>
    public ulong Next;
    public ulong End;

    /// <summary>Bytes per block.</summary>
    public ulong BlockSize;

    /// <summary>Owned by this slot until the next collection, or null.</summary>
    public void* Span;
}
