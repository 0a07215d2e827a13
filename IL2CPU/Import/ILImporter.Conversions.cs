using IL2CPU.IR;

namespace IL2CPU.Import;

// conv.*: plain and checked.
internal sealed partial class ILImporter
{
    /// <summary>conv.i and conv.u: a pointer stays one, so that it is adjusted when its stack moves.</summary>
    private void ImportConvertNative(bool isUnsigned)
    {
        Value value = PopValue();
        if (value.Kind == Kind.Ref)
            value = Coerce(value, Kind.Ptr);
        Push(value.Kind == Kind.Ptr ? value : ConvertTo64(value, isUnsigned));
    }

    private void ImportConvert64(bool isUnsigned) => Push(ConvertTo64(PopValue(), isUnsigned));

    private Value ConvertTo64(Value value, bool isUnsigned)
    {
        switch (value.Kind)
        {
            case Kind.I64:
                return value;
            case Kind.I32:
                if (IsConst(value, out long imm))
                    return Const64(isUnsigned ? (uint)imm : (int)imm);
                return Emit(isUnsigned ? Op.ZExt32 : Op.SExt32, Kind.I64, value);
            case Kind.F32 or Kind.F64:
                return Emit(isUnsigned ? Op.FloatToUInt : Op.FloatToInt, Kind.I64, value);
            default:
                return Coerce(value, Kind.I64);
        }
    }

    private void ImportConvert32(bool isUnsigned) => Push(ConvertTo32(PopValue(), isUnsigned));

    private Value ConvertTo32(Value value, bool isUnsigned) => value.Kind.IsFloat
        ? Emit(isUnsigned ? Op.FloatToUInt : Op.FloatToInt, Kind.I32, value)
        : Coerce(value, Kind.I32);

    private void ImportConvertNarrow(MemType cell)
    {
        Value value = PopValue();
        Push(Narrow(ConvertTo32(value, false), cell));
    }

    private void ImportConvertFloat(Kind kind, bool isUnsigned)
    {
        Value value = PopValue();
        if (value.Kind.IsFloat)
            Push(Coerce(value, kind));
        else
            Push(Emit(isUnsigned ? Op.UIntToFloat : Op.IntToFloat, kind, value.Kind.IsPointer ? Coerce(value, Kind.I64) : value));
    }

    /// <summary>conv.ovf.*: throws when the value is not in the range of the target.</summary>
    /// <param name="cell">Target; I32 and I64 with <paramref name="toUnsigned"/>.</param>
    /// <param name="toUnsigned">The target is unsigned.</param>
    /// <param name="fromUnsigned">The .un forms: the operand is taken as unsigned.</param>
    private void ImportConvertChecked(MemType cell, bool toUnsigned, bool fromUnsigned)
    {
        Value value = PopValue();
        if (value.Kind.IsPointer)
            value = Coerce(value, Kind.I64);
        if (value.Kind.IsFloat)
            Push(CheckedFromFloat(value, cell, toUnsigned));
        else
            Push(CheckedFromInteger(value, cell, toUnsigned, fromUnsigned));
    }

    private Value CheckedFromInteger(Value value, MemType cell, bool toUnsigned, bool fromUnsigned)
    {
        bool from64 = value.Kind == Kind.I64;
        (long low, ulong high) = RangeOf(cell, toUnsigned);
        if (fromUnsigned)
        {
            ulong most = from64 ? ulong.MaxValue : uint.MaxValue;
            if (high < most)
                ThrowIf(Compare(Op.GtUn, value, Constant(value.Kind, (long)high)), RuntimeHelper.ThrowOverflow);
        }
        else
        {
            long least = from64 ? long.MinValue : int.MinValue;
            long most = from64 ? long.MaxValue : int.MaxValue;
            if (low > least)
                ThrowIf(Compare(Op.Lt, value, Constant(value.Kind, low)), RuntimeHelper.ThrowOverflow);
            if (high < (ulong)most)
                ThrowIf(Compare(Op.Gt, value, Constant(value.Kind, (long)high)), RuntimeHelper.ThrowOverflow);
        }

        if (cell == MemType.I64)
            return ConvertTo64(value, fromUnsigned);
        Value narrow = Coerce(value, Kind.I32);
        if (cell != MemType.I32 && narrow.Op != Op.Const)
            return Narrow(narrow, cell);
        return narrow;
    }

    // Compared in binary64, where every bound but the 64-bit upper ones is exact; those are the exact powers of two above.
    private Value CheckedFromFloat(Value value, MemType cell, bool toUnsigned)
    {
        value = Coerce(value, Kind.F64);
        (long low, ulong high) = RangeOf(cell, toUnsigned);
        // value > low - 1 and value < high + 1, written so that NaN fails.
        Value above = cell == MemType.I64 && !toUnsigned
            ? Emit(Op.Ge, Kind.I32, value, Double(low))
            : Emit(Op.Gt, Kind.I32, value, Double(low - 1.0));
        Value below = Emit(Op.Lt, Kind.I32, value, Double(high + 1.0));
        Value isInside = Emit(Op.And, Kind.I32, above, below);
        ThrowIf(Compare(Op.Eq, isInside, Const32(0)), RuntimeHelper.ThrowOverflow);
        if (cell == MemType.I64)
            return Emit(toUnsigned ? Op.FloatToUInt : Op.FloatToInt, Kind.I64, value);
        Value result = Emit(toUnsigned ? Op.FloatToUInt : Op.FloatToInt, Kind.I32, value);
        return cell == MemType.I32 ? result : Narrow(result, cell);
    }

    private Value Double(double value) => Constant(Kind.F64, System.BitConverter.DoubleToInt64Bits(value));

    private static (long Low, ulong High) RangeOf(MemType cell, bool isUnsigned) => cell switch
    {
        MemType.I8 => (sbyte.MinValue, (ulong)sbyte.MaxValue),
        MemType.U8 => (0, byte.MaxValue),
        MemType.I16 => (short.MinValue, (ulong)short.MaxValue),
        MemType.U16 => (0, ushort.MaxValue),
        MemType.I32 => isUnsigned ? (0, uint.MaxValue) : (int.MinValue, int.MaxValue),
        _ => isUnsigned ? (0, ulong.MaxValue) : (long.MinValue, long.MaxValue),
    };
}
