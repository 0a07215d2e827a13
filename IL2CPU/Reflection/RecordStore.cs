using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace IL2CPU.Reflection;

/// <summary>Records of the format while their offsets are not known: bytes, with holes where other records are referred to.</summary>
/// <remarks>
/// A record is written between <see cref="Begin"/> and one of <see cref="Add"/>, <see cref="Share"/> and <see cref="Define"/>, one
/// at a time: what it refers to has a number before. Number 0 is the null handle. Records lie in the order they are finished in, but the last comes first.
/// </remarks>
internal sealed partial class RecordStore
{
    private readonly List<RecordKind> _kinds = [RecordKind.Null];

    // By place in the file: number, first byte, first reference.
    private readonly List<int> _order = [];
    private readonly List<int> _starts = [];
    private readonly List<int> _firstReferences = [];
    private readonly List<Reference> _references = [];
    private readonly Dictionary<string, int> _strings = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _sharedByHash = [];
    private readonly Dictionary<int, int> _nextShared = [];
    private byte[] _bytes = new byte[1 << 16];
    private int _length;
    private int _start;
    private int _firstReference;

    /// <summary>Number of a record that is defined later.</summary>
    public int Declare(RecordKind kind)
    {
        _kinds.Add(kind);
        return _kinds.Count - 1;
    }

    public void Begin()
    {
        _start = _length;
        _firstReference = _references.Count;
    }

    public void Define(int record)
    {
        _order.Add(record);
        _starts.Add(_start);
        _firstReferences.Add(_firstReference);
    }

    public int Add(RecordKind kind)
    {
        int record = Declare(kind);
        Define(record);
        return record;
    }

    /// <summary>Number of the record of that kind and contents; what was written is dropped if there is one already.</summary>
    public int Share(RecordKind kind)
    {
        int hash = Hash(kind);
        int first = _sharedByHash.GetValueOrDefault(hash, -1);
        for (int place = first; place >= 0; place = _nextShared[place])
        {
            if (IsCurrent(place, kind))
            {
                _length = _start;
                _references.RemoveRange(_firstReference, _references.Count - _firstReference);
                return _order[place];
            }
        }

        _nextShared.Add(_order.Count, first);
        _sharedByHash[hash] = _order.Count;
        return Add(kind);
    }

    /// <summary>The one record of a string.</summary>
    public int String(string text)
    {
        ref int record = ref CollectionsMarshal.GetValueRefOrAddDefault(_strings, text, out bool isKnown);
        if (!isKnown)
        {
            Begin();
            int count = Encoding.UTF8.GetByteCount(text);
            Unsigned((uint)count);
            Encoding.UTF8.GetBytes(text, Room(count));
            _length += count;
            record = Add(RecordKind.ConstantStringValue);
        }

        return record;
    }

    /// <summary>A reference whose kind is known by its place.</summary>
    public void To(int record) => Refer(record, isTagged: false);

    /// <summary>A reference that says which kind of record it leads to.</summary>
    public void Handle(int record) => Refer(record, isTagged: true);

    public void ToAll(List<int> records)
    {
        Unsigned((uint)records.Count);
        foreach (int record in records)
        {
            To(record);
        }
    }

    public void Handles(List<int> records)
    {
        Unsigned((uint)records.Count);
        foreach (int record in records)
        {
            Handle(record);
        }
    }

    public void Byte(byte value)
    {
        Room(1)[0] = value;
        _length++;
    }

    /// <summary>Bytes as they are, without a count.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    public void Unsigned(uint value) => _length += Encode(Room(MaximalSize), value);

    /// <summary>A signed number.</summary>
    /// <remarks>
    /// The reader does not extend the sign of the forms of two to four bytes, so a number that does not fit in one byte is
    /// written in one of them only if it is positive and their sign bit stays clear.
    /// </remarks>
    public void Signed(int value)
    {
        Span<byte> room = Room(MaximalSize);
        if (value is >= -64 and < 64)
        {
            room[0] = (byte)(value << 1);
            _length++;
        }
        else if (value is > 0 and < 1 << 27)
        {
            // One bit more than the number has keeps the sign bit clear.
            _length += EncodeIn(room, (uint)value, SizeOf((uint)value << 1));
        }
        else
        {
            _length += EncodeIn(room, (uint)value, MaximalSize);
        }
    }

    public void Unsigned(ulong value)
    {
        if (value <= uint.MaxValue)
        {
            Unsigned((uint)value);
        }
        else
        {
            Long(value);
        }
    }

    public void Signed(long value)
    {
        if (value is >= int.MinValue and <= int.MaxValue)
        {
            Signed((int)value);
        }
        else
        {
            Long((ulong)value);
        }
    }

    private void Long(ulong value)
    {
        Byte(0x1F);
        BitConverter.TryWriteBytes(Room(8), value);
        _length += 8;
    }

    private void Refer(int record, bool isTagged)
    {
        if (record == 0)
        {
            Byte(0);
        }
        else
        {
            _references.Add(new Reference(_length, record, isTagged));
        }
    }

    private Span<byte> Room(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        }

        return _bytes.AsSpan(_length);
    }

    private int Hash(RecordKind kind)
    {
        uint state = (uint)kind;
        foreach (byte value in _bytes.AsSpan(_start, _length - _start))
        {
            state = (state * 16777619) ^ value;
        }

        for (int i = _firstReference; i < _references.Count; i++)
        {
            state = (state * 16777619) ^ (uint)_references[i].Target;
        }

        return (int)(state ^ (state >> 15));
    }

    private bool IsCurrent(int place, RecordKind kind)
    {
        if (_kinds[_order[place]] != kind)
        {
            return false;
        }

        int start = _starts[place];
        int end = place + 1 < _starts.Count ? _starts[place + 1] : _start;
        int first = _firstReferences[place];
        int last = place + 1 < _starts.Count ? _firstReferences[place + 1] : _firstReference;
        if (last - first != _references.Count - _firstReference
            || !_bytes.AsSpan(start, end - start).SequenceEqual(_bytes.AsSpan(_start, _length - _start)))
        {
            return false;
        }

        for (int i = 0; i < last - first; i++)
        {
            Reference old = _references[first + i];
            Reference current = _references[_firstReference + i];
            if (old.Target != current.Target || old.IsTagged != current.IsTagged || old.Position - start != current.Position - _start)
            {
                return false;
            }
        }

        return true;
    }

    private readonly record struct Reference(int Position, int Target, bool IsTagged);
}
