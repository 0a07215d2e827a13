using System.Numerics;
using IL2CPU.IR;

namespace IL2CPU.Passes;

internal sealed partial class Simplify
{
    private Value? FoldArithmetic(Value value)
    {
        if (value.ArgCount == 1)
            return value.Arg(0).Op == value.Op ? value.Arg(0).Arg(0) : value;
        Value a = value.Arg(0);
        Value b = value.Arg(1);
        // The null pointer plus an offset keeps its order: the pointer comes first.
        if (a.Op == Op.Const && b.Op != Op.Const && a.Kind == b.Kind && OpInfo.Has(value.Op, OpTraits.Commutative))
            return Change(value, value.Op, b, a);
        if (b.Op == Op.Const && !b.Kind.IsPointer)
            return FoldWithConstant(value, a, b.Imm);
        return a == b ? FoldEqualOperands(value) : FoldShape(value, a, b);
    }

    private Value? FoldEqualOperands(Value value) => value.Op switch
    {
        Op.Sub or Op.Xor => Const(value.Kind, 0),
        Op.And or Op.Or => value.Arg(0),
        _ => value,
    };

    private Value? FoldShape(Value value, Value a, Value b)
    {
        switch (value.Op)
        {
            // a + (-b), (-a) + b
            case Op.Add when b.Op == Op.Neg:
                return Change(value, Op.Sub, a, b.Arg(0));
            case Op.Add when a.Op == Op.Neg:
                return Change(value, Op.Sub, b, a.Arg(0));
            case Op.Sub when b.Op == Op.Neg:
                return Change(value, Op.Add, a, b.Arg(0));
            case Op.Sub when a.IsConst(0):
                return Change(value, Op.Neg, b);
            // (a + b) - a, (p + i) - p
            case Op.Sub when a.Op == Op.Add && a.Arg(0) == b && a.Arg(1).Kind == value.Kind:
                return a.Arg(1);
            case Op.Sub when a.Op == Op.Add && a.Arg(1) == b && a.Arg(0).Kind == value.Kind:
                return a.Arg(0);
            // p + (i + c): the constant goes outwards, where an access takes it as its displacement.
            case Op.Add when value.Kind == Kind.Ptr && b.Op == Op.Add && b.Arg(1).Op == Op.Const:
                return Change(value, Op.Add, Emit(Op.Add, Kind.Ptr, a, b.Arg(0)), b.Arg(1));
            case Op.Add when a.Op == Op.Add && a.Arg(1).Op == Op.Const && a.Kind == value.Kind:
                return Change(value, Op.Add, Emit(Op.Add, value.Kind, a.Arg(0), b), a.Arg(1));
            default:
                return value;
        }
    }

    private Value? FoldWithConstant(Value value, Value a, long c)
    {
        Kind kind = value.Kind;
        switch (value.Op)
        {
            case Op.Add:
                return FoldAddConstant(value, a, c);
            case Op.Sub:
                return Change(value, Op.Add, a, Const(value.Arg(1).Kind, unchecked(-c)));
            case Op.Mul:
                return FoldMultiply(value, a, c);
            case Op.And:
                return FoldAndConstant(value, a, c);
            case Op.Or:
                return c == 0 ? a : c == -1 ? Const(kind, -1) : Reassociate(value, a, c);
            case Op.Xor:
                return c == 0 ? a : c == -1 ? Change(value, Op.Not, a) : Reassociate(value, a, c);
            case Op.Shl or Op.Shr or Op.ShrUn or Op.RotateLeft or Op.RotateRight:
                return FoldShift(value, a, c);
            case Op.Div or Op.DivUn when c == 1:
                return a;
            case Op.Rem or Op.RemUn when c == 1:
                return Const(kind, 0);
            case Op.Div when c == -1:
                return Change(value, Op.Neg, a);
            case Op.Rem when c == -1:
                return Const(kind, 0);
            case Op.DivUn when IsPowerOfTwo(kind, c):
                return Change(value, Op.ShrUn, a, Const(Kind.I32, Log2(kind, c)));
            case Op.RemUn when IsPowerOfTwo(kind, c):
                return Change(value, Op.And, a, Const(kind, c - 1));
            case Op.AddOvf or Op.AddOvfUn or Op.SubOvf or Op.SubOvfUn when c == 0:
                return a;
            case Op.MulOvf or Op.MulOvfUn when c == 1:
                return a;
            case Op.MulOvf or Op.MulOvfUn when c == 0:
                return Const(kind, 0);
            default:
                return value;
        }
    }

