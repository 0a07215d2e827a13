namespace IL2CPU.IR;

public sealed partial class Verifier
{
    private void CheckKinds(Block block, Value value)
    {
        if (!ResultFits(value))
            Fail(block, value, VerifierRules.ResultKind, value.Kind.ToString());
        if (!OperandsFit(value))
            Fail(block, value, VerifierRules.OperandKind, Describe(value));
        if (value.Op == Op.Const && value.Kind.IsPointer && value.Imm != 0)
            Fail(block, value, VerifierRules.Constant);
    }

    private static string Describe(Value value)
    {
        string text = "";
        foreach (Value arg in value.Args)
            text += (text.Length == 0 ? "" : ", ") + arg.Kind;
        return text;
    }

    private static bool IsInteger(Kind kind) => kind is Kind.I32 or Kind.I64;

    private static bool IsAddress(Kind kind) => kind is Kind.Ptr or Kind.Ref or Kind.I64;

    private static bool ResultFits(Value value)
    {
        switch (value.Op)
        {
            case Op.Const or Op.Param:
                return value.Kind != Kind.Void;
            case Op.SlotAddr or Op.FrameAddr or Op.StaticBase or Op.ThreadStaticBase or Op.RefToPtr:
                return value.Kind == Kind.Ptr;
            case Op.SymbolAddr:
                return IsAddress(value.Kind);
            case Op.CatchArg or Op.NewObject or Op.NewArray or Op.IsInst or Op.CastClass:
                return value.Kind == Kind.Ref;
            case Op.CurrentUthread or Op.VirtualFunction or Op.PtrToInt or Op.SExt32 or Op.ZExt32:
                return value.Kind == Kind.I64;
            case Op.IntToPtr:
                return value.Kind.IsPointer;
            case Op.SExt8 or Op.SExt16 or Op.ZExt8 or Op.ZExt16 or Op.Trunc:
                return value.Kind == Kind.I32;
            case Op.IntToFloat or Op.UIntToFloat or Op.FloatToFloat:
                return value.Kind.IsFloat;
            case Op.FloatToInt or Op.FloatToUInt:
                return IsInteger(value.Kind);
            case Op.Load or Op.AtomicExchange or Op.AtomicAdd or Op.AtomicCompareExchange or Op.AtomicAnd or Op.AtomicOr:
                return value.Kind == value.Mem.Kind;
            case Op.Store or Op.CopyBlock or Op.ZeroBlock or Op.MemMove or Op.MemSet or Op.NullCheck or Op.ThrowIf or Op.Fence or Op.ClassInit or Op.Poll:
            case Op.Jump or Op.Branch or Op.Switch or Op.Return or Op.Unreachable:
                return value.Kind == Kind.Void;
            case Op.CallIndirect:
                CallSignature signature = (CallSignature)value.Aux!;
                return value.Kind == Kind.Void || (signature.Results.Length > 0 && signature.Results[0] == value.Kind);
            case Op.SecondResult:
                return value.Kind != Kind.Void && value.Imm == 1;
            case Op.Call or Op.CallVirtual or Op.Machine:
                return true;
            default:
                return OpInfo.Has(value.Op, OpTraits.Comparison) ? value.Kind == Kind.I32 : value.Kind != Kind.Void;
        }
    }

