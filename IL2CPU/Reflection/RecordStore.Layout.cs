using System;
using IL2CPU.TypeSystem;

namespace IL2CPU.Reflection;

internal sealed partial class RecordStore
{
    // One bit more and the kind would not fit beside the offset in a handle.
    private const int MaximalOffset = (1 << 25) - 1;
    private const int MaximalSize = 5;
    private int[] _offsets = [];

    /// <summary>Where a record begins in the bytes that <see cref="Serialize"/> returned.</summary>
    public int OffsetOf(int record) => _offsets[record];

    /// <summary>Assigns offsets and fills the references in. The record finished last lies first, at the given offset.</summary>
    /// <remarks>The size of a reference depends on where it leads. Offsets only grow, so repeating the sum ends.</remarks>
    public byte[] Serialize(int firstOffset)
    {
        _offsets = new int[_kinds.Count];
        byte[] sizes = new byte[_references.Count];
        Array.Fill<byte>(sizes, 1);
        int end;
        bool isStable;
        do
        {
            end = Place(sizes, firstOffset);
            isStable = !Grow(sizes);
        }
        while (!isStable);
        if (end > MaximalOffset)
        {
            throw new TypeSystemException($"descriptions for reflection take {end >> 20} MiB, more than the {(MaximalOffset + 1) >> 20} the format can hold");
        }

        byte[] result = new byte[end];
        int last = _order.Count - 1;
        Span<byte> rest = Fill(last, result.AsSpan(firstOffset), sizes);
        for (int place = 0; place < last; place++)
        {
            rest = Fill(place, rest, sizes);
        }

        return result;
    }

    private int Place(byte[] sizes, int firstOffset)
    {
        int offset = firstOffset;
        int last = _order.Count - 1;
        offset += Place(last, offset, sizes);
        for (int place = 0; place < last; place++)
        {
            offset += Place(place, offset, sizes);
        }

        return offset;
    }

    private int Place(int place, int offset, byte[] sizes)
    {
        _offsets[_order[place]] = offset;
        (int nextStart, int nextReference) = After(place);
        int size = nextStart - _starts[place];
        for (int i = _firstReferences[place]; i < nextReference; i++)
        {
            size += sizes[i];
        }

        return size;
    }

    private bool Grow(byte[] sizes)
    {
        bool hasGrown = false;
        for (int i = 0; i < sizes.Length; i++)
        {
            byte size = (byte)SizeOf(Encoded(_references[i]));
            if (size > sizes[i])
            {
                sizes[i] = size;
                hasGrown = true;
            }
        }

        return hasGrown;
    }

    private Span<byte> Fill(int place, Span<byte> result, byte[] sizes)
    {
        int from = _starts[place];
        (int nextStart, int nextReference) = After(place);
        for (int i = _firstReferences[place]; i < nextReference; i++)
        {
            Reference reference = _references[i];
            int plain = reference.Position - from;
            _bytes.AsSpan(from, plain).CopyTo(result);
            from = reference.Position;
            result = result[plain..];
            result = result[EncodeIn(result, Encoded(reference), sizes[i])..];
        }

        _bytes.AsSpan(from, nextStart - from).CopyTo(result);
        return result[(nextStart - from)..];
    }

    private uint Encoded(Reference reference)
    {
        uint offset = (uint)_offsets[reference.Target];
        return reference.IsTagged ? (offset << 7) | (uint)_kinds[reference.Target] : offset;
    }

    private (int Start, int Reference) After(int place) => place + 1 < _order.Count
        ? (_starts[place + 1], _firstReferences[place + 1])
        : (_length, _references.Count);

    private static int SizeOf(uint value) => value switch
    {
        < 1 << 7 => 1,
        < 1 << 14 => 2,
        < 1 << 21 => 3,
        < 1 << 28 => 4,
        _ => MaximalSize,
    };

    private static int Encode(Span<byte> room, uint value) => EncodeIn(room, value, SizeOf(value));

    /// <summary>The low bits of the first byte say how many follow: 0, 01, 011, 0111; 01111 stands alone before four bytes.</summary>
    private static int EncodeIn(Span<byte> room, uint value, int size)
    {
        if (size == MaximalSize)
        {
            room[0] = 0x0F;
            BitConverter.TryWriteBytes(room[1..], value);
            return size;
        }

        uint encoded = (value << size) | ((1u << (size - 1)) - 1);
        for (int i = 0; i < size; i++)
        {
            room[i] = (byte)(encoded >> (8 * i));
        }

        return size;
    }
}
