using System.Collections.Generic;

namespace IL2CPU.Import;

/// <summary>A set that remembers the order of insertion.</summary>
internal sealed class OrderedSet<T>
{
    private readonly HashSet<T> _set = [];
    private readonly List<T> _items = [];

    public IReadOnlyList<T> Items => _items;

    public bool Contains(T item) => _set.Contains(item);

    public bool Add(T item)
    {
        if (!_set.Add(item))
            return false;
        _items.Add(item);
        return true;
    }

    public void Clear()
    {
        _set.Clear();
        _items.Clear();
    }
}
