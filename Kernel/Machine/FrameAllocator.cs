using Abi;
using Core;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>Physical memory in blocks of 2^order frames: a binary buddy allocator over the physmap.</summary>
/// <remarks>A free block's first frame holds the list links; one byte of state per frame tells whether it heads a free
/// block and of which order. Context: any, interrupts off.</remarks>
[NoAlloc("below every allocator")]
public static unsafe class FrameAllocator
{
    public const int MaxOrder = 10;

    private const byte NotFree = 0xFF;
    private const ulong LowMemoryEnd = 0x100000;

    private struct FreeBlock
    {
        public FreeBlock* Next;
        public FreeBlock* Previous;
    }

    private static SpinLock s_lock;

    // Guarded by s_lock:
    private static FreeBlock** s_free;
    private static byte* s_state;
    private static ulong s_frameCount;
    private static ulong s_freeFrames;

    public static ulong FreeFrames => s_freeFrames;

    /// <summary>End of the highest usable range.</summary>
    public static ulong PhysicalEnd => s_frameCount << AddressMap.PageShift;

    public static byte* ToVirtual(ulong physical) => (byte*)(physical + AddressMap.Physmap);

    public static ulong ToPhysical(void* pointer) => (ulong)pointer - AddressMap.Physmap;

    /// <summary>Smallest order of a block that holds so many bytes.</summary>
    public static int OrderFor(ulong bytes)
    {
        int order = 0;
        while ((AddressMap.PageSize << order) < bytes)
        {
            order++;
        }

        return order;
    }

    /// <summary>Takes all usable memory that <see cref="BootInfo"/> reports and does not reserve.</summary>
    public static void Initialize()
    {
        ulong end = 0;
        var ranges = new MemoryRanges();
        while (ranges.Next())
        {
            end = ranges.End > end ? ranges.End : end;
        }

        s_frameCount = end >> AddressMap.PageShift;
        ulong lists = (MaxOrder + 1) * (ulong)sizeof(FreeBlock*);
        ulong bytes = RoundUp(s_frameCount + lists);
        byte* state = ToVirtual(FindRoom(bytes));
        MachineRoutines.MemSet(state, 0, (nuint)lists);
        s_free = (FreeBlock**)state;
        s_state = state + lists;
        MachineRoutines.MemSet(s_state, NotFree, (nuint)s_frameCount);
        BootInfo.Reserve(ToPhysical(state), ToPhysical(state) + bytes);

        ranges = new MemoryRanges();
        while (ranges.Next())
        {
            AddRange(ranges.Start < LowMemoryEnd ? LowMemoryEnd : ranges.Start, ranges.End, 0);
        }
    }

    /// <summary>A block of 2^order frames, zeroed, at its physmap address; null when there is none.</summary>
    public static byte* AllocateZeroed(int order)
    {
        byte* block = Allocate(order);
        if (block != null)
        {
            MachineRoutines.MemSet(block, 0, (nuint)(AddressMap.PageSize << order));
        }

        return block;
    }

    /// <summary>A block of 2^order frames with arbitrary contents; null when there is none.</summary>
    public static byte* Allocate(int order)
    {
        Panic.Unless(order >= 0, "negative block order");
        if (order > MaxOrder)
        {
            return null;
        }

        s_lock.Acquire();
        int found = order;
        while (found <= MaxOrder && s_free[found] == null)
        {
            found++;
        }

        if (found > MaxOrder)
        {
            s_lock.Release();
            return null;
        }

        FreeBlock* block = s_free[found];
        Remove(block, found);
        while (found > order)
        {
            found--;
            Insert((FreeBlock*)((byte*)block + (AddressMap.PageSize << found)), found);
        }

        s_freeFrames -= 1UL << order;
        s_lock.Release();
        return (byte*)block;
    }

    /// <summary>Returns a block from <see cref="Allocate"/> or <see cref="AllocateZeroed"/> with the same order.</summary>
    public static void Free(void* pointer, int order)
    {
        ulong frame = ToPhysical(pointer) >> AddressMap.PageShift;
        Panic.Unless(frame < s_frameCount && (frame & ((1UL << order) - 1)) == 0, "free of something that is no block");
        s_lock.Acquire();
        Panic.Unless(s_state[frame] == NotFree, "block freed twice");
        s_freeFrames += 1UL << order;
        while (order < MaxOrder)
        {
            ulong buddy = frame ^ (1UL << order);
            if (buddy >= s_frameCount || s_state[buddy] != order)
            {
                break;
            }

            Remove(BlockAt(buddy), order);
            frame &= ~(1UL << order);
            order++;
        }

        Insert(BlockAt(frame), order);
        s_lock.Release();
    }

    private static FreeBlock* BlockAt(ulong frame) => (FreeBlock*)ToVirtual(frame << AddressMap.PageShift);

    private static ulong RoundUp(ulong value) => (value + AddressMap.PageSize - 1) & ~(AddressMap.PageSize - 1);

    private static void Insert(FreeBlock* block, int order)
    {
        block->Previous = null;
        block->Next = s_free[order];
        if (block->Next != null)
        {
            block->Next->Previous = block;
        }

        s_free[order] = block;
        s_state[ToPhysical(block) >> AddressMap.PageShift] = (byte)order;
    }

    private static void Remove(FreeBlock* block, int order)
    {
        if (block->Previous != null)
        {
            block->Previous->Next = block->Next;
        }
        else
        {
            s_free[order] = block->Next;
        }

        if (block->Next != null)
        {
            block->Next->Previous = block->Previous;
        }

        s_state[ToPhysical(block) >> AddressMap.PageShift] = NotFree;
    }

    // Room for the allocator's own tables: the first usable, unreserved stretch within what the boot tables map.
    private static ulong FindRoom(ulong bytes)
    {
        var ranges = new MemoryRanges();
        while (ranges.Next())
        {
            ulong start = RoundUp(ranges.Start < LowMemoryEnd ? LowMemoryEnd : ranges.Start);
            ulong conflict = BootInfo.FirstConflict(start, start + bytes);
            while (conflict != 0)
            {
                start = RoundUp(conflict);
                conflict = BootInfo.FirstConflict(start, start + bytes);
            }

            if (start + bytes <= ranges.End)
            {
                return start;
            }
        }

        Panic.Fail("no room for the frame table");
        return 0;
    }

    // Adds a range without the parts reserved by entries from reservation on.
    private static void AddRange(ulong start, ulong end, int reservation)
    {
        for (; reservation < BootInfo.ReservationCount; reservation++)
        {
            BootInfo.GetReservation(reservation, out ulong reservedStart, out ulong reservedEnd);
            if (reservedStart < end && reservedEnd > start)
            {
                if (start < reservedStart)
                {
                    AddRange(start, reservedStart, reservation + 1);
                }

                if (reservedEnd >= end)
                {
                    return;
                }

                start = reservedEnd;
            }
        }

        AddBlocks(RoundUp(start) >> AddressMap.PageShift, end >> AddressMap.PageShift);
    }

    private static void AddBlocks(ulong frame, ulong end)
    {
        while (frame < end)
        {
            int order = MaxOrder;
            while ((frame & ((1UL << order) - 1)) != 0 || frame + (1UL << order) > end)
            {
                order--;
            }

            Insert(BlockAt(frame), order);
            s_freeFrames += 1UL << order;
            frame += 1UL << order;
        }
    }
}
