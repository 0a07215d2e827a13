using System;
using System.Runtime.CompilerServices;
using Core.Casting;
using Core.Program.Collector;

namespace Core.Program.Plugs;

/// <summary>Arrays of the type of other arrays, made without asking reflection for it.</summary>
internal static unsafe class ArrayPlugs
{
    // array[range]: the original makes the array by its Type where it is one of a derived type.
    [Plug("System.Runtime.CompilerServices.RuntimeHelpers", "GetSubArray", Hash = "ebfdbe41c8fad76d")]
    private static T[] GetSubArray<T>(T[] array, Range range)
    {
        ArgumentNullException.ThrowIfNull(array);
        (int offset, int length) = range.GetOffsetAndLength(array.Length);
        if (length == 0 && array.GetType() == typeof(T[]))
            return [];
        T[] result = array.GetType() == typeof(T[]) ? new T[length] : Unsafe.As<T[]>(CachedAllocator.NewArray(TypeCast.TypeOf(array), length));
        Array.Copy(array, offset, result, 0, length);
        return result;
    }
}
