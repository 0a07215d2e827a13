using Core.Machine;
using Core.Types;

namespace Core.Casting;

/// <summary>Checked access to arrays whose exact element type is not known at compile time.</summary>
public static unsafe class ArrayStore
{
    [Export("StelemRef")]
    public static void StoreElement(object array, long index, object? value)
    {
        byte* data = Element(array, index);
        if (value != null)
        {
            MethodTable* element = TypeCast.TypeOf(array)->Related;
            MethodTable* type = TypeCast.TypeOf(value);
            if (type != element && !element->IsObject && !TypeCast.IsAssignable(type, element))
                CastErrors.ThrowArrayTypeMismatch();
        }

        *(nint*)data = Intrinsics.AddressOf(value);
    }

    [Export("LdelemaRef")]
    public static byte* ElementAddress(object array, long index, MethodTable* type)
    {
        byte* data = Element(array, index);
        if (TypeCast.TypeOf(array)->Related != type)
            CastErrors.ThrowArrayTypeMismatch();
        return data;
    }

    private static byte* Element(object array, long index)
    {
        // Reading the length faults on null.
        byte* address = (byte*)Intrinsics.AddressOf(array);
        if ((ulong)index >= *(uint*)(address + 8))
            CastErrors.ThrowIndexOutOfRange();
        return address + 16 + index * 8;
    }
}
