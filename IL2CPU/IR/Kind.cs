namespace IL2CPU.IR;

/// <summary>What a value is to the machine and to the stack maps.</summary>
/// <remarks><see cref="Ref"/> and <see cref="Ptr"/> are the kinds a stack map records; integers are never adjusted.</remarks>
public enum Kind : byte
{
    /// <summary>No value.</summary>
    Void,

    /// <summary>32-bit integer; also every narrower integer and bool.</summary>
    I32,

    /// <summary>64-bit integer, nint, nuint, code addresses and MethodTable addresses.</summary>
    I64,

    /// <summary>IEEE binary32.</summary>
    F32,

    /// <summary>IEEE binary64.</summary>
    F64,

    /// <summary>Object reference; null or the address of an object's MethodTable cell. Never points into a stack.</summary>
    Ref,

    /// <summary>Managed byref, unmanaged pointer, or an address derived from one; may point into a stack.</summary>
    Ptr,
}

/// <summary>Predicates over <see cref="Kind"/>.</summary>
public static class Kinds
{
    extension(Kind kind)
    {
        /// <summary>True for the kinds a stack map records.</summary>
        public bool IsPointer => kind is Kind.Ref or Kind.Ptr;

        /// <summary>True for the kinds that live in XMM registers.</summary>
        public bool IsFloat => kind is Kind.F32 or Kind.F64;

        /// <summary>True for kinds of 8 bytes.</summary>
        public bool Is64 => kind is Kind.I64 or Kind.F64 or Kind.Ref or Kind.Ptr;

        /// <summary>Size in bytes: 0, 4 or 8.</summary>
        public int Size => kind is Kind.Void ? 0 : kind.Is64 ? 8 : 4;
    }
}