    private static bool OperandsFit(Value value)
    {
        Kind a = value.ArgCount > 0 ? value.Arg(0).Kind : Kind.Void;
        Kind b = value.ArgCount > 1 ? value.Arg(1).Kind : Kind.Void;
        Kind c = value.ArgCount > 2 ? value.Arg(2).Kind : Kind.Void;
        switch (value.Op)
        {
            case Op.Add:
                return Same(value, a, b) || (a == Kind.Ptr && b == Kind.I64 && value.Kind == Kind.Ptr);
            case Op.Sub:
                return Same(value, a, b) || (a == Kind.Ptr && b == Kind.I64 && value.Kind == Kind.Ptr)
                    || (a == Kind.Ptr && b == Kind.Ptr && value.Kind == Kind.I64);
            case Op.Mul or Op.Div or Op.DivUn or Op.Rem or Op.RemUn or Op.And or Op.Or or Op.Xor or Op.MulHigh or Op.MulHighUn:
            case Op.AddOvf or Op.AddOvfUn or Op.SubOvf or Op.SubOvfUn or Op.MulOvf or Op.MulOvfUn:
                return Same(value, a, b);
            case Op.Shl or Op.Shr or Op.ShrUn or Op.RotateLeft or Op.RotateRight:
                return IsInteger(a) && value.Kind == a && b == Kind.I32;
            case Op.Neg or Op.Not or Op.PopCount or Op.LeadingZeros or Op.TrailingZeros or Op.ByteSwap:
                return IsInteger(a) && value.Kind == a;
            case Op.FAdd or Op.FSub or Op.FMul or Op.FDiv:
                return a.IsFloat && a == b && value.Kind == a;
            case Op.FNeg or Op.FAbs or Op.FSqrt or Op.FFloor or Op.FCeiling or Op.FTruncate or Op.FRound:
                return a.IsFloat && value.Kind == a;
            case Op.Eq or Op.Ne or Op.LtUn or Op.LeUn or Op.GtUn or Op.GeUn:
                return a == b && a != Kind.Void;
            case Op.Lt or Op.Le or Op.Gt or Op.Ge:
                return a == b && (IsInteger(a) || a.IsFloat);
            case Op.Select:
                return a == Kind.I32 && b == c && value.Kind == b;
            default:
                return IsConversion(value.Op) ? ConversionFits(value, a) : MemoryOrControlFits(value, a, b, c);
        }
    }

    private static bool Same(Value value, Kind a, Kind b) => IsInteger(a) && a == b && value.Kind == a;

    private static bool IsConversion(Op op) => op is >= Op.SExt8 and <= Op.RefToPtr;

    private static bool ConversionFits(Value value, Kind a) => value.Op switch
    {
        Op.SExt8 or Op.SExt16 or Op.ZExt8 or Op.ZExt16 or Op.SExt32 or Op.ZExt32 => a == Kind.I32,
        Op.Trunc or Op.IntToPtr => a == Kind.I64,
        Op.IntToFloat or Op.UIntToFloat => IsInteger(a),
        Op.FloatToInt or Op.FloatToUInt => a.IsFloat,
        Op.FloatToFloat => a.IsFloat && a != value.Kind,
        Op.Bitcast => (a, value.Kind) is (Kind.I32, Kind.F32) or (Kind.F32, Kind.I32) or (Kind.I64, Kind.F64) or (Kind.F64, Kind.I64),
        Op.PtrToInt => a.IsPointer,
        Op.RefToPtr => a == Kind.Ref,
        _ => false,
    };

    private static bool MemoryOrControlFits(Value value, Kind a, Kind b, Kind c)
    {
        switch (value.Op)
        {
            case Op.Load or Op.NullCheck:
                return IsAddress(a);
            case Op.ZeroBlock:
                return IsAddress(a) && value.Imm > 0;
            case Op.Store or Op.AtomicExchange or Op.AtomicAdd or Op.AtomicAnd or Op.AtomicOr:
                return IsAddress(a) && b == value.Mem.Kind;
            case Op.AtomicCompareExchange:
                return IsAddress(a) && b == value.Mem.Kind && c == b;
            case Op.CopyBlock:
                return IsAddress(a) && IsAddress(b) && value.Imm > 0;
            case Op.MemMove:
                return IsAddress(a) && IsAddress(b) && c == Kind.I64;
            case Op.MemSet:
                return IsAddress(a) && b == Kind.I32 && c == Kind.I64;
            case Op.ThrowIf or Op.Branch or Op.Switch:
                return a == Kind.I32;
            case Op.CallVirtual:
                return (ulong)value.Imm < (ulong)value.ArgCount && value.Arg((int)value.Imm).Kind == Kind.Ref;
            case Op.VirtualFunction or Op.IsInst or Op.CastClass:
                return a == Kind.Ref;
            case Op.NewArray:
                return a == Kind.I64;
            case Op.CallIndirect:
                return IndirectFits(value, a);
            default:
                return true;
        }
    }

    private static bool IndirectFits(Value value, Kind target)
    {
        CallSignature signature = (CallSignature)value.Aux!;
        bool fits = target == Kind.I64 && signature.Parameters.Length == value.ArgCount - 1 && signature.Results.Length <= 2;
        for (int i = 1; fits && i < value.ArgCount; i++)
            fits = value.Arg(i).Kind == signature.Parameters[i - 1];
        return fits;
    }
}
