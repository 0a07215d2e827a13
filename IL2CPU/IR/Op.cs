namespace IL2CPU.IR;

/// <summary>Operations. Operand and result rules are stated per group and enforced by the verifier.</summary>
/// <remarks>
/// "same" means result kind equals operand kinds. Comparisons yield I32 0 or 1. Everything that can throw, other than the
/// calls, is a <see cref="ThrowIf"/>, a checked operation, or a memory access through a possibly null base.
/// </remarks>
public enum Op : byte
{
    None,

    // Leaves. Const: Imm holds the integer, the IEEE bits, or 0 for null (any kind).
    Const,

    /// <summary>Imm = index of the scalar parameter (after classification); always in the entry block.</summary>
    Param,

    /// <summary>One argument per predecessor, in order of <see cref="Block.Predecessors"/>.</summary>
    Phi,

    /// <summary>Address of Aux: <see cref="Slot"/>, plus Imm. Ptr.</summary>
    SlotAddr,

    /// <summary>Address of Aux: <see cref="Symbol"/>, plus Imm. I64 (code, MethodTable), Ptr (data) or Ref (frozen object).
    /// An <see cref="OffsetSymbol"/> stands for its number itself, I64.</summary>
    SymbolAddr,

    /// <summary>First value of a handler block: the Ref the runtime passes in RAX.</summary>
    CatchArg,

    /// <summary>The frame pointer, Ptr. Used by filter functions and stack walking intrinsics.</summary>
    FrameAddr,

    /// <summary>R14: address of the current uthread. I64: it never lies in a movable stack.</summary>
    CurrentUthread,

    // Integer arithmetic, I32 or I64, same. Add and Sub also take (Ptr, I64) -> Ptr. Sub of two Ptr -> I64.
    Add,
    Sub,
    Mul,

    /// <summary>Signed and unsigned division: the divisor was checked before (non-zero; not MIN / -1).</summary>
    Div,
    DivUn,
    Rem,
    RemUn,
    And,
    Or,
    Xor,

    /// <summary>Shift count is I32 and taken modulo the width.</summary>
    Shl,
    Shr,
    ShrUn,
    RotateLeft,
    RotateRight,
    Neg,
    Not,

    /// <summary>High half of the 128-bit or 64-bit product.</summary>
    MulHigh,
    MulHighUn,

    // Checked arithmetic: call the overflow helper (never returns) on overflow.
    AddOvf,
    AddOvfUn,
    SubOvf,
    SubOvfUn,
    MulOvf,
    MulOvfUn,

    // Bit counting. Operand I32 or I64, result same kind. LeadingZeros/TrailingZeros of 0 give the width.
    PopCount,
    LeadingZeros,
    TrailingZeros,
    ByteSwap,

    // Floating arithmetic, F32 or F64, same.
    FAdd,
    FSub,
    FMul,
    FDiv,
    FNeg,
    FAbs,
    FSqrt,
    FFloor,
    FCeiling,
    FTruncate,
    FRound,

    // Conversions. The name gives source and target; Kind gives the result.
    /// <summary>Low 8 or 16 bits of an I32, extended to I32.</summary>
    SExt8,
    SExt16,
    ZExt8,
    ZExt16,

    /// <summary>I32 to I64.</summary>
    SExt32,
    ZExt32,

    /// <summary>I64 to I32.</summary>
    Trunc,

    /// <summary>I32 or I64 to F32 or F64; signed, and unsigned.</summary>
    IntToFloat,
    UIntToFloat,

    /// <summary>F32 or F64 to I32 or I64, saturating, NaN to 0, as .NET defines since version 9.</summary>
    FloatToInt,
    FloatToUInt,

    /// <summary>F32 to F64 or back.</summary>
    FloatToFloat,

    /// <summary>Same bits, other register class: I32/F32 or I64/F64.</summary>
    Bitcast,

    /// <summary>Ptr or Ref to I64. From here on nothing adjusts it.</summary>
    PtrToInt,

    /// <summary>I64 to Ptr, or I64 to Ref for handle-like code in the runtime.</summary>
    IntToPtr,

    /// <summary>Ref to Ptr (interior).</summary>
    RefToPtr,

    // Comparison: two operands of one kind, result I32. For floats, plain is ordered (NaN gives 0; Ne gives 1),
    // "Un" is unordered (NaN gives 1). For integers "Un" is unsigned; Ref and Ptr use Eq, Ne and the unsigned forms.
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    LtUn,
    LeUn,
    GtUn,
    GeUn,

    /// <summary>(I32 condition, a, b): a when the condition is not 0.</summary>
    Select,

    // Memory. Address is Args[0] (Ptr, Ref or I64); Imm is a displacement; Aux may be an OffsetSymbol added to it.
    // Mem gives the width. Flags may hold Volatile (acquire for loads, release for stores) and NonNull.
    Load,
    Store,

    /// <summary>(destination, source), Imm bytes, Aux the TypeDesc copied or null. May overlap only if equal.</summary>
    CopyBlock,

    /// <summary>(destination), Imm bytes.</summary>
    ZeroBlock,

    /// <summary>(destination, source, I64 count): memmove. (destination, I32 byte, I64 count): memset.</summary>
    MemMove,
    MemSet,

    /// <summary>Faults, or throws, when Args[0] is null. No result.</summary>
    NullCheck,

    /// <summary>(condition): Aux a MethodSymbol of a helper that never returns, called when the condition is not 0. Further args are passed to it.</summary>
    ThrowIf,

    // Atomics, sequentially consistent. Args: address, operand(s). Mem gives the width; result is the old value.
    AtomicExchange,
    AtomicAdd,

    /// <summary>(address, value, comparand), old value.</summary>
    AtomicCompareExchange,
    AtomicAnd,
    AtomicOr,
    Fence,

    // Calls. Aux: for Call a Symbol, for CallVirtual the slot's MethodDesc (class, interface or generic virtual; this is Args[Imm]: 1 behind a return buffer, else 0),
    // for CallIndirect a CallSignature with Args[0] the I64 code address. Flags may hold Unmanaged, NoReturn, Tail.
    Call,
    CallVirtual,
    CallIndirect,

    /// <summary>(call): Imm = 1, the second scalar result. Directly follows its call.</summary>
    SecondResult,

    // High-level operations, expanded by Lowering. Aux is a TypeDesc unless stated.
    NewObject,

    /// <summary>(I64 length): Aux the array type.</summary>
    NewArray,

    /// <summary>(Ref): Ref or null. CastClass throws instead.</summary>
    IsInst,
    CastClass,

    /// <summary>Address of the type's statics block, after its class constructor ran if it has one.</summary>
    StaticBase,
    ThreadStaticBase,

    /// <summary>Runs the class constructor if needed. No result.</summary>
    ClassInit,

    /// <summary>(Ref): Aux the slot's MethodDesc; I64 code address for ldvirtftn.</summary>
    VirtualFunction,

    /// <summary>Preemption point of a call-free loop.</summary>
    Poll,

    /// <summary>One machine instruction with fixed operands: Aux a <see cref="MachineInstruction"/>.</summary>
    Machine,

    // Terminators.
    Jump,

    /// <summary>(I32): successor 0 when not 0, else successor 1.</summary>
    Branch,

    /// <summary>(I32): successor i for i in 0..n-1 (unsigned), the last successor otherwise.</summary>
    Switch,

    /// <summary>0, 1 or 2 scalar results.</summary>
    Return,
    Unreachable,
}
