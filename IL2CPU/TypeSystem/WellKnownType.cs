using System.Collections.Generic;

namespace IL2CPU.TypeSystem;

/// <summary>Types of the base library the compiler refers to by itself; generic ones are the definitions.</summary>
public enum WellKnownType
{
    Void,
    Boolean,
    Char,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    IntPtr,
    UIntPtr,
    Single,
    Double,
    Object,
    String,
    Array,
    ArrayOfT,
    Delegate,
    MulticastDelegate,
    ValueType,
    Enum,
    Nullable,
    Exception,
    Attribute,
    Type,
    RuntimeType,
    RuntimeTypeHandle,
    RuntimeFieldHandle,
    RuntimeMethodHandle,
    TypedReference,
    Span,
    ReadOnlySpan,
    Decimal,
    MethodTable,
}

internal static class WellKnownTypes
{
    public const int Count = (int)WellKnownType.MethodTable + 1;

    private static readonly Dictionary<WellKnownType, string> s_irregular = new()
    {
        [WellKnownType.ArrayOfT] = "System.Array`1",
        [WellKnownType.Nullable] = "System.Nullable`1",
        [WellKnownType.RuntimeType] = "System.RuntimeType",
        [WellKnownType.Span] = "System.Span`1",
        [WellKnownType.ReadOnlySpan] = "System.ReadOnlySpan`1",
        [WellKnownType.MethodTable] = "Internal.Runtime.MethodTable",
    };

    public static string FullName(WellKnownType type) =>
        s_irregular.TryGetValue(type, out string? name) ? name : "System." + type;
}
