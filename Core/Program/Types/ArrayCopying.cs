using System;
using Core.Casting;
using Core.Machine;

namespace Core.Program.Types;

/// <summary>Array.Copy between arrays the compiler knows to have the same kind of elements: bytes are moved, nothing is converted.</summary>
internal static unsafe class ArrayCopying
{
    private const int DataOffset = 16;

    // Checks, their order and their messages are those of Array.Copy.
    [Export("CopyArray")]
    private static void Copy(Array? sourceArray, int sourceIndex, Array? destinationArray, int destinationIndex, int length)
    {
        ArgumentNullException.ThrowIfNull(sourceArray);
        ArgumentNullException.ThrowIfNull(destinationArray);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfLessThan(sourceIndex, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(destinationIndex, 0);
        if ((uint)(sourceIndex + length) > (uint)sourceArray.Length)
            throw new ArgumentException("Source array was not long enough. Check the source index, length, and the array's lower bounds.", nameof(sourceArray));
        if ((uint)(destinationIndex + length) > (uint)destinationArray.Length)
            throw new ArgumentException("Destination array was not long enough. Check the destination index, length, and the array's lower bounds.", nameof(destinationArray));
        nuint size = TypeCast.TypeOf(sourceArray)->ComponentSize;
        MachineRoutines.MemMove(Element(destinationArray, destinationIndex, size), Element(sourceArray, sourceIndex, size), (nuint)length * size);
    }

    // Objects do not move, and there is no safepoint between taking an address and the end of the copy.
    private static byte* Element(Array array, int index, nuint size) =>
        (byte*)Intrinsics.AddressOf(array) + DataOffset + ((nuint)index * size);
}
