using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>What a type is to the IR: the kind of a value, the access of a memory cell.</summary>
public static class TypeKinds
{
    extension(TypeDesc type)
    {
        /// <summary>Kind of a value of the type; <see cref="Kind.Void"/> for void and for structs, which are never values.</summary>
        public Kind ValueKind => type.CellType.Kind;

        /// <summary>Access of a cell of the type; <see cref="MemType.None"/> for void and structs.</summary>
        public MemType CellType
        {
            get
            {
                if (type.IsPointer || type.IsByRef)
                    return MemType.Ptr;
                if (type.IsFunctionPointer)
                    return MemType.I64;
                if (!type.IsValueType)
                    return type.IsVoid ? MemType.None : MemType.Ref;
                return PrimitiveCell(type.UnderlyingPrimitive);
            }
        }

        /// <summary>True for what lives in slots: value types other than primitives and enums.</summary>
        public bool IsStruct => type.IsValueType && type.CellType == MemType.None && !type.IsVoid;
    }

    private static MemType PrimitiveCell(PrimitiveKind primitive) => primitive switch
    {
        PrimitiveKind.Boolean or PrimitiveKind.Byte => MemType.U8,
        PrimitiveKind.SByte => MemType.I8,
        PrimitiveKind.Char or PrimitiveKind.UInt16 => MemType.U16,
        PrimitiveKind.Int16 => MemType.I16,
        PrimitiveKind.Int32 or PrimitiveKind.UInt32 => MemType.I32,
        PrimitiveKind.Int64 or PrimitiveKind.UInt64 or PrimitiveKind.IntPtr or PrimitiveKind.UIntPtr => MemType.I64,
        PrimitiveKind.Single => MemType.F32,
        PrimitiveKind.Double => MemType.F64,
        _ => MemType.None,
    };
}
