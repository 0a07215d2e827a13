namespace IL2CPU.IR;

/// <summary>Width and extension of one memory access.</summary>
public enum MemType : byte
{
    /// <summary>Not a memory access.</summary>
    None,
    I8,
    U8,
    I16,
    U16,
    I32,
    I64,
    F32,
    F64,
    Ref,
    Ptr,
}

/// <summary>Facts about <see cref="MemType"/>.</summary>
public static class MemTypes
{
    extension(MemType type)
    {
        /// <summary>Bytes accessed: 0, 1, 2, 4 or 8.</summary>
        public int Size => type switch
        {
            MemType.None => 0,
            MemType.I8 or MemType.U8 => 1,
            MemType.I16 or MemType.U16 => 2,
            MemType.I32 or MemType.F32 => 4,
            _ => 8,
        };

        /// <summary>Kind of the value a load of this type produces.</summary>
        public Kind Kind => type switch
        {
            MemType.None => Kind.Void,
            MemType.I64 => Kind.I64,
            MemType.F32 => Kind.F32,
            MemType.F64 => Kind.F64,
            MemType.Ref => Kind.Ref,
            MemType.Ptr => Kind.Ptr,
            _ => Kind.I32,
        };
    }
}
