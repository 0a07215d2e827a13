using IL2CPU.IR;

namespace IL2CPU.X64.Lir;

/// <summary>What the first component of an address is.</summary>
internal enum AddressBase : byte
{
    None,
    Register,
    Slot,
    Frame,
    Uthread,
    Symbol,
}

/// <summary>Memory operand: base + index * scale + displacement (+ an offset symbol).</summary>
internal struct Address
{
    public AddressBase Base;
    public byte Scale;

    /// <summary>Virtual registers while selecting; operand indexes of the instruction afterwards. 0, later -1: none.</summary>
    public int BaseRegister;
    public int IndexRegister;
    public int Displacement;
    public Slot? Slot;
    public Symbol? Symbol;
    public OffsetSymbol? Offset;
}
