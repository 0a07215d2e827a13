using Abi;
using Core.Collector;
using Core.Machine;
using Core.Memory;
using Core.Program.Stacks;
using Core.Types;

namespace Core.Program.Collector;

/// <summary>Where the allocation routines go when a slot of the vcore's cache has no block left, or the object is larger.</summary>
/// <remarks>[NoSplit] throughout: between taking a block and writing its MethodTable the collector must not run.</remarks>
internal static unsafe class CachedAllocator
{
    private const string Reason = "a block without MethodTable is on its way to the caller";

    // A run is zeroed at once and then written to: not much more than what stays in the first level cache.
    private const uint RunBytes = 4096;

    private struct Request
    {
        public nuint Bytes;
        public bool HasReferences;

        /// <summary>Offset of the slot in a cache.</summary>
        public uint Slot;
        public Uthread* Uthread;
        public nuint Block;
    }

    [Export("AllocateObject")]
    [NoSplit(Reason)]
    internal static object NewObject(MethodTable* type) => Allocate(type, type->BaseSize);

    [Export("AllocateArray")]
    internal static object NewArray(MethodTable* type, long length) => WithLength(type, Allocator.BytesOfArray(type, length), (int)length);

    [Export("AllocateString")]
    private static object NewString(MethodTable* type, nint length) => WithLength(type, Allocator.BytesOfString(length), (int)length);

    [NoSplit(Reason)]
    private static object WithLength(MethodTable* type, nuint bytes, int length)
    {
        object result = Allocate(type, bytes);
        *(int*)(Intrinsics.AddressOf(result) + 8) = length;
        return result;
    }

    [NoSplit(Reason)]
    private static object Allocate(MethodTable* type, nuint bytes)
    {
        nuint block = bytes <= AllocationCache.MaxBytes ? FromSpan(bytes, type->HasReferences) : Heap.TryAllocate(bytes, type->HasReferences);
        if (block == 0)
            block = AllocateSlow(bytes, type->HasReferences);
        nuint address = block + Heap.HeaderSize;
        *(MethodTable**)address = type;
        return Intrinsics.ObjectAt((nint)address);
    }

    // From the span the slot owns: no lock. 0 when that is used up.
    [NoSplit(Reason)]
    private static nuint FromSpan(nuint bytes, bool hasReferences)
    {
        AllocationCache* cache = ((Uthread*)Intrinsics.CurrentUthread())->Cache;
        if (cache == null)
            return 0;
        var slot = (AllocationSlot*)((byte*)cache + AllocationCache.SlotOffset((uint)bytes, hasReferences));
        return slot->Span == null || !TakeRun(slot) ? 0 : TakeBlock(slot);
    }

    [NoSplit(Reason)]
    private static nuint TakeBlock(AllocationSlot* slot)
    {
        var block = (nuint)slot->Next;
        slot->Next += slot->BlockSize;
        return block;
    }

    // The next free blocks in a row of one bitmap word become the slot's.
    [NoSplit(Reason)]
    private static bool TakeRun(AllocationSlot* slot)
    {
        var span = (Span*)slot->Span;
        uint word = span->NextWord;
        while (span->Allocated[word] == ulong.MaxValue)
        {
            if (++word == span->BitmapWords)
            {
                slot->Span = null;
                return false;
            }
        }

        ulong used = span->Allocated[word];
        int first = System.Numerics.BitOperations.TrailingZeroCount(~used);
        ulong behind = used >> first;
        uint most = RunBytes / span->BlockSize;
        uint free = behind == 0 ? 64 - (uint)first : (uint)System.Numerics.BitOperations.TrailingZeroCount(behind);
        uint count = free < most ? free : most;
        span->Allocated[word] = used | ((count == 64 ? ulong.MaxValue : (1UL << (int)count) - 1) << first);
        span->NextWord = word;
        nuint start = span->Start + ((nuint)((word * 64) + (uint)first) * span->BlockSize);
        nuint bytes = (nuint)count * span->BlockSize;
        if (span->NeedsZero)
            MachineRoutines.MemSet((void*)start, 0, bytes);
        slot->Next = start;
        slot->End = start + bytes;
        slot->BlockSize = span->BlockSize;
        return true;
    }

    [NoSplit(Reason)]
    private static nuint AllocateSlow(nuint bytes, bool hasReferences)
    {
        Request request = default;
        request.Bytes = bytes;
        request.HasReferences = hasReferences;
        request.Slot = AllocationCache.SlotOffset(bytes > AllocationCache.MaxBytes ? AllocationCache.MaxBytes + 1 : (uint)bytes, hasReferences);
        request.Uthread = (Uthread*)Intrinsics.CurrentUthread();
        Platform.RunOnSystemStack((nint)(delegate*<Request*, void>)&AllocateOnSystemStack, &request);
        if (request.Block == 0)
            Allocator.ThrowOutOfMemory();
        return request.Block;
    }

    private static void AllocateOnSystemStack(Request* request)
    {
        if (Heap.CollectionIsDue)
            Collection.Run();
        request->Block = AllocateNow(request);
        if (request->Block != 0)
            return;
        Collection.Run();
        request->Block = AllocateNow(request);
    }

    // The cache is read here: a collection may have blocked, and the uthread may have come to another vcore.
    private static nuint AllocateNow(Request* request)
    {
        AllocationCache* cache = request->Uthread->Cache;
        if (request->Slot == AllocationCache.SlotsOffset || cache == null || StressModes.CollectAlways)
            return Heap.AllocateFresh(request->Bytes, request->HasReferences);
        var slot = (AllocationSlot*)((byte*)cache + request->Slot);
        if (slot->Next != slot->End)
            return TakeBlock(slot);
        slot->Span = Heap.TakeSpan(request->Bytes, request->HasReferences);
        return slot->Span == null || !TakeRun(slot) ? 0 : TakeBlock(slot);
    }
}
