using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>EETypeElementType: what bits 26-30 of a MethodTable's flags hold.</summary>
public static class ElementTypes
{
    public const int ValueType = 0x10;
    public const int Nullable = 0x12;
    public const int Class = 0x14;
    public const int Interface = 0x15;
    public const int SystemArray = 0x16;
    public const int Array = 0x17;
    public const int SzArray = 0x18;
    public const int ByRef = 0x19;
    public const int Pointer = 0x1A;
    public const int FunctionPointer = 0x1B;

    public static int Of(TypeDesc type)
    {
        if (type.IsSzArray)
            return SzArray;
        if (type.IsArray)
            return Array;
        if (type.IsByRef)
            return ByRef;
        if (type.IsPointer)
            return Pointer;
        if (type.IsFunctionPointer)
            return FunctionPointer;
        if (type.IsInterface)
            return Interface;
        if (type.IsNullable)
            return Nullable;
        if (type.IsValueType || type.IsVoid)
            return OfPrimitive(type.UnderlyingPrimitive);
        return type == type.Context.GetWellKnown(WellKnownType.Array) ? SystemArray : Class;
    }

    private static int OfPrimitive(PrimitiveKind primitive) => primitive switch
    {
        PrimitiveKind.None => ValueType,
        PrimitiveKind.IntPtr => 0x0C,
        PrimitiveKind.UIntPtr => 0x0D,
        PrimitiveKind.Single => 0x0E,
        PrimitiveKind.Double => 0x0F,
        _ => (int)primitive,
    };
}
