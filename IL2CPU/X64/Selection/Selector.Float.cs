using System;
using System.Buffers.Binary;
using IL2CPU.IR;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Selection;

// Floating arithmetic and conversions: SSE2 and SSE4.1 scalars.
internal sealed partial class Selector
{
    private static readonly BytesSymbol s_sign32 = Mask("f32:sign", 4, 0x80000000);
    private static readonly BytesSymbol s_sign64 = Mask("f64:sign", 8, 0x8000000000000000);
    private static readonly BytesSymbol s_abs32 = Mask("f32:abs", 4, 0x7FFFFFFF);
    private static readonly BytesSymbol s_abs64 = Mask("f64:abs", 8, 0x7FFFFFFFFFFFFFFF);

    /// <summary>Constant in memory, named by its bits.</summary>
    internal static BytesSymbol FloatConstant(long bits, int size)
    {
        var bytes = new byte[size];
        if (size == 8)
            BinaryPrimitives.WriteInt64LittleEndian(bytes, bits);
        else
            BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)bits);
        return new BytesSymbol(size == 8 ? $"f64:{bits:x16}" : $"f32:{(int)bits:x8}", bytes, size);
    }

    /// <summary>Operand of a packed logical instruction: 16 bytes, aligned.</summary>
    private static BytesSymbol Mask(string label, int size, ulong pattern)
    {
        var bytes = new byte[16];
        for (int i = 0; i < 16; i += size)
        {
            if (size == 8)
                BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i), pattern);
            else
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i), (uint)pattern);
        }

        return new BytesSymbol(label, bytes, 16);
    }

    private Source FloatSource(Value value)
    {
        value = Strip(value, out bool single);
        if (value.Op == Op.Const && value.Imm != 0)
            return MemorySource(FloatConstant(value.Imm, value.Kind.Size));
        if (CanFoldLoad(value, single))
            return new Source { IsMemory = true, Address = FoldLoad(value) };
        return new Source { Register = Get(value) };
    }

    private static Source MemorySource(Symbol symbol) =>
        new() { IsMemory = true, Address = new Address { Base = AddressBase.Symbol, Symbol = symbol } };

    private void SelectFloatBinary(Value value)
    {
        if (!IsNeeded(value))
            return;
        Value left = value.Arg(0);
        Value right = value.Arg(1);
        if (value.Op is Op.FAdd or Op.FMul && (left.Op == Op.Const ? right.Op != Op.Const : ShouldSwap(value, left, right)))
            (left, right) = (right, left);
        Opcode op = value.Op switch { Op.FAdd => Opcode.FAdd, Op.FSub => Opcode.FSub, Op.FMul => Opcode.FMul, _ => Opcode.FDiv };
        Source source = FloatSource(right);
        TwoAddress(op, value.Kind.Size, _register[value.Id], left, source);
    }

    private void SelectSign(Value value)
    {
        if (!IsNeeded(value))
            return;
        bool wide = value.Kind == Kind.F64;
        bool negate = value.Op == Op.FNeg;
        BytesSymbol mask = negate ? (wide ? s_sign64 : s_sign32) : (wide ? s_abs64 : s_abs32);
        TwoAddress(negate ? Opcode.FXor : Opcode.FAnd, value.Kind.Size, _register[value.Id], value.Arg(0), MemorySource(mask));
    }

    private void SelectFloatUnary(Value value)
    {
        if (!IsNeeded(value))
            return;
        int a = Get(value.Arg(0));
        Instruction unary = Make(value.Op == Op.FSqrt ? Opcode.FSqrt : Opcode.FRoundTo, value.Kind.Size);
        // Rounding modes with the inexact exception suppressed: to nearest even, down, up, to zero.
        unary.Imm = value.Op switch { Op.FFloor => 9, Op.FCeiling => 10, Op.FTruncate => 11, _ => 8 };
        unary.A = AddOperand(ref unary, a, Role.EarlyUse, Need.RegisterOrMemory);
        unary.D = AddOperand(ref unary, _register[value.Id], Role.LateDef, Need.Register);
        _emitted.Add(unary);
    }

    private void SelectConversion(Value value)
    {
        if (!IsNeeded(value))
            return;
        Value source = Strip(value.Arg(0), out bool single);
        Kind from = value.Arg(0).Kind;
        int result = _register[value.Id];
        if (value.Op == Op.Bitcast && CanFoldLoad(source, single) && source.Mem.Size == value.Kind.Size)
        {
            MemType type = value.Kind switch { Kind.F32 => MemType.F32, Kind.F64 => MemType.F64, Kind.I32 => MemType.I32, _ => MemType.I64 };
            EmitLoad(source, result, type, value.Kind.Size);
            return;
        }

        Opcode op = value.Op switch
        {
            Op.IntToFloat => Opcode.IntToFloat,
            Op.UIntToFloat => Opcode.UIntToFloat,
            Op.FloatToInt => Opcode.FloatToInt,
            Op.FloatToUInt => Opcode.FloatToUInt,
            Op.FloatToFloat => Opcode.FloatToFloat,
            _ => Opcode.Bitcast,
        };
        if (op == Opcode.FloatToFloat && from == value.Kind)
            op = Opcode.Copy;
        int a = op is Opcode.Bitcast ? Get(value.Arg(0)) : Get(value.Arg(0));
        // The saturating sequences look at the operand again after the result was written; so does the halving one.
        bool again = op is Opcode.FloatToInt or Opcode.FloatToUInt or Opcode.UIntToFloat;
        Instruction convert = Make(op, op == Opcode.Copy ? value.Kind.Size : from.Size);
        convert.Form = (byte)value.Kind.Size;
        Need need = op switch
        {
            Opcode.Copy => Need.Any,
            _ when again => Need.Register,
            _ => Need.RegisterOrMemory,
        };
        convert.A = AddOperand(ref convert, a, again ? Role.LateUse : Role.EarlyUse, need);
        convert.D = AddOperand(ref convert, result, again ? Role.EarlyDef : Role.LateDef, Need.Register);
        if (op == Opcode.UIntToFloat && from.Size == 8)
            convert.C = AddOperand(ref convert, _lir.NewRegister(Kind.I64), Role.EarlyDef, Need.Register);
        _emitted.Add(convert);
    }
}
