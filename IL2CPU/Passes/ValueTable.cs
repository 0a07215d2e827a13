using System;
using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>Values by what they compute. The newest of equal ones is found; what was entered last is taken out first.</summary>
internal sealed class ValueTable
{
    private const int FirstSize = 256;

    // Of each bucket the newest entry, counted from 1.
    private int[] _buckets = new int[FirstSize];
    private Entry[] _entries = new Entry[FirstSize];
    private int _count;

    private struct Entry
    {
        public ValueKey Key;
        public Value Value;
        public int Hash;

        // Next older one in the bucket, as in _buckets.
        public int Next;
    }

    public Value? Find(in ValueKey key)
    {
        int hash = key.GetHashCode();
        for (int at = _buckets[hash & (_buckets.Length - 1)]; at != 0; at = _entries[at - 1].Next)
        {
            ref Entry entry = ref _entries[at - 1];
            if (entry.Hash == hash && entry.Key.Equals(in key))
                return entry.Value;
        }

        return null;
    }

    public void Add(in ValueKey key, Value value)
    {
        if (_count == _entries.Length)
            Grow();
        ref Entry entry = ref _entries[_count++];
        entry.Key = key;
        entry.Value = value;
        entry.Hash = key.GetHashCode();
        Link(ref entry, _count);
    }

    public void RemoveLast()
    {
        ref Entry entry = ref _entries[--_count];
        _buckets[entry.Hash & (_buckets.Length - 1)] = entry.Next;
        entry = default;
    }

    private void Link(ref Entry entry, int position)
    {
        ref int bucket = ref _buckets[entry.Hash & (_buckets.Length - 1)];
        entry.Next = bucket;
        bucket = position;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _buckets = new int[_entries.Length];
        for (int i = 0; i < _count; i++)
            Link(ref _entries[i], i + 1);
    }
}
