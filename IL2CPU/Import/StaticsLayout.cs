using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>Layout of a type's block of static fields, or of its block of thread statics.</summary>
/// <remarks>A function of the type alone: the importer takes displacements from it, the linker the block's size and pointer cells.</remarks>
public sealed class StaticsLayout
{
    private readonly Dictionary<FieldDesc, int> _offsets = [];

    private StaticsLayout(TypeDesc type, bool isThreadStatic)
    {
        Type = type;
        // Widest first, so that no padding arises between cells.
        var fields = new List<FieldDesc>();
        foreach (FieldDesc field in type.Fields)
        {
            if (Belongs(field, isThreadStatic))
                fields.Add(field);
        }

        var pointers = new List<PointerSlot>();
        int[] alignments = [16, 8, 4, 2, 1];
        foreach (int alignment in alignments)
        {
            foreach (FieldDesc field in fields)
            {
                if (AlignmentOf(field.FieldType) == alignment)
                    Place(field, alignment, pointers);
            }
        }

        Pointers = pointers;
        Size = (Size + 7) & ~7;
    }

    public TypeDesc Type { get; }

    /// <summary>Bytes, a multiple of 8; the class constructor context is not included.</summary>
    public int Size { get; private set; }

    /// <summary>8 or 16.</summary>
    public int Alignment { get; private set; } = 8;

    /// <summary>Cells holding references or pointers, by ascending offset within their alignment group.</summary>
    public IReadOnlyList<PointerSlot> Pointers { get; }

    public IReadOnlyDictionary<FieldDesc, int> Offsets => _offsets;

    public static StaticsLayout OfStatics(TypeDesc type) => new(type, false);

    public static StaticsLayout OfThreadStatics(TypeDesc type) => new(type, true);

    public int OffsetOf(FieldDesc field) => _offsets[field];

    private static bool Belongs(FieldDesc field, bool isThreadStatic) =>
        field.IsStatic && !field.IsLiteral && !field.HasRva && field.IsThreadStatic == isThreadStatic;

    private static int AlignmentOf(TypeDesc type) => type.IsStruct ? type.Layout.Alignment : type.CellType.Size;

    private void Place(FieldDesc field, int alignment, List<PointerSlot> pointers)
    {
        TypeDesc type = field.FieldType;
        int offset = (Size + alignment - 1) & -alignment;
        _offsets.Add(field, offset);
        if (alignment > Alignment)
            Alignment = alignment;
        if (type.IsStruct)
        {
            foreach (PointerSlot slot in type.Layout.Pointers)
                pointers.Add(new PointerSlot(offset + slot.Offset, slot.IsRef));
            Size = offset + type.Layout.Size;
            return;
        }

        MemType cell = type.CellType;
        if (cell is MemType.Ref or MemType.Ptr)
            pointers.Add(new PointerSlot(offset, cell == MemType.Ref));
        Size = offset + cell.Size;
    }
}
