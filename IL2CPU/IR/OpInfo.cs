using System;

namespace IL2CPU.IR;

/// <summary>What an operation may do besides computing its result.</summary>
[Flags]
public enum OpTraits : ushort
{
    None = 0,

    /// <summary>The result depends on operands, Imm, Aux and Mem only: may be removed, merged and moved.</summary>
    Pure = 1,

    /// <summary>Swapping the two operands changes nothing (an <see cref="Op.Add"/> of Ptr and I64 keeps its order).</summary>
    Commutative = 2,

    ReadsMemory = 4,
    WritesMemory = 8,

    /// <summary>May raise an exception or fault; never removed or moved while it may.</summary>
    MayThrow = 16,

    /// <summary>A call in the generated code: a safepoint, clobbers every register.</summary>
    Call = 32,

    Terminator = 64,

    /// <summary>Must be gone after Lowering.</summary>
    HighLevel = 128,

    Comparison = 256,

    /// <summary>Has an effect of its own: never removed.</summary>
    SideEffect = 512,
}

/// <summary>Facts about operations that hold for every value of that operation.</summary>
public static class OpInfo
{
    private const int Any = 255;
    private static readonly OpTraits[] s_traits = new OpTraits[256];
    private static readonly byte[] s_minArgs = new byte[256];
    private static readonly byte[] s_maxArgs = new byte[256];
    private static readonly string[] s_names = new string[256];

    static OpInfo()
    {
        foreach (Op op in Enum.GetValues<Op>())
            s_names[(int)op] = op.ToString();

        AddLeaves();
        AddArithmetic();
        AddConversions();
        AddMemory();
        AddCallsAndObjects();
        AddTerminators();
    }

    /// <summary>Spelling in textual IR.</summary>
    public static string Name(Op op) => s_names[(int)op];

    public static OpTraits Traits(Op op) => s_traits[(int)op];

    public static bool Has(Op op, OpTraits traits) => (s_traits[(int)op] & traits) != 0;

    public static int MinArgs(Op op) => s_minArgs[(int)op];

    /// <summary>255 when there is no limit.</summary>
    public static int MaxArgs(Op op) => s_maxArgs[(int)op];

    /// <summary>The comparison that is true exactly when the given one is false; for floats the unordered twin.</summary>
    public static Op NegateComparison(Op op, bool isFloat) => op switch
    {
        Op.Eq => Op.Ne,
        Op.Ne => Op.Eq,
        Op.Lt => isFloat ? Op.GeUn : Op.Ge,
        Op.Le => isFloat ? Op.GtUn : Op.Gt,
        Op.Gt => isFloat ? Op.LeUn : Op.Le,
        Op.Ge => isFloat ? Op.LtUn : Op.Lt,
        Op.LtUn => isFloat ? Op.Ge : Op.GeUn,
        Op.LeUn => isFloat ? Op.Gt : Op.GtUn,
        Op.GtUn => isFloat ? Op.Le : Op.LeUn,
        Op.GeUn => isFloat ? Op.Lt : Op.LtUn,
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };

    /// <summary>The comparison with its operands exchanged.</summary>
    public static Op SwapComparison(Op op) => op switch
    {
        Op.Eq or Op.Ne => op,
        Op.Lt => Op.Gt,
        Op.Le => Op.Ge,
        Op.Gt => Op.Lt,
        Op.Ge => Op.Le,
        Op.LtUn => Op.GtUn,
        Op.LeUn => Op.GeUn,
        Op.GtUn => Op.LtUn,
        Op.GeUn => Op.LeUn,
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };

    private static void Set(OpTraits traits, int min, int max, params ReadOnlySpan<Op> ops)
    {
        foreach (Op op in ops)
        {
            s_traits[(int)op] = traits;
            s_minArgs[(int)op] = (byte)min;
            s_maxArgs[(int)op] = (byte)max;
        }
    }

    private static void AddLeaves()
    {
        Set(OpTraits.Pure, 0, 0, Op.Const, Op.SlotAddr, Op.SymbolAddr);
        // Pinned to their place, but removable: CatchArg, Param by position; FrameAddr and CurrentUthread are registers.
        Set(OpTraits.None, 0, 0, Op.Param, Op.CatchArg, Op.FrameAddr, Op.CurrentUthread);
        Set(OpTraits.None, 0, Any, Op.Phi);
    }

    private static void AddArithmetic()
    {
        Set(OpTraits.Pure | OpTraits.Commutative, 2, 2, Op.Add, Op.Mul, Op.And, Op.Or, Op.Xor, Op.MulHigh, Op.MulHighUn);
        Set(OpTraits.Pure, 2, 2, Op.Sub, Op.Shl, Op.Shr, Op.ShrUn, Op.RotateLeft, Op.RotateRight);
        // Division traps in hardware when its precondition is violated: it must stay behind its check.
        Set(OpTraits.None, 2, 2, Op.Div, Op.DivUn, Op.Rem, Op.RemUn);
        Set(OpTraits.Pure, 1, 1, Op.Neg, Op.Not, Op.PopCount, Op.LeadingZeros, Op.TrailingZeros, Op.ByteSwap);
        Set(OpTraits.MayThrow | OpTraits.Commutative, 2, 2, Op.AddOvf, Op.AddOvfUn, Op.MulOvf, Op.MulOvfUn);
        Set(OpTraits.MayThrow, 2, 2, Op.SubOvf, Op.SubOvfUn);
        Set(OpTraits.Pure | OpTraits.Commutative, 2, 2, Op.FAdd, Op.FMul);
        Set(OpTraits.Pure, 2, 2, Op.FSub, Op.FDiv);
        Set(OpTraits.Pure, 1, 1, Op.FNeg, Op.FAbs, Op.FSqrt, Op.FFloor, Op.FCeiling, Op.FTruncate, Op.FRound);
        Set(OpTraits.Pure | OpTraits.Commutative | OpTraits.Comparison, 2, 2, Op.Eq, Op.Ne);
        Set(OpTraits.Pure | OpTraits.Comparison, 2, 2, Op.Lt, Op.Le, Op.Gt, Op.Ge, Op.LtUn, Op.LeUn, Op.GtUn, Op.GeUn);
        Set(OpTraits.Pure, 3, 3, Op.Select);
    }

