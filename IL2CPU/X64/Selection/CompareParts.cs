using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Selection;

/// <summary>Second operand of an instruction: immediate, memory or virtual register.</summary>
internal struct Source
{
    public bool IsImm;
    public bool IsMemory;
    public long Imm;
    public int Register;
    public Address Address;
}

/// <summary>A comparison ready to be attached to the instruction that uses its flags.</summary>
internal struct CompareParts
{
    public CompareForm Form;
    public byte Size;
    public Condition Cond;
    public int A;
    public Source Right;
}
