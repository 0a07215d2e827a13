using System;
using IL2CPU.IR;

namespace IL2CPU.X64.Emission;

/// <summary>End of a move in machine terms: register, frame cell, outgoing argument, or a leaf value.</summary>
internal readonly record struct Site
{
    private Site(SiteKind kind, int number, Value? leaf)
    {
        Kind = kind;
        Number = number;
        Leaf = leaf;
    }

    public SiteKind Kind { get; }

    /// <summary>Machine register, or offset from RBP or RSP.</summary>
    public int Number { get; }

    public Value? Leaf { get; }

    public bool IsMemory => Kind is SiteKind.Frame or SiteKind.Outgoing;

    public static Site Register(int register) => new(SiteKind.Register, register, null);

    public static Site Frame(int offset) => new(SiteKind.Frame, offset, null);

    public static Site Outgoing(int offset) => new(SiteKind.Outgoing, offset, null);

    /// <summary>The cell so many bytes behind this one.</summary>
    public Site Behind(int bytes) => new(Kind, Number + bytes, null);

    public static Site Of(Value leaf) => new(SiteKind.Leaf, 0, leaf);

    public bool Equals(Site other) => Kind == other.Kind && Number == other.Number && ReferenceEquals(Leaf, other.Leaf);

    public override int GetHashCode() => HashCode.Combine(Kind, Number);
}

/// <summary>Kinds of <see cref="Site"/>.</summary>
internal enum SiteKind : byte
{
    Register,
    Frame,
    Outgoing,
    Leaf,
}
