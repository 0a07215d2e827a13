using System;
using System.Collections.Generic;
using IL2CPU.IR;

namespace Unit.X64;

// Straight-line code.
internal sealed partial class RandomProgram
{
    private static readonly Op[] s_binary = [Op.Add, Op.Sub, Op.Mul, Op.And, Op.Or, Op.Xor, Op.Add, Op.Sub, Op.MulHigh, Op.MulHighUn];
    private static readonly Op[] s_shift = [Op.Shl, Op.Shr, Op.ShrUn, Op.RotateLeft, Op.RotateRight];
    private static readonly Op[] s_divide = [Op.Div, Op.DivUn, Op.Rem, Op.RemUn];
    private static readonly Op[] s_unary = [Op.Neg, Op.Not, Op.PopCount, Op.LeadingZeros, Op.TrailingZeros, Op.ByteSwap];
    private static readonly Op[] s_float = [Op.FAdd, Op.FSub, Op.FMul, Op.FDiv];
    private static readonly Op[] s_floatUnary = [Op.FNeg, Op.FAbs, Op.FSqrt, Op.FFloor, Op.FCeiling, Op.FTruncate, Op.FRound];
    private static readonly Op[] s_compare = [Op.Eq, Op.Ne, Op.Lt, Op.Le, Op.Gt, Op.Ge, Op.LtUn, Op.LeUn, Op.GtUn, Op.GeUn];
    private static readonly Op[] s_checked = [Op.AddOvf, Op.AddOvfUn, Op.SubOvf, Op.SubOvfUn, Op.MulOvf, Op.MulOvfUn];
    private static readonly Op[] s_atomics = [Op.AtomicAdd, Op.AtomicExchange, Op.AtomicAnd, Op.AtomicOr, Op.AtomicCompareExchange];
    private static readonly long[] s_interesting = [0, 1, -1, 2, 7, 8, 63, 64, 127, 128, 255, 256, 0x7FFFFFFF, 0x80000000, -0x80000000L, 0xFFFFFFFF, long.MaxValue, long.MinValue, 0x123456789ABCDEF];
    private static readonly MemType[] s_memory = [MemType.I8, MemType.U8, MemType.I16, MemType.U16, MemType.I32, MemType.I64];

    private void Statement()
    {
        int choice = _random.Next(100);
        Kind integer = _random.Next(2) == 0 ? Kind.I32 : Kind.I64;
        Kind floating = _random.Next(2) == 0 ? Kind.F32 : Kind.F64;
        switch (choice)
        {
            case < 22:
                Keep(Add(One(s_binary), integer, Pick(integer), PickOrConstant(integer)));
                break;
            case < 28:
                Keep(Add(One(s_shift), integer, Pick(integer), PickOrConstant(Kind.I32)));
                break;
            case < 32:
                Keep(Add(One(s_divide), integer, Add(Op.ShrUn, integer, Pick(integer), Constant(Kind.I32, 1)), Add(Op.Or, integer, Pick(integer), Constant(integer, 1))));
                break;
            case < 36:
                Keep(Add(One(s_unary), integer, Pick(integer)));
                break;
            case < 44:
                Keep(Add(One(s_float), floating, Pick(floating), Pick(floating)));
                break;
            case < 47:
                Keep(Add(One(s_floatUnary), floating, Pick(floating)));
                break;
            case < 52:
                Keep(Condition());
                break;
            case < 56:
                Kind kind = One(s_kinds);
                Value first = Pick(kind);
                Value second = _random.Next(3) == 0 && kind is Kind.I32 or Kind.I64 ? Add(Op.Add, kind, first, Constant(kind, _random.Next(2) == 0 ? 1 : -1)) : Pick(kind);
                Keep(_random.Next(2) == 0 ? Add(Op.Select, kind, Condition(), first, second) : Add(Op.Select, kind, Condition(), second, first));
                break;
            case < 66:
                Conversion();
                break;
            case < 80:
                Memory();
                break;
            case < 83:
                PointerStatement();
                break;
            case < 86:
                Throwing();
                break;
            case < 88:
                _body.Append(_block, Op.Fence, Kind.Void);
                break;
            default:
                CallStatement();
                break;
        }
    }

    private Value Condition()
    {
        Kind kind = One(s_kinds);
        if (kind.IsPointer)
            kind = Kind.I32;
        Value left = Pick(kind);
        if (_random.Next(4) == 0 && !kind.IsFloat)
            return Add(_random.Next(2) == 0 ? Op.Eq : Op.Ne, Kind.I32, Add(Op.And, kind, left, PickOrConstant(kind)), Constant(kind, 0));
        return Add(One(s_compare), Kind.I32, left, kind.IsFloat ? Pick(kind) : PickOrConstant(kind));
    }

