using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Abi;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Objects;

/// <summary>Makes the descriptors telling the collector where references lie in objects. Equal ones are shared.</summary>
internal static class GcDescriptors
{
    private const int CellSize = 8;
    private const int ArrayDataOffset = 16;

    /// <summary>The descriptor of a type's instances, or null when they hold no reference.</summary>
    public static BytesSymbol? Of(TypeDesc type)
    {
        if (type.IsArray)
            return OfArray(type);
        if (!type.IsValueType && !type.IsClass)
            return null;
        if (type.IsGenericDefinition || type.IsByRefLike || type.IsVoid)
            return null;
        int bias = type.IsValueType ? CellSize : 0;
        List<ulong> bitmap = Bitmap(ReferenceOffsets(type), bias);
        return bitmap.Count == 0 ? null : Make(GcDescriptorKind.Fixed, bitmap, 0, 0);
    }

    /// <summary>Bits for the 8-byte cells at the offsets (plus bias); empty for no offset.</summary>
    public static List<ulong> Bitmap(IEnumerable<int> offsets, int bias = 0)
    {
        var words = new List<ulong>();
        foreach (int offset in offsets)
        {
            int bit = (offset + bias) / CellSize;
            while (words.Count <= bit / 64)
                words.Add(0);
            words[bit / 64] |= 1UL << (bit % 64);
        }

        return words;
    }

    /// <summary>A bitmap as shared read-only data.</summary>
    public static BytesSymbol BitmapSymbol(List<ulong> words)
    {
        var bytes = new ByteWriter();
        foreach (ulong word in words)
            bytes.UInt64(word);
        return Shared("bitmap", bytes.ToArray());
    }

    private static BytesSymbol? OfArray(TypeDesc type)
    {
        TypeDesc element = type.Element;
        int dataOffset = type.IsSzArray ? ArrayDataOffset : ArrayDataOffset + (type.Rank * 2 * sizeof(int));
        if (element.IsReferenceType)
            return Make(GcDescriptorKind.ReferenceArray, [], dataOffset, CellSize);
        if (!element.IsValueType)
            return null;
        List<ulong> bitmap = Bitmap(ReferenceOffsets(element));
        return bitmap.Count == 0 ? null : Make(GcDescriptorKind.StructArray, bitmap, dataOffset, element.Layout.Size);
    }

    private static IEnumerable<int> ReferenceOffsets(TypeDesc type)
    {
        foreach (PointerSlot slot in type.Layout.Pointers)
        {
            if (slot.IsRef)
                yield return slot.Offset;
        }
    }

    private static BytesSymbol Make(GcDescriptorKind kind, List<ulong> bitmap, int dataOffset, int elementSize)
    {
        var bytes = new ByteWriter();
        bytes.UInt32((uint)kind);
        bytes.UInt32((uint)bitmap.Count);
        bytes.UInt32((uint)dataOffset);
        bytes.UInt32((uint)elementSize);
        foreach (ulong word in bitmap)
            bytes.UInt64(word);
        return Shared("gc", bytes.ToArray());
    }

    private static BytesSymbol Shared(string prefix, byte[] bytes)
    {
        var label = new StringBuilder(prefix).Append(':');
        foreach (byte value in bytes)
            label.Append(value.ToString("x2", CultureInfo.InvariantCulture));
        return new BytesSymbol(label.ToString(), bytes, CellSize);
    }
}
