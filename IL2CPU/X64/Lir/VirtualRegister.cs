using IL2CPU.IR;
using IL2CPU.X64.Allocation;

namespace IL2CPU.X64.Lir;

/// <summary>A value of the method, defined once.</summary>
internal struct VirtualRegister
{
    public Kind Kind;

    /// <summary>The constant or address this stands for; such a register has no interval and is made wherever it is needed.</summary>
    public Value? Leaf;

    /// <summary>Another virtual register whose machine register would save a move; 0 for none.</summary>
    public int Hint;

    /// <summary>The operand the defining instruction works on in place; 0 for none. Next best to <see cref="Hint"/>.</summary>
    public int Tied;

    /// <summary>Index of the incoming stack argument that holds it; -1 for none.</summary>
    public int Home;

    /// <summary>Block defining it, -1 while unknown; used outside it when <see cref="Global"/> is not -1.</summary>
    public int Block;

    /// <summary>Index in the liveness sets; -1 for a register local to its block.</summary>
    public int Global;

    public bool IsPhi;

    /// <summary>Some part of its lifetime is spent in its slot.</summary>
    public bool NeedsSlot;

    /// <summary>The slot is filled on the way into cold code, not at the definition: it holds nothing elsewhere.</summary>
    public bool IsSlotLazy;

    /// <summary>The slot is filled later than at the definition: polls before that find the value in its register only.</summary>
    public bool IsSlotLate;

    /// <summary>The slot is filled only in the cold path of a poll.</summary>
    public bool NeedsPollSlot;

    /// <summary>Distance of the slot from RBP; 0 while there is none.</summary>
    public int FrameOffset;

    public Interval? Interval;

    public readonly bool IsVector => Kind.IsFloat;
}
