using System;
using Core.Machine;
using Core.Types;

namespace Core.Collector;

/// <summary>The allocation helpers generated code and the base library call.</summary>
public static unsafe class Allocator
{
    // Array.MaxLength.
    private const long MaxArrayLength = 0x7FFFFFC7;
    private const uint StringBaseSize = 22;

    [Export("RhpNewFast")]
    [NoSplit("between taking a block and writing its MethodTable the collector must not run")]
    public static object NewObject(MethodTable* type) => Allocate(type, type->BaseSize);

    [Export("RhpNewArray")]
    public static object NewArray(MethodTable* type, long length)
    {
        if ((ulong)length > MaxArrayLength)
            ThrowLength(length);
        nuint bytes = (nuint)type->BaseSize + (nuint)length * type->ComponentSize;
        return AllocateWithLength(type, (bytes + 7) & ~(nuint)7, (int)length);
    }

    [Export("RhpNewArrayFast")]
    public static object NewArrayFast(MethodTable* type, int length) => NewArray(type, length);

    [Export("RhNewString")]
    public static object NewString(MethodTable* type, nint length)
    {
        if ((nuint)length > 0x3FFFFFDF)
            throw new OutOfMemoryException();
        nuint bytes = StringBaseSize + (nuint)length * 2;
        return AllocateWithLength(type, (bytes + 7) & ~(nuint)7, (int)length);
    }

    [Export("RhAllocateNewArray")]
    public static void AllocateNewArray(MethodTable* type, uint length, uint flags, out object result) => result = NewArray(type, length);

    /// <summary>Multidimensional: lengths follow the header, then lower bounds (all zero), then the elements.</summary>
    [Export("RhNewMultiArray")]
    public static object NewMultiArray(MethodTable* type, int rank, int* lengths)
    {
        ulong total = 1;
        for (int i = 0; i < rank; i++)
        {
            if (lengths[i] < 0)
                throw new OverflowException();
            total *= (uint)lengths[i];
            if (total > (ulong)MaxArrayLength)
                throw new OutOfMemoryException();
        }

        object array = NewArray(type, (long)total);
        int* bounds = (int*)(Intrinsics.AddressOf(array) + 16);
        for (int i = 0; i < rank; i++)
            bounds[i] = lengths[i];
        return array;
    }

    [NoSplit("between taking a block and writing its MethodTable the collector must not run")]
    private static object Allocate(MethodTable* type, nuint bytes)
    {
        nuint block = Heap.TryAllocate(bytes, type->HasReferences);
        if (block == 0)
            block = AllocateSlow(bytes, type->HasReferences);
        nuint address = block + Heap.HeaderSize;
        *(MethodTable**)address = type;
        return Intrinsics.ObjectAt((nint)address);
    }

    [NoSplit("between taking a block and writing its MethodTable the collector must not run")]
    private static object AllocateWithLength(MethodTable* type, nuint bytes, int length)
    {
        object result = Allocate(type, bytes);
        *(int*)(Intrinsics.AddressOf(result) + 8) = length;
        return result;
    }

    [NoSplit("a block without MethodTable is on its way to the caller")]
    private static nuint AllocateSlow(nuint bytes, bool hasReferences)
    {
        AllocationRequest request = default;
        request.Bytes = bytes;
        request.HasReferences = hasReferences;
        Platform.RunOnSystemStack((nint)(delegate*<AllocationRequest*, void>)&Heap.AllocateSlow, &request);
        if (request.Block == 0)
            ThrowOutOfMemory();
        return request.Block;
    }

    private static void ThrowOutOfMemory() => throw new OutOfMemoryException();

    private static void ThrowLength(long length)
    {
        if (length < 0)
            throw new OverflowException("Arithmetic operation resulted in an overflow.");
        throw new OutOfMemoryException("Array dimensions exceeded supported range.");
    }
}
