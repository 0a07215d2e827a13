namespace IL2CPU.X64.Lir;

/// <summary>One low-level instruction over virtual registers.</summary>
internal struct Instruction
{
    public Opcode Op;
    public byte Size;
    public byte Form;
    public Condition Cond;
    public bool HasImm;

    // Operand indexes relative to FirstOperand, -1 when absent.
    public sbyte D;
    public sbyte A;
    public sbyte B;
    public sbyte C;

    /// <summary>Select: the value when true is E, when false C. Calls and Machine: first argument.</summary>
    public sbyte E;

    public int FirstOperand;
    public int OperandCount;

    /// <summary>Index of the address, and of the second one (source of CopyBlock); -1 for none.</summary>
    public int Address;
    public int Address2;

    /// <summary>Machine registers destroyed at the Late point.</summary>
    public uint Clobbers;
    public int Location;
    public long Imm;
    public object? Aux;
}
