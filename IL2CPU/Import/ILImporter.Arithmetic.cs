using System;
using IL2CPU.IR;

namespace IL2CPU.Import;

// Arithmetic, logic, shifts and comparisons, folded when the operands are constants.
internal sealed partial class ILImporter
{
    private void ImportBinary(Op op)
    {
        Value right = PopValue();
        Value left = PopValue();
        Push(Binary(op, left, right));
    }

    private Value Binary(Op op, Value left, Value right)
    {
        if (left.Kind.IsFloat || right.Kind.IsFloat)
            return FloatBinary(op, left, right);
        if (left.Kind.IsPointer || right.Kind.IsPointer)
            return PointerBinary(op, left, right);
        Kind kind = left.Kind == Kind.I64 || right.Kind == Kind.I64 ? Kind.I64 : Kind.I32;
        left = CoerceOperand(op, left, kind);
        right = CoerceOperand(op, right, kind);
        if (IsConst(left, out long a) && IsConst(right, out long b) && ConstantFolding.TryBinary(op, kind, a, b, out long folded))
            return Constant(kind, folded);
        CheckDivision(op, kind, left, right);
        return Emit(op, kind, left, right);
    }

    // The int32 beside a native int is extended without its sign by the checked unsigned operations, with it by all others.
    private Value CoerceOperand(Op op, Value value, Kind kind)
    {
        if (op is not (Op.AddOvfUn or Op.SubOvfUn or Op.MulOvfUn) || value.Kind != Kind.I32 || kind != Kind.I64)
            return Coerce(value, kind);
        return IsConst(value, out long imm) ? Constant(Kind.I64, (uint)imm) : Emit(Op.ZExt32, Kind.I64, value);
    }

    private void CheckDivision(Op op, Kind kind, Value left, Value right)
    {
        if (op is not (Op.Div or Op.DivUn or Op.Rem or Op.RemUn))
            return;
        ThrowIf(Compare(Op.Eq, right, Constant(kind, 0)), RuntimeHelper.ThrowDivideByZero);
        if (op is Op.DivUn or Op.RemUn || (IsConst(right, out long divisor) && divisor != -1))
            return;
        long minimum = kind == Kind.I32 ? int.MinValue : long.MinValue;
        Value isMinusOne = Compare(Op.Eq, right, Constant(kind, -1));
        Value isMinimum = Compare(Op.Eq, left, Constant(kind, minimum));
        ThrowIf(Binary(Op.And, isMinusOne, isMinimum), RuntimeHelper.ThrowOverflow);
    }

    private Value FloatBinary(Op op, Value left, Value right)
    {
        Kind kind = left.Kind == Kind.F64 || right.Kind == Kind.F64 ? Kind.F64 : Kind.F32;
        left = Coerce(left, kind);
        right = Coerce(right, kind);
        switch (op)
        {
            case Op.Add:
                return Emit(Op.FAdd, kind, left, right);
            case Op.Sub:
                return Emit(Op.FSub, kind, left, right);
            case Op.Mul:
                return Emit(Op.FMul, kind, left, right);
            case Op.Div:
                return Emit(Op.FDiv, kind, left, right);
            case Op.Rem:
                return CallHelper(kind == Kind.F64 ? RuntimeHelper.FMod : RuntimeHelper.FModF, kind, left, right);
            default:
                throw new CompilerDiagnosticException($"{op} of floating-point operands");
        }
    }

    // A pointer plus or minus an integer stays a pointer; everything else makes integers of it.
    private Value PointerBinary(Op op, Value left, Value right)
    {
        if (left.Kind == Kind.Ref)
            left = Coerce(left, Kind.Ptr);
        if (right.Kind == Kind.Ref)
            right = Coerce(right, Kind.Ptr);
        if (op is Op.Add or Op.AddOvf or Op.AddOvfUn)
        {
            if (left.Kind != Kind.Ptr)
                (left, right) = (right, left);
            return OffsetPointer(Op.Add, left, CoerceOperand(op, right, Kind.I64));
        }

        if (op is Op.Sub or Op.SubOvf or Op.SubOvfUn && left.Kind == Kind.Ptr)
        {
            if (left.Kind == Kind.Ptr && right.Kind == Kind.Ptr)
                return Emit(Op.Sub, Kind.I64, left, right);
            if (left.Kind == Kind.Ptr)
                return OffsetPointer(Op.Sub, left, CoerceOperand(op, right, Kind.I64));
        }

        return Binary(op, Coerce(left, Kind.I64), Coerce(right, Kind.I64));
    }

