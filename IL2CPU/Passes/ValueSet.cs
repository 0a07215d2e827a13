using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>The constants a parameter may be: none yet, a few, or anything. Only grows.</summary>
internal sealed class ValueSet
{
    private const int Limit = 64;
    private readonly List<(long Imm, Symbol? Symbol)> _members = [];

    /// <summary>Nothing is known.</summary>
    public bool IsAny { get; private set; }

    /// <summary>In order of discovery. An address has its symbol, and no number.</summary>
    public IReadOnlyList<(long Imm, Symbol? Symbol)> Members => _members;

    /// <returns>True when the set grew.</returns>
    public bool Add(long imm, Symbol? symbol)
    {
        if (IsAny || _members.Contains((imm, symbol)))
            return false;
        if (_members.Count == Limit)
            return MakeAny();
        _members.Add((imm, symbol));
        return true;
    }

    public bool AddAll(ValueSet other)
    {
        if (other.IsAny)
            return MakeAny();
        bool grew = false;
        for (int i = 0; i < other._members.Count; i++)
            grew |= Add(other._members[i].Imm, other._members[i].Symbol);
        return grew;
    }

    public bool MakeAny()
    {
        bool grew = !IsAny;
        IsAny = true;
        _members.Clear();
        return grew;
    }
}
