using System.Collections.Generic;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes;

/// <summary>One scalar cell of a struct.</summary>
internal readonly record struct Leaf(int Offset, MemType Type);

/// <summary>Takes structs apart into the scalar cells that make up all of their content.</summary>
internal sealed class StructLeaves
{
    private const int MaximumLeaves = 8;
    private readonly Dictionary<TypeDesc, Leaf[]?> _known = [];

    /// <summary>Cells by rising offset, or null for a type with many cells, overlapping ones, or content that no field names.</summary>
    public Leaf[]? Of(TypeDesc type)
    {
        if (!_known.TryGetValue(type, out Leaf[]? leaves))
        {
            var list = new List<Leaf>();
            leaves = Flatten(type, 0, list) ? [.. list] : null;
            _known.Add(type, leaves);
        }

        return leaves;
    }

    // A gap wider than alignment explains is content without a name: a fixed buffer, an explicit size.
    private static bool Flatten(TypeDesc type, int start, List<Leaf> leaves)
    {
        if (!type.IsStruct)
        {
            leaves.Add(new Leaf(start, type.CellType));
            return type.CellType != MemType.None && leaves.Count <= MaximumLeaves;
        }

        if (type.IsInlineArray)
            return false;
        int end = 0;
        bool any = false;
        foreach (FieldDesc field in InstanceFields(type))
        {
            TypeDesc fieldType = field.FieldType;
            int alignment = fieldType.IsStruct ? fieldType.Layout.Alignment : fieldType.CellType.Size;
            if (field.Offset < end || field.Offset - end >= System.Math.Max(alignment, 1) || !Flatten(fieldType, start + field.Offset, leaves))
                return false;
            end = field.Offset + (fieldType.IsStruct ? fieldType.Layout.Size : fieldType.CellType.Size);
            any = true;
        }

        // An empty struct has one byte, which means nothing.
        return any ? type.Layout.Size - end < System.Math.Max(type.Layout.Alignment, 1) : type.Layout.Size <= 1;
    }

    private static List<FieldDesc> InstanceFields(TypeDesc type)
    {
        _ = type.Layout;
        var fields = new List<FieldDesc>();
        foreach (FieldDesc field in type.Fields)
        {
            if (!field.IsStatic)
                fields.Add(field);
        }

        fields.Sort((a, b) => a.Offset.CompareTo(b.Offset));
        return fields;
    }
}