    private static void AddConversions()
    {
        Set(OpTraits.Pure, 1, 1, Op.SExt8, Op.SExt16, Op.ZExt8, Op.ZExt16, Op.SExt32, Op.ZExt32, Op.Trunc);
        Set(OpTraits.Pure, 1, 1, Op.IntToFloat, Op.UIntToFloat, Op.FloatToInt, Op.FloatToUInt, Op.FloatToFloat, Op.Bitcast);
        // The integer made from a Ptr is a snapshot: a stack may move between two of them. Removable, but neither merged nor moved.
        Set(OpTraits.None, 1, 1, Op.PtrToInt);
        Set(OpTraits.Pure, 1, 1, Op.IntToPtr, Op.RefToPtr);
    }

    private static void AddMemory()
    {
        Set(OpTraits.ReadsMemory | OpTraits.MayThrow, 1, 1, Op.Load);
        Set(OpTraits.WritesMemory | OpTraits.MayThrow | OpTraits.SideEffect, 2, 2, Op.Store);
        Set(OpTraits.ReadsMemory | OpTraits.WritesMemory | OpTraits.MayThrow | OpTraits.SideEffect, 2, 2, Op.CopyBlock);
        Set(OpTraits.WritesMemory | OpTraits.MayThrow | OpTraits.SideEffect, 1, 1, Op.ZeroBlock);
        Set(OpTraits.ReadsMemory | OpTraits.WritesMemory | OpTraits.MayThrow | OpTraits.SideEffect | OpTraits.Call, 3, 3, Op.MemMove);
        Set(OpTraits.WritesMemory | OpTraits.MayThrow | OpTraits.SideEffect | OpTraits.Call, 3, 3, Op.MemSet);
        Set(OpTraits.MayThrow | OpTraits.SideEffect, 1, 1, Op.NullCheck);
        Set(OpTraits.MayThrow | OpTraits.SideEffect, 1, Any, Op.ThrowIf);
        const OpTraits Atomic = OpTraits.ReadsMemory | OpTraits.WritesMemory | OpTraits.MayThrow | OpTraits.SideEffect;
        Set(Atomic, 2, 2, Op.AtomicExchange, Op.AtomicAdd, Op.AtomicAnd, Op.AtomicOr);
        Set(Atomic, 3, 3, Op.AtomicCompareExchange);
        Set(OpTraits.ReadsMemory | OpTraits.WritesMemory | OpTraits.SideEffect, 0, 0, Op.Fence);
    }

    private static void AddCallsAndObjects()
    {
        const OpTraits AnyCall = OpTraits.ReadsMemory | OpTraits.WritesMemory | OpTraits.MayThrow | OpTraits.SideEffect | OpTraits.Call;
        Set(AnyCall, 0, Any, Op.Call);
        Set(AnyCall | OpTraits.HighLevel, 1, Any, Op.CallVirtual);
        Set(AnyCall, 1, Any, Op.CallIndirect);
        Set(OpTraits.None, 1, 1, Op.SecondResult);
        // Allocation touches no cell the program can see, but it can throw OutOfMemoryException and it is a safepoint.
        Set(OpTraits.HighLevel | OpTraits.MayThrow | OpTraits.Call, 0, 0, Op.NewObject);
        Set(OpTraits.HighLevel | OpTraits.MayThrow | OpTraits.Call, 1, 1, Op.NewArray);
        // Type tests read immutable tables only.
        Set(OpTraits.HighLevel | OpTraits.Call, 1, 1, Op.IsInst);
        Set(OpTraits.HighLevel | OpTraits.Call | OpTraits.MayThrow, 1, 1, Op.CastClass);
        Set(AnyCall | OpTraits.HighLevel, 0, 0, Op.StaticBase, Op.ThreadStaticBase, Op.ClassInit);
        Set(OpTraits.HighLevel | OpTraits.MayThrow, 1, 1, Op.VirtualFunction);
        Set(OpTraits.SideEffect | OpTraits.Call | OpTraits.ReadsMemory | OpTraits.WritesMemory, 0, 0, Op.Poll);
        Set(OpTraits.ReadsMemory | OpTraits.WritesMemory | OpTraits.MayThrow | OpTraits.SideEffect, 0, Any, Op.Machine);
    }

    private static void AddTerminators()
    {
        Set(OpTraits.Terminator | OpTraits.SideEffect, 0, 0, Op.Jump, Op.Unreachable);
        Set(OpTraits.Terminator | OpTraits.SideEffect, 1, 1, Op.Branch, Op.Switch);
        Set(OpTraits.Terminator | OpTraits.SideEffect, 0, 2, Op.Return);
    }
}
