using System;

namespace IL2CPU.X64.Lir;

/// <summary>Growing array that is emptied, not freed, between methods; elements are reached by reference.</summary>
internal sealed class Arena<T>
    where T : struct
{
    private T[] _items = new T[64];

    public int Count { get; private set; }

    public ref T this[int index] => ref _items[index];

    public int Add(in T item)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);
        _items[Count] = item;
        return Count++;
    }

    public void Clear()
    {
        // Elements may hold references to the body of the previous method.
        Array.Clear(_items, 0, Count);
        Count = 0;
    }

    public Span<T> Span => _items.AsSpan(0, Count);
}
