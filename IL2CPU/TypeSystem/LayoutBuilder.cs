using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Metadata;

namespace IL2CPU.TypeSystem;

/// <summary>Places instance fields.</summary>
/// <remarks>
/// Sequential layout is honoured for classes and structs alike, with natural alignment instead of packing where
/// there are references. Auto layout places the most aligned field first and fills the hole a base class leaves.
/// </remarks>
internal sealed class LayoutBuilder
{
    private const int HeaderSize = 8;
    private const int MinimumObjectSize = 24;
    private const int MaximumSize = 1 << 30;

    private readonly TypeDesc _type;
    private readonly List<FieldDesc> _fields = [];
    private readonly int _start;
    private readonly int _pack;
    private readonly int _declaredSize;
    private int _end;
    private int _alignment = 1;

    private LayoutBuilder(TypeDesc type)
    {
        _type = type;
        DefinitionType definition = type.Def!;
        foreach (FieldDesc field in type.Fields)
        {
            if (!field.IsStatic)
            {
                // A type that cannot be laid out shows here rather than while sorting.
                _ = field.FieldType.ValueSize;
                _fields.Add(field);
            }
        }

        System.Reflection.Metadata.TypeLayout declared = definition.Module.Read(
            $"the layout of {type.FullName}", definition, static d => d.Row.GetLayout());
        _start = type.IsValueType || type.IsObject ? 0 : type.BaseType?.Layout.Size ?? HeaderSize;
        _end = _start;
        _declaredSize = declared.Size;
        _pack = declared.PackingSize == 0 || _fields.Exists(f => HasReferences(f.FieldType)) ? int.MaxValue : declared.PackingSize;
    }

    public static TypeLayout Build(TypeDesc type)
    {
        if (type.IsArray)
        {
            int baseSize = MinimumObjectSize + (type.IsSzArray ? 0 : 8 * type.Rank);
            return new TypeLayout(baseSize - HeaderSize, 8, [], baseSize, type.Element.ValueSize);
        }

        if (type.Def is null)
        {
            return new TypeLayout(8, 8, type.IsFunctionPointer ? [] : [new PointerSlot(0, false)], 0, 0);
        }

        if (type.IsInterface)
        {
            return new TypeLayout(8, 8, [], 0, 0);
        }

        return type.IsPrimitive || type.IsVoid ? BuildPrimitive(type) : new LayoutBuilder(type).Build();
    }

    private static TypeLayout BuildPrimitive(TypeDesc type)
    {
        foreach (FieldDesc field in type.Fields)
        {
            if (!field.IsStatic)
            {
                field.Offset = 0;
            }
        }

        int size = PrimitiveKinds.SizeOf(type.Primitive);
        return new TypeLayout(size, Math.Max(size, 1), [], size == 0 ? 0 : MinimumObjectSize, 0);
    }

    private TypeLayout Build()
    {
        if (_type.IsInlineArray)
        {
            PlaceInlineArray();
        }
        else
        {
            switch (_type.Def!.Flags & TypeAttributes.LayoutMask)
            {
                case TypeAttributes.ExplicitLayout:
                    PlaceExplicit();
                    break;
                case TypeAttributes.SequentialLayout:
                    PlaceInOrder(_fields);
                    break;
                default:
                    PlaceAuto();
                    break;
            }
        }

        return _type.IsValueType ? FinishStruct() : FinishClass();
    }

    private void PlaceInOrder(List<FieldDesc> fields)
    {
        foreach (FieldDesc field in fields)
        {
            Place(field);
        }
    }

    private void PlaceAuto()
    {
        List<FieldDesc> rest = [.. _fields];
        // Stable: equal alignment keeps declaration order.
        rest.Sort((a, b) =>
        {
            int order = AlignmentOf(b).CompareTo(AlignmentOf(a));
            return order != 0 ? order : a.Index.CompareTo(b.Index);
        });

        while (rest.Count > 0)
        {
            int fitting = rest.FindIndex(f => _end % AlignmentOf(f) == 0 && (f.FieldType.ValueSize <= Gap(rest[0])));
            FieldDesc next = rest[Math.Max(fitting, 0)];
            rest.Remove(next);
            Place(next);
        }
    }

    // Bytes up to where the most demanding field left could go; unlimited if it can go right here.
    private int Gap(FieldDesc most)
    {
        int aligned = AlignUp(_end, AlignmentOf(most));
        return aligned == _end ? int.MaxValue : aligned - _end;
    }

    private void PlaceExplicit()
    {
        foreach (FieldDesc field in _fields)
        {
            int offset = field.ExplicitOffset;
            if (offset < 0)
            {
                throw new TypeSystemException($"{field.FullName} has no offset in an explicit layout");
            }

            _alignment = Math.Max(_alignment, AlignmentOf(field));
            PlaceAt(field, checked(_start + offset));
        }

        RejectOverlaps();
    }

    private void PlaceInlineArray()
    {
        if (_fields.Count != 1)
        {
            throw new TypeSystemException($"inline array {_type.FullName} has {_fields.Count} fields, one is needed");
        }

        FieldDesc field = _fields[0];
        Place(field);
        long size = (long)field.FieldType.ValueSize * _type.InlineArrayLength;
        _end = size <= MaximumSize ? (int)size : throw TooLarge();
    }

    private void Place(FieldDesc field)
    {
        int alignment = AlignmentOf(field);
        _alignment = Math.Max(_alignment, alignment);
        PlaceAt(field, AlignUp(_end, alignment));
    }

