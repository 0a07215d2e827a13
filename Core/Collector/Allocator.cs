using System;
using Core.Machine;
using Core.Types;

namespace Core.Collector;

/// <summary>What allocation of all images has in common. Each kind of image has its own way of taking a block.</summary>
public static unsafe class Allocator
{
    // Array.MaxLength, String.MaxLength.
    private const long MaxArrayLength = 0x7FFFFFC7;
    private const nuint MaxStringLength = 0x3FFFFFDF;
    private const uint StringBaseSize = 22;

    [Routine("RhpNewFast")]
    public static extern object NewObject(MethodTable* type);

    [Routine("RhpNewArray")]
    public static extern object NewArray(MethodTable* type, long length);

    [Export("RhpNewArrayFast")]
    private static object NewArrayFast(MethodTable* type, int length) => NewArray(type, length);

    [Export("RhAllocateNewArray")]
    private static void AllocateNewArray(MethodTable* type, uint length, uint flags, out object result) => result = NewArray(type, length);

    /// <summary>Multidimensional: lengths follow the header, then lower bounds (all zero), then the elements.</summary>
    [Export("RhNewMultiArray")]
    private static object NewMultiArray(MethodTable* type, int rank, int* lengths)
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

    /// <summary>Bytes of an array's block.</summary>
    /// <exception cref="OverflowException">The length is negative.</exception>
    /// <exception cref="OutOfMemoryException">There are no arrays of that length.</exception>
    public static nuint BytesOfArray(MethodTable* type, long length)
    {
        if ((ulong)length > MaxArrayLength)
            ThrowLength(length);
        nuint bytes = (nuint)type->BaseSize + (nuint)length * type->ComponentSize;
        return (bytes + 7) & ~(nuint)7;
    }

    /// <summary>Bytes of a string's block.</summary>
    /// <exception cref="OutOfMemoryException">There are no strings of that length.</exception>
    public static nuint BytesOfString(nint length)
    {
        if ((nuint)length > MaxStringLength)
            ThrowOutOfMemory();
        nuint bytes = StringBaseSize + (nuint)length * 2;
        return (bytes + 7) & ~(nuint)7;
    }

    public static void ThrowOutOfMemory() => throw new OutOfMemoryException();

    private static void ThrowLength(long length)
    {
        if (length < 0)
            throw new OverflowException("Arithmetic operation resulted in an overflow.");
        throw new OutOfMemoryException("Array dimensions exceeded supported range.");
    }
}