    private Value? FoldAddConstant(Value value, Value a, long c)
    {
        if (c == 0)
            return a;
        if (a.Op == Op.Add && a.Arg(1).Op == Op.Const)
            return Change(value, Op.Add, a.Arg(0), Const(value.Arg(1).Kind, unchecked(a.Arg(1).Imm + c)));
        if (a.Op == Op.Sub && a.Arg(0).Op == Op.Const && a.Kind == value.Kind)
            return Change(value, Op.Sub, Const(value.Kind, unchecked(a.Arg(0).Imm + c)), a.Arg(1));
        if (a.Op is Op.SlotAddr or Op.SymbolAddr && a.Kind == value.Kind && a.Aux is not OffsetSymbol && c is > int.MinValue / 2 and < int.MaxValue / 2
            && a.Imm is > int.MinValue / 4 and < int.MaxValue / 4)
        {
            value.Become(a.Op, a.Kind, a.Imm + c, a.Aux);
            _again = true;
        }

        return value;
    }

    private Value? FoldMultiply(Value value, Value a, long c)
    {
        if (c == 0)
            return Const(value.Kind, 0);
        if (c == 1)
            return a;
        if (c == -1)
            return Change(value, Op.Neg, a);
        return IsPowerOfTwo(value.Kind, c) ? Change(value, Op.Shl, a, Const(Kind.I32, Log2(value.Kind, c))) : Reassociate(value, a, c);
    }

    private Value? FoldAndConstant(Value value, Value a, long c)
    {
        if (c == 0)
            return Const(value.Kind, 0);
        if (c == -1)
            return a;
        // A mask that keeps every bit the operand can have.
        long possible = PossibleBits(a);
        if ((possible & ~c) == 0)
            return a;
        if (value.Kind == Kind.I32 && c == 0xFF)
            return Change(value, Op.ZExt8, a);
        return value.Kind == Kind.I32 && c == 0xFFFF ? Change(value, Op.ZExt16, a) : Reassociate(value, a, c);
    }

    /// <summary>Bits of an integer that may be set.</summary>
    private static long PossibleBits(Value value, int depth = 4) => depth-- == 0 ? -1 : value.Op switch
    {
        Op.Const => value.Imm,
        Op.ZExt8 => 0xFF,
        Op.ZExt16 => 0xFFFF,
        Op.ZExt32 => PossibleBits(value.Arg(0), depth) & 0xFFFF_FFFF,
        Op.Load when value.Mem == MemType.U8 => 0xFF,
        Op.Load when value.Mem == MemType.U16 => 0xFFFF,
        Op.And => PossibleBits(value.Arg(0), depth) & PossibleBits(value.Arg(1), depth),
        Op.Or or Op.Xor => PossibleBits(value.Arg(0), depth) | PossibleBits(value.Arg(1), depth),
        Op.Select => PossibleBits(value.Arg(1), depth) | PossibleBits(value.Arg(2), depth),
        Op.ShrUn when value.Kind == Kind.I32 && value.Arg(1).Op == Op.Const && (value.Arg(1).Imm & 31) != 0 => uint.MaxValue >> (int)(value.Arg(1).Imm & 31),
        Op.PopCount or Op.LeadingZeros or Op.TrailingZeros => 0x7F,
        _ when OpInfo.Has(value.Op, OpTraits.Comparison) => 1,
        _ => -1,
    };

    // (x op c1) op c => x op (c1 op c), for And, Or, Xor, Mul.
    private Value? Reassociate(Value value, Value a, long c)
    {
        if (a.Op != value.Op || a.Arg(1).Op != Op.Const)
            return value;
        long other = a.Arg(1).Imm;
        long combined = value.Op switch
        {
            Op.And => other & c,
            Op.Or => other | c,
            Op.Xor => other ^ c,
            _ => unchecked(other * c),
        };
        return Change(value, value.Op, a.Arg(0), Const(value.Kind, combined));
    }

    private Value? FoldShift(Value value, Value a, long c)
    {
        int width = value.Kind == Kind.I32 ? 32 : 64;
        int count = (int)c & (width - 1);
        if (count == 0)
            return a;
        if (a.Op == value.Op && a.Arg(1).Op == Op.Const)
        {
            int total = count + ((int)a.Arg(1).Imm & (width - 1));
            if (value.Op is Op.RotateLeft or Op.RotateRight)
                return Change(value, value.Op, a.Arg(0), Const(Kind.I32, total & (width - 1)));
            if (total < width)
                return Change(value, value.Op, a.Arg(0), Const(Kind.I32, total));
            return value.Op == Op.Shr ? Change(value, Op.Shr, a.Arg(0), Const(Kind.I32, width - 1)) : Const(value.Kind, 0);
        }

        // The sign of a quotient by a power of two is the sign of the number.
        if (value.Op == Op.ShrUn && count == width - 1 && a.Op == Op.Shr && a.Arg(1).Op == Op.Const)
            return Change(value, Op.ShrUn, a.Arg(0), Const(Kind.I32, count));
        return count == c ? value : Change(value, value.Op, a, Const(Kind.I32, count));
    }

    private static bool IsPowerOfTwo(Kind kind, long c) => BitOperations.IsPow2(kind == Kind.I32 ? (uint)c : (ulong)c);

    private static int Log2(Kind kind, long c) => BitOperations.Log2(kind == Kind.I32 ? (uint)c : (ulong)c);
}
