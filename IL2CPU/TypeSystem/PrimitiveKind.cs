namespace IL2CPU.TypeSystem;

/// <summary>Types whose representation the execution system knows. Values equal ELEMENT_TYPE_* up to Double.</summary>
public enum PrimitiveKind
{
    None = 0,
    Void = 1,
    Boolean = 2,
    Char = 3,
    SByte = 4,
    Byte = 5,
    Int16 = 6,
    UInt16 = 7,
    Int32 = 8,
    UInt32 = 9,
    Int64 = 10,
    UInt64 = 11,
    Single = 12,
    Double = 13,
    IntPtr = 24,
    UIntPtr = 25,
}

internal static class PrimitiveKinds
{
    public static int SizeOf(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.Boolean or PrimitiveKind.SByte or PrimitiveKind.Byte => 1,
        PrimitiveKind.Char or PrimitiveKind.Int16 or PrimitiveKind.UInt16 => 2,
        PrimitiveKind.Int32 or PrimitiveKind.UInt32 or PrimitiveKind.Single => 4,
        PrimitiveKind.None or PrimitiveKind.Void => 0,
        _ => 8,
    };

    public static PrimitiveKind FromName(string name) => name switch
    {
        "Void" => PrimitiveKind.Void,
        "Boolean" => PrimitiveKind.Boolean,
        "Char" => PrimitiveKind.Char,
        "SByte" => PrimitiveKind.SByte,
        "Byte" => PrimitiveKind.Byte,
        "Int16" => PrimitiveKind.Int16,
        "UInt16" => PrimitiveKind.UInt16,
        "Int32" => PrimitiveKind.Int32,
        "UInt32" => PrimitiveKind.UInt32,
        "Int64" => PrimitiveKind.Int64,
        "UInt64" => PrimitiveKind.UInt64,
        "Single" => PrimitiveKind.Single,
        "Double" => PrimitiveKind.Double,
        "IntPtr" => PrimitiveKind.IntPtr,
        "UIntPtr" => PrimitiveKind.UIntPtr,
        _ => PrimitiveKind.None,
    };

    public static string? Keyword(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.Void => "void",
        PrimitiveKind.Boolean => "bool",
        PrimitiveKind.Char => "char",
        PrimitiveKind.SByte => "sbyte",
        PrimitiveKind.Byte => "byte",
        PrimitiveKind.Int16 => "short",
        PrimitiveKind.UInt16 => "ushort",
        PrimitiveKind.Int32 => "int",
        PrimitiveKind.UInt32 => "uint",
        PrimitiveKind.Int64 => "long",
        PrimitiveKind.UInt64 => "ulong",
        PrimitiveKind.Single => "float",
        PrimitiveKind.Double => "double",
        PrimitiveKind.IntPtr => "nint",
        PrimitiveKind.UIntPtr => "nuint",
        _ => null,
    };
}
