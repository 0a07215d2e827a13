using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Numerics;
using Abi;
using IL2CPU.IR;

namespace IL2CPU.Link.Tables;

/// <summary>Return address to live slots: an open-addressed hash of text offsets, and shared records.</summary>
internal sealed class StackMapTable
{
    private const string Category = "stack maps";

    private readonly List<(uint Offset, uint Record)> _entries = [];
    private readonly List<uint> _records = [];
    private readonly Dictionary<RecordKey, uint> _index = [];

    public StackMapTable()
    {
        if (Record([], -1) != StackMapRecord.Empty)
            throw new InvalidOperationException("the empty record must come first");
    }

    /// <summary>Entries - 1.</summary>
    public uint Mask => Capacity - 1;

    public int Shift => 32 - BitOperations.Log2(Capacity);

    /// <summary>A power of two, at least twice the number of entries, so that probes stay short.</summary>
    private uint Capacity => Math.Max(2, BitOperations.RoundUpToPowerOf2((uint)_entries.Count * 2));

    public void Add(uint returnOffset, ImmutableArray<uint> slots, int argumentRegisters) =>
        _entries.Add((returnOffset, Record(slots, argumentRegisters)));

    /// <summary>Index of the record with these slots.</summary>
    public uint Record(ImmutableArray<uint> slots, int argumentRegisters)
    {
        int count = slots.IsDefault ? 0 : slots.Length;
        while (count > 0 && slots[count - 1] == 0)
            count--;
        if (count > StackMapRecord.WordCountMask)
            throw new LinkException("a frame is too large for its stack map");
        var words = new uint[count + 1];
        words[0] = (uint)count;
        if (argumentRegisters >= 0)
            words[0] |= StackMapRecord.IsSplit | (((uint)argumentRegisters & StackMapRecord.ArgumentMask) << StackMapRecord.ArgumentShift);
        for (int i = 0; i < count; i++)
            words[i + 1] = slots[i];
        var key = new RecordKey(words);
        if (!_index.TryGetValue(key, out uint record))
        {
            record = (uint)_records.Count;
            _index.Add(key, record);
            _records.AddRange(words);
        }

        return record;
    }

    public DataObject BuildHash(Symbol symbol)
    {
        uint capacity = Capacity;
        var table = new (uint Offset, uint Record)[capacity];
        foreach ((uint offset, uint record) in _entries)
        {
            uint at = unchecked(offset * Abi.StackMapEntry.Multiplier) >> Shift;
            while (table[at].Offset != 0)
            {
                if (table[at].Offset == offset)
                    throw new InvalidOperationException($"two stack maps for return address {offset:x}");
                at = (at + 1) & (capacity - 1);
            }

            table[at] = (offset, record);
        }

        var writer = new ObjectWriter();
        foreach ((uint offset, uint record) in table)
        {
            writer.UInt32(offset);
            writer.UInt32(record);
        }

        return writer.Finish(symbol, SectionKind.ReadOnly, Category);
    }

    public DataObject BuildRecords(Symbol symbol)
    {
        var writer = new ObjectWriter();
        foreach (uint word in _records)
            writer.UInt32(word);
        return writer.Finish(symbol, SectionKind.ReadOnly, Category);
    }

    private readonly record struct RecordKey(uint[] Words)
    {
        public bool Equals(RecordKey other) => Words.AsSpan().SequenceEqual(other.Words);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (uint word in Words)
                hash.Add(word);
            return hash.ToHashCode();
        }
    }
}