    private void PlaceAt(FieldDesc field, int offset)
    {
        field.Offset = offset;
        long end = (long)offset + field.FieldType.ValueSize;
        if (end > MaximumSize)
        {
            throw TooLarge();
        }

        _end = Math.Max(_end, (int)end);
    }

    private int AlignmentOf(FieldDesc field)
    {
        int alignment = Math.Min(field.FieldType.ValueAlignment, _pack);
        // Objects are 8-aligned, so more cannot be promised to their fields.
        return _type.IsValueType ? alignment : Math.Min(alignment, 8);
    }

    private TypeLayout FinishStruct()
    {
        _alignment = Math.Max(_alignment, FixedAlignment(_type));
        int size = _end;
        if (_declaredSize != 0 && !_type.IsInlineArray)
        {
            size = Math.Max(size, _declaredSize);
        }
        else
        {
            size = AlignUp(size, _alignment);
        }

        size = Math.Max(size, 1);
        int baseSize = Math.Max(MinimumObjectSize, (2 * HeaderSize) + AlignUp(size, 8));
        return new TypeLayout(size, _alignment, CollectPointers(), baseSize, 0);
    }

    private TypeLayout FinishClass()
    {
        if (_declaredSize != 0)
        {
            _end = Math.Max(_end, checked(_start + _declaredSize));
        }

        // Size counts from the MethodTable pointer, which is Object's only field.
        int size = Math.Max(_end, HeaderSize);
        if (_type.IsString)
        {
            return new TypeLayout(size, 8, [], HeaderSize + size, 2);
        }

        int baseSize = Math.Max(MinimumObjectSize, HeaderSize + AlignUp(size, 8));
        return new TypeLayout(size, 8, CollectPointers(), baseSize, 0);
    }

    private PointerSlot[] CollectPointers()
    {
        SortedDictionary<int, bool> cells = [];
        if (!_type.IsValueType)
        {
            foreach (PointerSlot inherited in _type.BaseType?.Layout.Pointers ?? [])
            {
                cells[inherited.Offset] = inherited.IsRef;
            }
        }

        int repeat = _type.IsInlineArray ? _type.InlineArrayLength : 1;
        foreach (FieldDesc field in _type.IsObject ? [] : _fields)
        {
            for (int i = 0; i < repeat; i++)
            {
                AddPointers(cells, field.FieldType, field.Offset + (i * field.FieldType.ValueSize));
            }
        }

        PointerSlot[] pointers = new PointerSlot[cells.Count];
        int next = 0;
        foreach (KeyValuePair<int, bool> cell in cells)
        {
            pointers[next++] = new PointerSlot(cell.Key, cell.Value);
        }

        return pointers;
    }

    private void AddPointers(SortedDictionary<int, bool> cells, TypeDesc type, int offset)
    {
        if (type.IsValueType)
        {
            foreach (PointerSlot pointer in type.Layout.Pointers)
            {
                AddPointer(cells, offset + pointer.Offset, pointer.IsRef);
            }
        }
        else if (!type.IsFunctionPointer)
        {
            AddPointer(cells, offset, type.IsReferenceType);
        }
    }

    private void AddPointer(SortedDictionary<int, bool> cells, int offset, bool isRef)
    {
        if (isRef && offset % 8 != 0)
        {
            throw new TypeSystemException($"{_type.FullName} has an object reference at offset {offset}, which is not 8-aligned");
        }

        cells[offset] = isRef;
    }

    // A reference may share its cell with other references only.
    private void RejectOverlaps()
    {
        foreach (FieldDesc field in _fields)
        {
            foreach (FieldDesc other in HasReferences(field.FieldType) ? _fields : [])
            {
                if (other != field && ReferencesCollide(field, other))
                {
                    throw new TypeSystemException($"{_type.FullName}: object references in {field.Name} overlap {other.Name}");
                }
            }
        }
    }

    private static bool ReferencesCollide(FieldDesc field, FieldDesc other)
    {
        int start = other.Offset;
        int end = start + other.FieldType.ValueSize;
        foreach (int cell in ReferenceCells(field))
        {
            if (cell < end && cell + 8 > start && !ReferenceCells(other).Contains(cell))
            {
                return true;
            }
        }

        return false;
    }

    private static List<int> ReferenceCells(FieldDesc field)
    {
        List<int> cells = [];
        if (field.FieldType.IsReferenceType)
        {
            cells.Add(field.Offset);
        }
        else if (field.FieldType.IsValueType)
        {
            foreach (PointerSlot pointer in field.FieldType.Layout.Pointers)
            {
                if (pointer.IsRef)
                {
                    cells.Add(field.Offset + pointer.Offset);
                }
            }
        }

        return cells;
    }

    private static bool HasReferences(TypeDesc type) =>
        type.IsReferenceType || type.IsByRef || (type.IsValueType && type.Layout.ContainsReferences);

    // Alignment that System V gives the C types behind these; .NET lays them out likewise.
    private static int FixedAlignment(TypeDesc type)
    {
        if (!type.Module.IsCoreLibrary)
        {
            return 1;
        }

        return type.Definition.FullName switch
        {
            "System.Int128" or "System.UInt128" => 16,
            "System.Runtime.Intrinsics.Vector64`1" => 8,
            "System.Runtime.Intrinsics.Vector128`1" or "System.Numerics.Vector`1" => 16,
            "System.Runtime.Intrinsics.Vector256`1" => 32,
            "System.Runtime.Intrinsics.Vector512`1" => 64,
            _ => 1,
        };
    }

    private static int AlignUp(int value, int alignment) => checked((value + alignment - 1) / alignment * alignment);

    private TypeSystemException TooLarge() => new($"{_type.FullName} is larger than {MaximumSize} bytes");
}
