using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes;

internal sealed partial class Simplify
{
    private Value? FoldComparison(Value value)
    {
        Value a = value.Arg(0);
        Value b = value.Arg(1);
        if (a.Op == Op.Const && b.Op != Op.Const)
            return Change(value, OpInfo.SwapComparison(value.Op), b, a);
        if (a == b && !a.Kind.IsFloat)
            return Const(Kind.I32, value.Op is Op.Eq or Op.Le or Op.Ge or Op.LeUn or Op.GeUn ? 1 : 0);
        if (b.Op == Op.Const && !b.Kind.IsFloat)
            return FoldCompareConstant(value, a, b.Imm);
        if (value.Op is Op.Eq or Op.Ne && AreDistinct(a, b))
            return Const(Kind.I32, value.Op == Op.Ne ? 1 : 0);
        return value;
    }

    private static bool AreDistinct(Value a, Value b) => (a.Op, b.Op) switch
    {
        (Op.SymbolAddr, Op.SymbolAddr) => a.Imm == b.Imm && a.Aux is TypeSymbol && b.Aux is TypeSymbol && !a.Aux.Equals(b.Aux),
        (Op.SlotAddr, Op.SlotAddr) => a.Imm == b.Imm && a.Aux != b.Aux,
        (Op.NewObject or Op.NewArray, Op.NewObject or Op.NewArray) => a != b,
        _ => false,
    };

    private Value? FoldCompareConstant(Value value, Value a, long c)
    {
        bool equality = value.Op is Op.Eq or Op.Ne;
        if (c == 0)
        {
            switch (value.Op)
            {
                case Op.LtUn:
                    return Const(Kind.I32, 0);
                case Op.GeUn:
                    return Const(Kind.I32, 1);
                case Op.GtUn:
                    return Change(value, Op.Ne, a, value.Arg(1));
                case Op.LeUn:
                    return Change(value, Op.Eq, a, value.Arg(1));
            }

            if (equality && a.Kind is Kind.Ref or Kind.Ptr or Kind.I64 && AddressFacts.IsNonNullAddress(a) && a.Op != Op.Add)
                return Const(Kind.I32, value.Op == Op.Ne ? 1 : 0);
            if (equality && OpInfo.Has(a.Op, OpTraits.Comparison))
                return FoldTestOfComparison(value, a);
        }

        if (equality && c == 1 && OpInfo.Has(a.Op, OpTraits.Comparison))
            return Change(value, value.Op == Op.Eq ? Op.Ne : Op.Eq, a, Const(Kind.I32, 0));
        return equality ? FoldEqualityConstant(value, a, c) : FoldRange(value, a, c);
    }

    private Value? FoldTestOfComparison(Value value, Value comparison)
    {
        if (value.Op == Op.Ne)
            return comparison;
        Op negated = OpInfo.NegateComparison(comparison.Op, comparison.Arg(0).Kind.IsFloat);
        return Change(value, negated, comparison.Arg(0), comparison.Arg(1));
    }

    private Value? FoldEqualityConstant(Value value, Value a, long c)
    {
        switch (a.Op)
        {
            case Op.Add when a.Arg(1).Op == Op.Const && a.Kind is Kind.I32 or Kind.I64:
                return Change(value, value.Op, a.Arg(0), Const(a.Kind, unchecked(c - a.Arg(1).Imm)));
            case Op.Sub when c == 0 && a.Kind is Kind.I32 or Kind.I64 && a.Arg(0).Kind == a.Kind:
                return Change(value, value.Op, a.Arg(0), a.Arg(1));
            case Op.Xor when c == 0:
                return Change(value, value.Op, a.Arg(0), a.Arg(1));
            case Op.SExt32:
                return c == (int)c ? Change(value, value.Op, a.Arg(0), Const(Kind.I32, c)) : Const(Kind.I32, value.Op == Op.Ne ? 1 : 0);
            case Op.ZExt32:
                return c == (uint)c ? Change(value, value.Op, a.Arg(0), Const(Kind.I32, c)) : Const(Kind.I32, value.Op == Op.Ne ? 1 : 0);
            case Op.PtrToInt when c == 0:
                return Change(value, value.Op, a.Arg(0), Const(a.Arg(0).Kind, 0));
            case Op.RefToPtr or Op.IntToPtr when c == 0:
                return Change(value, value.Op, a.Arg(0), Const(a.Arg(0).Kind, 0));
            default:
                return a.Kind is Kind.I32 or Kind.I64 && (PossibleBits(a) & c) != c
                    ? Const(Kind.I32, value.Op == Op.Ne ? 1 : 0)
                    : value;
        }
    }

    // Comparisons of a value that is known to lie in 0..mask with a constant outside.
    private Value? FoldRange(Value value, Value a, long c)
    {
        long possible = a.Kind is Kind.I32 or Kind.I64 ? PossibleBits(a) : -1;
        if (possible < 0 || (a.Kind == Kind.I32 && possible > int.MaxValue))
            return value;
        bool isUnsigned = value.Op is Op.LtUn or Op.LeUn or Op.GtUn or Op.GeUn;
        ulong limit = a.Kind == Kind.I32 ? (uint)c : (ulong)c;
        bool above = isUnsigned ? limit > (ulong)possible : c > possible;
        bool below = !isUnsigned && c < 0;
        if (!above && !below)
            return value;
        bool less = value.Op is Op.Lt or Op.Le or Op.LtUn or Op.LeUn;
        return Const(Kind.I32, less == above ? 1 : 0);
    }

    private Value? FoldSelect(Value value)
    {
        Value condition = value.Arg(0);
        if (condition.Op == Op.Const)
            return condition.Imm != 0 ? value.Arg(1) : value.Arg(2);
        if (value.Arg(1) == value.Arg(2))
            return value.Arg(1);
        if (condition.Op == Op.Ne && condition.Arg(0).Kind == Kind.I32 && condition.Arg(1).IsConst(0))
            return Change(value, Op.Select, condition.Arg(0), value.Arg(1), value.Arg(2));
        bool isTest = value.Kind == Kind.I32 && OpInfo.Has(condition.Op, OpTraits.Comparison);
        if (isTest && value.Arg(1).IsConst(1) && value.Arg(2).IsConst(0))
            return condition;
        if (isTest && value.Arg(1).IsConst(0) && value.Arg(2).IsConst(1))
            return Change(value, Op.Eq, condition, value.Arg(1));
        return value;
    }

    // Only what is certain from the operand's making: a fresh object has exactly its type, null passes every cast.
    private Value? FoldTypeTest(Value value)
    {
        Value obj = value.Arg(0);
        var type = (TypeDesc)value.Aux!;
        if (obj.IsConst(0))
            return obj;
        if (type.IsObject)
            return obj;
        if (obj.Op == Op.CastClass && obj.Aux == type)
            return obj;
        TypeDesc? exact = obj.Op is Op.NewObject or Op.NewArray ? (TypeDesc)obj.Aux! : null;
        if (exact is null || type.IsNullable)
            return value;
        if (exact == type || (!exact.IsValueType && exact.IsAssignableTo(type)))
            return obj;
        return value.Op == Op.IsInst && !exact.IsValueType ? Const(Kind.Ref, 0) : value;
    }
}
