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
            leaves = Flatten(type, 0, list) && IsComplete(type, list) ? [.. list] : null;
            _known.Add(type, leaves);
        }

        return leaves;
    }

    private static bool Flatten(TypeDesc type, int start, List<Leaf> leaves)
    {
        if (!type.IsStruct)
        {
            leaves.Add(new Leaf(start, type.CellType));
            return leaves.Count <= MaximumLeaves;
        }

        if (type.IsInlineArray)
            return false;
        foreach (FieldDesc field in type.Fields)
        {
            if (!field.IsStatic && !Flatten(field.FieldType, start + field.Offset, leaves))
                return false;
        }

        return true;
    }

    // A gap wider than alignment explains is content without a name: a fixed buffer, an explicit size.
    private static bool IsComplete(TypeDesc type, List<Leaf> leaves)
    {
        leaves.Sort((a, b) => a.Offset.CompareTo(b.Offset));
        int end = 0;
        foreach (Leaf leaf in leaves)
        {
            int size = leaf.Type.Size;
            if (size == 0 || leaf.Offset < end || leaf.Offset - end >= size)
                return false;
            end = leaf.Offset + size;
        }

        return type.Layout.Size - end < System.Math.Max(type.Layout.Alignment, leaves.Count == 0 ? 2 : 1);
    }
}
