using System;
using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>What is known of values of one body, by their ids.</summary>
internal sealed class ValueFacts
{
    private bool[] _isKnown = [];
    private bool[] _isNonNull = [];
    private long[] _known = [];

    /// <summary>How many values have a known content.</summary>
    public int KnownCount { get; private set; }

    public bool TryGetKnown(Value value, out long known)
    {
        if (value.Id < _isKnown.Length && _isKnown[value.Id])
        {
            known = _known[value.Id];
            return true;
        }

        known = 0;
        return false;
    }

    /// <returns>False when the content was known already.</returns>
    public bool TryAddKnown(Value value, long known)
    {
        Reserve(value.Id);
        if (_isKnown[value.Id])
            return false;
        _isKnown[value.Id] = true;
        _known[value.Id] = known;
        KnownCount++;
        return true;
    }

    public void RemoveKnown(Value value)
    {
        _isKnown[value.Id] = false;
        KnownCount--;
    }

    public bool IsNonNull(Value value) => value.Id < _isNonNull.Length && _isNonNull[value.Id];

    /// <returns>False when that was known already.</returns>
    public bool TryAddNonNull(Value value)
    {
        Reserve(value.Id);
        if (_isNonNull[value.Id])
            return false;
        return _isNonNull[value.Id] = true;
    }

    public void RemoveNonNull(Value value) => _isNonNull[value.Id] = false;

    private void Reserve(int id)
    {
        if (id < _known.Length)
            return;
        int size = Math.Max(256, id * 2);
        Array.Resize(ref _isKnown, size);
        Array.Resize(ref _isNonNull, size);
        Array.Resize(ref _known, size);
    }
}
