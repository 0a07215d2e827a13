using System.Collections.Generic;

namespace IL2CPU.TypeSystem;

public enum AbiKind
{
    Void,

    /// <summary>One value: primitive, enum, reference, pointer.</summary>
    Scalar,

    /// <summary>A struct passed as its one or two leaf fields.</summary>
    Scalars,

    /// <summary>A struct passed by pointer to a copy, returned through a hidden pointer.</summary>
    Memory,
}

/// <summary>A primitive, enum, reference or pointer inside a struct.</summary>
public readonly record struct AbiLeaf(int Offset, TypeDesc Type);

/// <summary>How values of a type travel in calls. Leaves by rising offset; empty for Void and Memory.</summary>
public sealed record AbiClass(AbiKind Kind, IReadOnlyList<AbiLeaf> Leaves);

/// <summary>The one place that decides which structs are scalarised (docs/ARCHITECTURE.md 1.2).</summary>
public static class AbiClassifier
{
    private const int MaximumLeaves = 2;
    private static readonly AbiClass s_void = new(AbiKind.Void, []);
    private static readonly AbiClass s_memory = new(AbiKind.Memory, []);

    public static AbiClass Classify(TypeDesc type) => type.Abi;

    internal static AbiClass Compute(TypeDesc type)
    {
        if (type.IsVoid)
        {
            return s_void;
        }

        if (IsScalar(type))
        {
            return new AbiClass(AbiKind.Scalar, [new AbiLeaf(0, type)]);
        }

        List<AbiLeaf> leaves = [];
        return Flatten(type, 0, leaves) && IsTight(type, leaves)
            ? new AbiClass(AbiKind.Scalars, leaves.ToArray())
            : s_memory;
    }

    private static bool IsScalar(TypeDesc type) => !type.IsValueType || type.IsPrimitive || type.IsEnum;

    private static bool Flatten(TypeDesc type, int start, List<AbiLeaf> leaves)
    {
        if (type.IsInlineArray)
        {
            return false;
        }

        _ = type.Layout;
        foreach (FieldDesc field in type.Fields)
        {
            if (field.IsStatic)
            {
                continue;
            }

            int offset = start + field.Offset;
            if (!IsScalar(field.FieldType))
            {
                if (!Flatten(field.FieldType, offset, leaves))
                {
                    return false;
                }
            }
            else if (leaves.Count == MaximumLeaves)
            {
                return false;
            }
            else
            {
                leaves.Add(new AbiLeaf(offset, field.FieldType));
            }
        }

        leaves.Sort((a, b) => a.Offset.CompareTo(b.Offset));
        return true;
    }

    // No overlap, no gap beyond natural alignment, no size beyond the last leaf's rounding.
    private static bool IsTight(TypeDesc type, List<AbiLeaf> leaves)
    {
        int end = 0;
        int alignment = 1;
        foreach (AbiLeaf leaf in leaves)
        {
            int size = leaf.Type.ValueSize;
            if (leaf.Offset != AlignUp(end, size))
            {
                return false;
            }

            end = leaf.Offset + size;
            alignment = size > alignment ? size : alignment;
        }

        return leaves.Count > 0 && type.Layout.Size == AlignUp(end, alignment);
    }

    private static int AlignUp(int value, int alignment) => (value + alignment - 1) / alignment * alignment;
}
