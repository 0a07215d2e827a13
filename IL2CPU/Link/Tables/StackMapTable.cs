using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Abi;
using IL2CPU.IR;

namespace IL2CPU.Link.Tables;

/// <summary>Return address to live slots: entries by pages of text, and shared records.</summary>
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

    public void Add(uint returnOffset, ImmutableArray<uint> slots, int argumentRegisters, int pinnedOutgoing = -1) =>
        _entries.Add((returnOffset, Record(slots, argumentRegisters, pinnedOutgoing)));

    /// <summary>Index of the record with these slots.</summary>
    /// <param name="slots">Bit i: slot i is live.</param>
    /// <param name="argumentRegisters">Those of a split that hold pointers, or -1.</param>
    /// <param name="pinnedOutgoing">Of a frame that stays where it is: bytes of outgoing arguments. -1 for any other.</param>
    public uint Record(ImmutableArray<uint> slots, int argumentRegisters, int pinnedOutgoing = -1)
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
        else if (pinnedOutgoing >= 0)
            words[0] |= PinnedHead(pinnedOutgoing);
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

    private static uint PinnedHead(int outgoing)
    {
        uint units = (uint)outgoing / 8;
        if (units > StackMapRecord.OutgoingMask)
            throw new LinkException("a frame that may not move passes too many arguments");
        return StackMapRecord.IsPinned | (units << StackMapRecord.OutgoingShift);
    }

    /// <summary>Index of the first entry of every page, and behind them the number of entries.</summary>
    public DataObject BuildPages(Symbol symbol, uint textSize)
    {
        Sort();
        var writer = new ObjectWriter();
        int entry = 0;
        // A return address may be the end of the text.
        for (uint page = 0; page <= (textSize >> Abi.StackMapEntry.PageShift) + 1; page++)
        {
            while (entry < _entries.Count && _entries[entry].Offset >> Abi.StackMapEntry.PageShift < page)
                entry++;
            writer.UInt32((uint)entry);
        }

        return writer.Finish(symbol, SectionKind.ReadOnly, Category);
    }

    public DataObject BuildEntries(Symbol symbol)
    {
        Sort();
        var writer = new ObjectWriter();
        foreach ((uint offset, uint record) in _entries)
        {
            if (record >= 1u << (32 - Abi.StackMapEntry.PageShift))
                throw new LinkException("too many different stack maps");
            writer.UInt32((record << Abi.StackMapEntry.PageShift) | (offset & (Abi.StackMapEntry.PageSize - 1)));
        }

        return writer.Finish(symbol, SectionKind.ReadOnly, Category);
    }

    private void Sort()
    {
        _entries.Sort(static (a, b) => a.Offset.CompareTo(b.Offset));
        for (int i = 1; i < _entries.Count; i++)
        {
            if (_entries[i].Offset == _entries[i - 1].Offset)
                throw new InvalidOperationException($"two stack maps for return address {_entries[i].Offset:x}");
        }
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
