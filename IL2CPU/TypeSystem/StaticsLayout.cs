using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace IL2CPU.TypeSystem;

/// <summary>Places of a type's static fields in its statics block, and of its thread statics in their own block.</summary>
/// <remarks>The one place that decides: the importer adds <see cref="OffsetOf"/> to the block's address, the linker lays out
/// and describes the block. Literals and fields mapped to file data have no place here.</remarks>
public sealed class StaticsLayout
{
    private static readonly ConditionalWeakTable<TypeDesc, StaticsLayout> s_normal = [];
    private static readonly ConditionalWeakTable<TypeDesc, StaticsLayout> s_thread = [];
    private readonly Dictionary<FieldDesc, int> _offsets = [];
    private readonly List<FieldDesc> _fields = [];

    private StaticsLayout(TypeDesc type, bool threadStatics)
    {
        foreach (FieldDesc field in type.Fields)
        {
            if (!field.IsStatic || field.IsLiteral || field.HasRva || field.IsThreadStatic != threadStatics)
                continue;
            (int size, int alignment) = SizeOf(field.FieldType);
            Alignment = Math.Max(Alignment, alignment);
            Size = (Size + alignment - 1) / alignment * alignment;
            _offsets.Add(field, Size);
            _fields.Add(field);
            Size += size;
        }

        Size = (Size + 7) / 8 * 8;
    }

    /// <summary>Bytes, a multiple of 8.</summary>
    public int Size { get; }

    /// <summary>At least 8.</summary>
    public int Alignment { get; } = 8;

    public IReadOnlyList<FieldDesc> Fields => _fields;

    /// <summary>Layout of the static fields every thread shares.</summary>
    public static StaticsLayout Of(TypeDesc type) => s_normal.GetValue(type, static t => new StaticsLayout(t, threadStatics: false));

    /// <summary>Layout of the [ThreadStatic] fields.</summary>
    public static StaticsLayout OfThread(TypeDesc type) => s_thread.GetValue(type, static t => new StaticsLayout(t, threadStatics: true));

    public int OffsetOf(FieldDesc field) => _offsets[field];

    /// <summary>Offset of a static field in the block it belongs to.</summary>
    public static int Offset(FieldDesc field) =>
        (field.IsThreadStatic ? OfThread(field.OwningType) : Of(field.OwningType)).OffsetOf(field);

    /// <summary>Offsets in the block of the object references in it, ascending.</summary>
    public IEnumerable<int> References()
    {
        foreach (FieldDesc field in _fields)
        {
            int offset = _offsets[field];
            if (field.FieldType.IsReferenceType)
            {
                yield return offset;
            }
            else if (field.FieldType.IsValueType)
            {
                foreach (PointerSlot slot in field.FieldType.Layout.Pointers)
                {
                    if (slot.IsRef)
                        yield return offset + slot.Offset;
                }
            }
        }
    }

    private static (int Size, int Alignment) SizeOf(TypeDesc type) =>
        type.IsValueType ? (Math.Max(1, type.Layout.Size), Math.Max(1, type.Layout.Alignment)) : (8, 8);
}
