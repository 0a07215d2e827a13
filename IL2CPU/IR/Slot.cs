using IL2CPU.TypeSystem;

namespace IL2CPU.IR;

/// <summary>A frame location with an address: struct, address-taken local, argument copy, variable live into a handler.</summary>
/// <remarks>Slots holding pointers are always live, zeroed in the prologue and part of the base map.</remarks>
public sealed class Slot
{
    internal Slot(int id, int size, int alignment, TypeDesc? type)
    {
        Id = id;
        Size = size;
        Alignment = alignment;
        Type = type;
    }

    public int Id { get; }

    /// <summary>Bytes; at least 1.</summary>
    public int Size { get; }

    /// <summary>1, 2, 4, 8 or 16.</summary>
    public int Alignment { get; }

    /// <summary>Gives the pointer cells by its layout; null: a scalar slot described by <see cref="ScalarKind"/>, or raw bytes.</summary>
    public TypeDesc? Type { get; }

    /// <summary>For a slot of one scalar: its kind, so that a Ref or Ptr cell is mapped. Void otherwise.</summary>
    public Kind ScalarKind { get; init; }

    /// <summary>Number of consecutive elements of <see cref="Type"/> (stackalloc of fixed size); 1 otherwise.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The content must be zero at entry even if it holds no pointer (InitLocals observable).</summary>
    public bool MustZero { get; set; }

    /// <summary>A filter function reaches this slot through <see cref="FrameOffset"/>: uses outside this body.</summary>
    public bool IsShared { get; set; }

    /// <summary>Nothing refers to the slot any more: it takes no room in the frame. Ids of the others stay.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>Source name, for people who read IR.</summary>
    public string? Name { get; set; }

    public override string ToString() => $"s{Id}";
}
