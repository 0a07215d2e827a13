using Core.Machine;
using Core.Types;

namespace Core.Casting;

/// <summary>Run-time type tests over MethodTables.</summary>
/// <remarks>
/// Variance was resolved by the linker: a type lists every interface it can be cast to, and a delegate every delegate.
/// </remarks>
public static unsafe class TypeCast
{
    [Export("IsInstClass")]
    public static object? IsInstClass(MethodTable* target, object? value) =>
        value != null && IsSubclass(TypeOf(value), target) ? value : null;

    [Export("IsInstInterface")]
    public static object? IsInstInterface(MethodTable* target, object? value) =>
        value != null && Implements(TypeOf(value), target) ? value : null;

    [Export("IsInstAny")]
    public static object? IsInstAny(MethodTable* target, object? value) =>
        value != null && IsAssignable(TypeOf(value), target) ? value : null;

    [Export("CastClass")]
    public static object? CastClass(MethodTable* target, object? value)
    {
        if (value != null && !IsSubclass(TypeOf(value), target))
            CastErrors.ThrowInvalidCast(target, value);
        return value;
    }

    [Export("CastInterface")]
    public static object? CastInterface(MethodTable* target, object? value)
    {
        if (value != null && !Implements(TypeOf(value), target))
            CastErrors.ThrowInvalidCast(target, value);
        return value;
    }

    [Export("CastAny")]
    public static object? CastAny(MethodTable* target, object? value)
    {
        if (value != null && !IsAssignable(TypeOf(value), target))
            CastErrors.ThrowInvalidCast(target, value);
        return value;
    }

    public static MethodTable* TypeOf(object value) => *(MethodTable**)Intrinsics.AddressOf(value);

    /// <summary>Castability of an instance of a type.</summary>
    public static bool IsAssignable(MethodTable* type, MethodTable* target)
    {
        if (type == target)
            return true;
        if (target->IsInterface)
            return Implements(type, target);
        if (target->IsArray)
            return type->IsArray && type->BaseSize == target->BaseSize && type->ElementType == target->ElementType
                && IsElementAssignable(type->Related, target->Related);
        return IsSubclass(type, target) || (target->HasVariance && Implements(type, target));
    }

    private static bool IsSubclass(MethodTable* type, MethodTable* target)
    {
        if (type->IsArray)
            return type == target || target->ElementType == ElementType.SystemArray || target->IsObject;
        while (type != target)
        {
            type = type->Related;
            if (type == null)
                return false;
        }

        return true;
    }

    private static bool Implements(MethodTable* type, MethodTable* target)
    {
        if (type == target)
            return true;
        MethodTable** interfaces = MethodTable.Interfaces(type);
        for (int i = 0; i < type->InterfaceCount; i++)
        {
            if (interfaces[i] == target)
                return true;
        }

        return false;
    }

    // Arrays convert when their elements do by reference, or are primitives of one size (signedness and enums aside).
    private static bool IsElementAssignable(MethodTable* type, MethodTable* target)
    {
        if (type == target)
            return true;
        if (type->IsValueType || target->IsValueType)
            return IntegerSize(type->ElementType) != 0 && IntegerSize(type->ElementType) == IntegerSize(target->ElementType);
        if (target->IsObject)
            return type->ElementType is not (ElementType.Pointer or ElementType.FunctionPointer);
        return IsAssignable(type, target);
    }

    private static int IntegerSize(ElementType type) => type switch
    {
        ElementType.SByte or ElementType.Byte => 1,
        ElementType.Int16 or ElementType.UInt16 => 2,
        ElementType.Int32 or ElementType.UInt32 => 4,
        ElementType.Int64 or ElementType.UInt64 or ElementType.IntPtr or ElementType.UIntPtr => 8,
        _ => 0,
    };
}