    private void Conversion()
    {
        switch (_random.Next(10))
        {
            case 0:
                Keep(Add(One([Op.SExt8, Op.SExt16, Op.ZExt8, Op.ZExt16]), Kind.I32, Pick(Kind.I32)));
                break;
            case 1:
                Keep(Add(One([Op.SExt32, Op.ZExt32]), Kind.I64, Pick(Kind.I32)));
                break;
            case 2:
                Keep(Add(Op.Trunc, Kind.I32, Pick(Kind.I64)));
                break;
            case 3 or 4:
                Keep(Add(One([Op.IntToFloat, Op.UIntToFloat]), One([Kind.F32, Kind.F64]), Pick(One([Kind.I32, Kind.I64]))));
                break;
            case 5 or 6:
                Keep(Add(One([Op.FloatToInt, Op.FloatToUInt]), One([Kind.I32, Kind.I64]), Pick(One([Kind.F32, Kind.F64]))));
                break;
            case 7:
                bool widen = _random.Next(2) == 0;
                Keep(Add(Op.FloatToFloat, widen ? Kind.F64 : Kind.F32, Pick(widen ? Kind.F32 : Kind.F64)));
                break;
            case 8:
                Keep(Add(Op.Bitcast, Kind.F64, Pick(Kind.I64)));
                break;
            default:
                Keep(Add(Op.Bitcast, Kind.I32, Canonical(Pick(Kind.F32))));
                break;
        }
    }

    /// <summary>A cell of a slot or object; objects keep 16 cells of integers from +8 on.</summary>
    private (Value Address, int Offset) Cell()
    {
        if (_random.Next(3) == 0)
            return (Pick(_random.Next(2) == 0 ? Kind.Ref : Kind.Ptr), 8 + (_random.Next(16) * 8));
        Slot slot = _slots[_random.Next(3)];
        Value address = Add(Op.SlotAddr, Kind.Ptr);
        address.Aux = slot;
        if (_random.Next(3) != 0)
            return (address, _random.Next(slot.Size / 8) * 8);
        // base + index * 8
        Value index = Add(Op.And, Kind.I64, Pick(Kind.I64), Constant(Kind.I64, slot.Size >= 32 ? 3 : slot.Size >= 16 ? 1 : 0));
        return (Add(Op.Add, Kind.Ptr, address, Add(Op.Shl, Kind.I64, index, Constant(Kind.I32, 3))), 0);
    }

    private void Memory()
    {
        (Value address, int offset) = Cell();
        MemType type = One(s_memory);
        Value value;
        switch (_random.Next(8))
        {
            case 0 or 1 or 2:
                Keep(Load(address, offset, type, _random.Next(10) == 0 ? ValueFlags.Volatile : ValueFlags.None));
                break;
            case 3 or 4:
                Store(address, offset, type, _random.Next(4) == 0 ? Constant(type.Kind, Interesting(type.Kind)) : Pick(type.Kind));
                break;
            case 5:
                // x op= y
                type = One([MemType.I32, MemType.I64]);
                value = Load(address, offset, type, ValueFlags.None);
                Store(address, offset, type, Add(One(s_binary), type.Kind, value, PickOrConstant(type.Kind)));
                break;
            case 6:
                value = Add(One(s_atomics), type.Kind, [address, Pick(type.Kind)]);
                if (value.Op == Op.AtomicCompareExchange)
                    value.AddArg(Pick(type.Kind));
                value.Mem = type;
                value.Imm = offset;
                if (_random.Next(2) == 0)
                    Keep(value);
                break;
            default:
                BlockStatement();
                break;
        }
    }

    private void BlockStatement()
    {
        Value big = Add(Op.SlotAddr, Kind.Ptr);
        big.Aux = _slots[^1];
        bool large = _random.Next(3) == 0;
        int size = large ? 129 + _random.Next(32) : 1 + _random.Next(48);
        Value other = Add(Op.SlotAddr, Kind.Ptr);
        other.Aux = _slots[^1];
        if (_random.Next(2) == 0)
        {
            _body.Append(_block, Op.ZeroBlock, Kind.Void, big).Imm = size;
        }
        else if (large)
        {
            // An object is long enough.
            _body.Append(_block, Op.CopyBlock, Kind.Void, big, Add(Op.RefToPtr, Kind.Ptr, Pick(Kind.Ref))).Imm = size;
        }
        else
        {
            other.Imm = 64;
            _body.Append(_block, Op.CopyBlock, Kind.Void, big, other).Imm = size;
        }

        Keep(Load(big, _random.Next(20) * 8, MemType.I64, ValueFlags.NonNull));
    }

