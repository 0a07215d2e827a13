namespace IL2CPU.X64.Lir;

/// <summary>Low-level operations; each becomes a short fixed sequence of machine instructions.</summary>
/// <remarks>D, A, B, C are operand indexes of <see cref="Instruction"/>. "src" is the immediate, else the address, else B.</remarks>
internal enum Opcode : byte
{
    /// <summary>Defines the parameters; operand i is parameter Aux[i].</summary>
    Entry,

    /// <summary>D = RAX.</summary>
    CatchEntry,

    /// <summary>D = A, same class.</summary>
    Copy,

    /// <summary>D = the leaf value in Aux.</summary>
    Leaf,

    /// <summary>D = address.</summary>
    Lea,

    // D = A op src. Cond other than None: branch to the overflow throw when it holds afterwards.
    Add,
    Or,
    And,
    Sub,
    Xor,
    Imul,

    /// <summary>[address] op= imm or B. Form is the ALU opcode.</summary>
    StoreOp,

    // D = op A.
    Neg,
    Not,
    ByteSwap,

    // D = A shifted by imm or by B.
    Shl,
    Shr,
    Sar,
    Rol,
    Ror,

    // D = A / src and the like, through RAX and RDX.
    Div,
    DivUn,
    Rem,
    RemUn,
    MulHigh,
    MulHighUn,

    /// <summary>D = A * B unsigned; Cond as for Add.</summary>
    MulChecked,
    PopCount,
    LeadingZeros,
    TrailingZeros,

    /// <summary>D = A extended; Form is the MemType of the narrow value, Size the width of the result.</summary>
    Extend,

    /// <summary>D = [address]; Form is a MemType, Size 8 with I32 means sign extension.</summary>
    Load,

    /// <summary>[address] = imm or A; Form is a MemType.</summary>
    Store,

    // Compare A with src (Form is a CompareForm), then use Cond.
    Branch,
    SetCondition,

    /// <summary>D = Cond ? B : C of a CompareForm over the other operands: see <see cref="Instruction.E"/>.</summary>
    Select,

    // D = C + 1 or C - 1 if Cond, which is Below or AboveEqual, of a CompareForm over the other operands; otherwise D = C.
    AddIf,
    SubIf,
    ThrowIf,

    // D = A op src on XMM; Size 4 or 8.
    FAdd,
    FSub,
    FMul,
    FDiv,
    FXor,
    FAnd,
    FSqrt,

    /// <summary>D = A rounded; Imm is the mode.</summary>
    FRoundTo,

    // Conversions; Size is the source width, Form the target width.
    IntToFloat,
    UIntToFloat,
    FloatToInt,
    FloatToUInt,
    FloatToFloat,
    Bitcast,

    CopyBlock,
    ZeroBlock,
    NullCheck,

    AtomicExchange,
    AtomicAdd,

    /// <summary>D = old; A comparand (through RAX), B new value.</summary>
    AtomicCompareExchange,

    /// <summary>D = old; Imm holds nothing, B the operand; Form is the ALU opcode.</summary>
    AtomicLoop,

    /// <summary>lock [address] op= imm or B. Form is the ALU opcode.</summary>
    AtomicStoreOp,
    Fence,

    /// <summary>Operands from E on are arguments; A the target or -1; D and C the results.</summary>
    Call,
    Poll,

    /// <summary>Aux is a row of the machine instruction table; operands from E on are its inputs, D the result.</summary>
    Machine,

    Jump,
    Switch,
    Return,
    Unreachable,
}

/// <summary>How a compare sets the flags.</summary>
internal enum CompareForm : byte
{
    /// <summary>cmp A, src.</summary>
    Compare,

    /// <summary>test A, src.</summary>
    Test,

    /// <summary>test A, A.</summary>
    TestSelf,

    /// <summary>cmp [address], imm; A unused.</summary>
    Memory,

    /// <summary>test [address], imm; A unused.</summary>
    MemoryTest,

    /// <summary>ucomiss or ucomisd A, src.</summary>
    Float,
}

/// <summary>Modifiers of <see cref="Opcode.Call"/>, in its Form.</summary>
[System.Flags]
internal enum CallForm : byte
{
    None = 0,
    Unmanaged = 1,
    NoReturn = 2,
    Tail = 4,

    /// <summary>The code address is [address] with the base in RAX.</summary>
    TargetInMemory = 8,
}