    private Value OffsetPointer(Op op, Value pointer, Value offset)
    {
        if (IsConst(offset, out long imm))
        {
            if (pointer.Op == Op.Const)
                return Constant(Kind.Ptr, op == Op.Add ? pointer.Imm + imm : pointer.Imm - imm);
            return AddOffset(pointer, op == Op.Add ? imm : -imm);
        }

        return Emit(op, Kind.Ptr, pointer, offset);
    }

    private void ImportShift(Op op)
    {
        Value count = PopValue(Kind.I32);
        Value value = PopValue();
        if (value.Kind.IsPointer)
            value = Coerce(value, Kind.I64);
        if (IsConst(value, out long a) && IsConst(count, out long b) && ConstantFolding.TryBinary(op, value.Kind, a, b, out long folded))
            Push(Constant(value.Kind, folded));
        else
            Push(Emit(op, value.Kind, value, count));
    }

    private void ImportNegate()
    {
        Value value = PopValue();
        if (value.Kind.IsPointer)
            value = Coerce(value, Kind.I64);
        if (value.Kind.IsFloat)
            Push(Emit(Op.FNeg, value.Kind, value));
        else if (IsConst(value, out long imm))
            Push(Constant(value.Kind, -imm));
        else
            Push(Emit(Op.Neg, value.Kind, value));
    }

    private void ImportNot()
    {
        Value value = PopValue();
        if (value.Kind.IsPointer)
            value = Coerce(value, Kind.I64);
        Push(IsConst(value, out long imm) ? Constant(value.Kind, ~imm) : Emit(Op.Not, value.Kind, value));
    }

    private void ImportCompare(Op op)
    {
        StackEntry right = Pop();
        StackEntry left = Pop();
        Push(CompareEntries(op, left, right));
    }

    // A box not made yet differs from null, and from everything else it is compared with.
    private Value CompareEntries(Op op, StackEntry left, StackEntry right)
    {
        bool isEquality = op is Op.Eq or Op.Ne or Op.GtUn or Op.LtUn;
        if (isEquality && left.Box is not null && IsNullEntry(right))
            return Const32(op is Op.Ne or Op.GtUn ? 1 : 0);
        if (isEquality && right.Box is not null && IsNullEntry(left))
            return Const32(op is Op.Ne or Op.LtUn ? 1 : 0);
        return Compare(op, ValueOf(left), ValueOf(right));
    }

    private static bool IsNullEntry(StackEntry entry) => entry.Value is { Op: Op.Const, Imm: 0 };

    private Value Compare(Op op, Value left, Value right)
    {
        if (left.Kind != right.Kind)
        {
            Kind kind = CommonKind(left.Kind, right.Kind);
            left = Coerce(left, kind);
            right = Coerce(right, kind);
        }

        if (left.Kind.IsPointer && TryCompareAddresses(op, left, right, out bool result))
            return Const32(result ? 1 : 0);
        if (IsConst(left, out long a) && IsConst(right, out long b) && ConstantFolding.TryCompare(op, left.Kind, a, b, out bool isTrue))
            return Const32(isTrue ? 1 : 0);
        return Emit(op, Kind.I32, left, right);
    }

    private static Kind CommonKind(Kind a, Kind b)
    {
        if (a.IsFloat || b.IsFloat)
            return a == Kind.F64 || b == Kind.F64 ? Kind.F64 : Kind.F32;
        if (a.IsPointer && b.IsPointer)
            return Kind.Ptr;
        return a == Kind.I32 && b == Kind.I32 ? Kind.I32 : Kind.I64;
    }

    // typeof(T) == typeof(U), and comparisons of what cannot be null with null.
    private bool TryCompareAddresses(Op op, Value left, Value right, out bool result)
    {
        bool isEqual = op is Op.Eq or Op.GeUn or Op.LeUn;
        result = false;
        if (op is not (Op.Eq or Op.Ne or Op.GtUn or Op.LtUn))
            return false;
        if (TypeOfLiteral(left) is { } leftType && TypeOfLiteral(right) is { } rightType)
        {
            if (op is not (Op.Eq or Op.Ne))
                return false;
            result = (leftType == rightType) == isEqual;
            return true;
        }

        bool leftIsNull = left is { Op: Op.Const, Imm: 0 };
        bool rightIsNull = right is { Op: Op.Const, Imm: 0 };
        if (rightIsNull && IsNonNull(left))
        {
            result = op is Op.Ne or Op.GtUn;
            return true;
        }

        if (leftIsNull && IsNonNull(right))
        {
            result = op is Op.Ne or Op.LtUn;
            return true;
        }

        return false;
    }

    private static TypeSystem.TypeDesc? TypeOfLiteral(Value value) =>
        value is { Op: Op.SymbolAddr, Aux: RuntimeTypeSymbol symbol } ? symbol.Type : null;
}
