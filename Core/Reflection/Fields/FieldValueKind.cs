using System;
using Internal.Runtime.Augments;

namespace Core.Reflection.Fields;

/// <summary>How a field's value becomes an object.</summary>
internal enum FieldValueKind
{
    /// <summary>Is one.</summary>
    Reference,

    /// <summary>Is boxed.</summary>
    Value,

    /// <summary>A pointer, becomes a <see cref="System.Reflection.Pointer"/> or a number.</summary>
    Pointer,
}

/// <summary>Kinds of field types.</summary>
internal static class FieldValueKinds
{
    public static FieldValueKind Of(RuntimeTypeHandle fieldType)
    {
        if (RuntimeAugments.IsUnmanagedPointerType(fieldType) || RuntimeAugments.IsFunctionPointerType(fieldType))
            return FieldValueKind.Pointer;
        return RuntimeAugments.IsValueType(fieldType) ? FieldValueKind.Value : FieldValueKind.Reference;
    }
}