    private void PointerStatement()
    {
        switch (_random.Next(4))
        {
            case 0:
                Keep(Add(Op.RefToPtr, Kind.Ptr, Pick(Kind.Ref)));
                break;
            case 1:
                Value slot = Add(Op.SlotAddr, Kind.Ptr);
                slot.Aux = _slots[3];
                Store(slot, 0, MemType.Ref, Pick(Kind.Ref));
                Keep(Load(slot, 0, MemType.Ref, ValueFlags.NonNull));
                break;
            case 2:
                // Stays inside the object: forth and back.
                Value moved = Add(Op.Add, Kind.Ptr, Pick(Kind.Ptr), Constant(Kind.I64, 8));
                Keep(Add(Op.Sub, Kind.Ptr, moved, Constant(Kind.I64, 8)));
                break;
            default:
                _body.Append(_block, Op.NullCheck, Kind.Void, Pick(Kind.Ref));
                Keep(Add(Op.LeUn, Kind.I32, Pick(Kind.Ptr), Pick(Kind.Ptr)) is var order ? Add(Op.And, Kind.I32, order, Constant(Kind.I32, 0)) : null!);
                break;
        }
    }

    private void Throwing()
    {
        Kind kind = _random.Next(2) == 0 ? Kind.I32 : Kind.I64;
        if (_random.Next(2) == 0)
        {
            Value condition = Add(Op.Eq, Kind.I32, Pick(kind), Constant(kind, 0x5EED));
            Value thrown = _random.Next(2) == 0
                ? _body.Append(_block, Op.ThrowIf, Kind.Void, condition, Constant(Kind.I64, 77))
                : _body.Append(_block, Op.ThrowIf, Kind.Void, condition, Pick(Kind.I64));
            thrown.Aux = new RoutineSymbol("Throw");
            return;
        }

        // Small operands: overflow is rare, so that the rest of the program runs too.
        Value a = Add(Op.And, kind, Pick(kind), Constant(kind, 0xFFF));
        Value b = Add(Op.And, kind, Pick(kind), Constant(kind, 0xFF));
        Keep(Add(One(s_checked), kind, _random.Next(6) == 0 ? Pick(kind) : Add(Op.Add, kind, a, Constant(kind, 256)), b));
    }

    private void CallStatement()
    {
        if (!_calls)
        {
            _body.Append(_block, Op.Poll, Kind.Void);
            return;
        }

        int choice = _random.Next(4);
        if (choice == 0 && !_inCallee && _callee is { } callee)
        {
            var arguments = new List<Value>();
            foreach (Kind kind in callee.Parameters)
                arguments.Add(kind.IsPointer || kind.IsFloat ? Pick(kind) : PickOrConstant(kind));
            Value call = Add(Op.Call, Kind.I64, [.. arguments]);
            call.Aux = Callee;
            Keep(call);
            if (_random.Next(2) == 0)
            {
                Value second = Add(Op.SecondResult, callee.Results[1], call);
                second.Imm = 1;
                Keep(second);
            }
        }
        else if (choice == 1)
        {
            Value call = Add(Op.Call, Kind.I64);
            call.Aux = new RoutineSymbol("Collect");
            Keep(call);
        }
        else
        {
            Value call = Add(Op.Call, Kind.I64, Pick(Kind.I64));
            call.Aux = new RoutineSymbol("Clobber");
            Keep(call);
        }
    }

    private Value Add(Op op, Kind kind, params ReadOnlySpan<Value> arguments) => _body.Append(_block, op, kind, arguments);

    private Value Load(Value address, int offset, MemType type, ValueFlags flags)
    {
        Value load = Add(Op.Load, type.Kind, address);
        load.Mem = type;
        load.Imm = offset;
        load.Flags = flags;
        return load;
    }

    private void Store(Value address, int offset, MemType type, Value value)
    {
        Value store = _body.Append(_block, Op.Store, Kind.Void, address, value);
        store.Mem = type;
        store.Imm = offset;
    }

    private Value Constant(Kind kind, long value) => _body.Constant(_block, kind, kind == Kind.I32 ? (int)value : value);

    private Value Float(Kind kind, double value) =>
        _body.Constant(_block, kind, kind == Kind.F64 ? BitConverter.DoubleToInt64Bits(value) : BitConverter.SingleToInt32Bits((float)value));

    private long Interesting(Kind kind)
    {
        long value = _random.Next(3) == 0 ? s_interesting[_random.Next(s_interesting.Length)] : _random.Next(-200, 200);
        return kind == Kind.I32 ? (int)value : value;
    }

    private Value PickOrConstant(Kind kind) => _random.Next(3) == 0 ? Constant(kind, Interesting(kind)) : Pick(kind);

    private void Keep(Value value) => _pool.ByKind[(int)value.Kind].Add(value);

    private Value Pick(Kind kind) => Pick(_pool, kind);

    /// <summary>A value in scope; recent ones more often. Constants when there is none.</summary>
    private Value Pick(Pool pool, Kind kind)
    {
        List<Value> values = pool.ByKind[(int)kind];
        return values[_random.Next(3) == 0 ? _random.Next(values.Count) : Math.Max(0, values.Count - 1 - _random.Next(14))];
    }

    private T One<T>(T[] choices) => choices[_random.Next(choices.Length)];
}
