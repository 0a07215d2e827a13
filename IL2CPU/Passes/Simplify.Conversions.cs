using IL2CPU.IR;

namespace IL2CPU.Passes;

internal sealed partial class Simplify
{
    // An integer made from a Ptr is never turned back into it, nor the other way round: between the two a stack may move.
    private Value? FoldConversion(Value value)
    {
        Value a = value.Arg(0);
        switch (value.Op)
        {
            case Op.ZExt8:
                return (PossibleBits(a) & ~0xFFL) == 0 ? a : SkipNarrowing(value, a, 8);
            case Op.ZExt16:
                return (PossibleBits(a) & ~0xFFFFL) == 0 ? a : SkipNarrowing(value, a, 16);
            case Op.SExt8:
                return a.Op == Op.SExt8 || (a.Op == Op.Load && a.Mem == MemType.I8) || (PossibleBits(a) & ~0x7FL) == 0 ? a : SkipNarrowing(value, a, 8);
            case Op.SExt16:
                return a.Op is Op.SExt8 or Op.SExt16 || (a.Op == Op.Load && a.Mem is MemType.I8 or MemType.I16) || (PossibleBits(a) & ~0x7FFFL) == 0
                    ? a
                    : SkipNarrowing(value, a, 16);
            case Op.SExt32 when PossibleBits(a) is >= 0 and <= int.MaxValue:
                return Change(value, Op.ZExt32, a);
            case Op.Trunc:
                return FoldTruncate(value, a);
            case Op.Bitcast when a.Op == Op.Bitcast:
                return a.Arg(0);
            case Op.FloatToFloat when value.Kind == Kind.F32 && a.Op == Op.FloatToFloat:
                return a.Arg(0);
            case Op.RefToPtr when a.IsConst(0):
                return Const(Kind.Ptr, 0);
            case Op.PtrToInt when a.IsConst(0):
                return Const(Kind.I64, 0);
            default:
                return value;
        }
    }

    // The operand's own extension or mask changes only bits that are cut off here.
    private Value SkipNarrowing(Value value, Value a, int bits)
    {
        bool irrelevant = a.Op switch
        {
            Op.SExt8 or Op.ZExt8 => bits <= 8,
            Op.SExt16 or Op.ZExt16 => bits <= 16,
            Op.And => a.Arg(1).Op == Op.Const && (a.Arg(1).Imm | ~((1L << bits) - 1)) == -1,
            _ => false,
        };
        return irrelevant ? Change(value, value.Op, a.Arg(0)) : value;
    }

    private Value FoldTruncate(Value value, Value a)
    {
        switch (a.Op)
        {
            case Op.SExt32 or Op.ZExt32:
                return a.Arg(0);
            // The low half of these depends on the low halves of the operands alone.
            case Op.Add or Op.Sub or Op.Mul or Op.And or Op.Or or Op.Xor when IsWidened(a.Arg(0)) && IsWidened(a.Arg(1)):
                return Change(value, a.Op, Narrow(a.Arg(0)), Narrow(a.Arg(1)));
            default:
                return value;
        }
    }

    private static bool IsWidened(Value value) => value.Op is Op.SExt32 or Op.ZExt32 || (value.Op == Op.Const && value.Kind == Kind.I64);

    private Value Narrow(Value value) => value.Op == Op.Const ? Const(Kind.I32, (int)value.Imm) : value.Arg(0);
}
