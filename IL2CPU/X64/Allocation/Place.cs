using System;

namespace IL2CPU.X64.Allocation;

/// <summary>Where a value is: machine register, the slot of a virtual register, or nowhere because it is a leaf.</summary>
internal readonly struct Place : IEquatable<Place>
{
    private const int FirstSlot = 64;
    private readonly int _code;

    private Place(int code) => _code = code;

    public static Place None => default;

    public bool IsNone => _code == 0;

    public bool IsRegister => _code is > 0 and < FirstSlot;

    public bool IsSlot => _code >= FirstSlot;

    public bool IsLeaf => _code < 0;

    /// <summary>0 to 31.</summary>
    public int Register => _code - 1;

    /// <summary>Virtual register whose slot or leaf this is.</summary>
    public int Owner => IsLeaf ? -_code : _code - FirstSlot;

    public static Place InRegister(int register) => new(register + 1);

    public static Place Slot(int virtualRegister) => new(virtualRegister + FirstSlot);

    public static Place Leaf(int virtualRegister) => new(-virtualRegister);

    public bool Equals(Place other) => _code == other._code;

    public override bool Equals(object? obj) => obj is Place other && Equals(other);

    public override int GetHashCode() => _code;

    public static bool operator ==(Place left, Place right) => left._code == right._code;

    public static bool operator !=(Place left, Place right) => left._code != right._code;

    public override string ToString() => IsRegister ? $"r{Register}" : IsSlot ? $"slot(v{Owner})" : IsLeaf ? $"leaf(v{Owner})" : "none";
}
