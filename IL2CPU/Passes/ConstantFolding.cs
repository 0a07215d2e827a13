using System;
using System.Buffers.Binary;
using System.Numerics;
using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>Evaluates operations on constants exactly as the generated code would.</summary>
/// <remarks>Integers are kept sign-extended in 64 bits, floats as their IEEE bits.</remarks>
internal static class ConstantFolding
{
    /// <summary>Result of an operation whose operands are all constants; false when it cannot be computed (or would throw).</summary>
    public static bool TryEvaluate(Value value, out long result)
    {
        result = 0;
        if (value.ArgCount is 0 or > 3 || value.Kind == Kind.Void)
            return false;
        foreach (Value arg in value.Args)
        {
            if (arg.Op != Op.Const)
                return false;
        }

        Kind operand = value.Arg(0).Kind;
        if (OpInfo.Has(value.Op, OpTraits.Comparison))
        {
            result = Compare(value.Op, operand, value.Arg(0).Imm, value.Arg(1).Imm) ? 1 : 0;
            return true;
        }

        if (operand.IsFloat || value.Kind.IsFloat)
            return TryFloat(value, operand, out result);
        return operand is Kind.I32 or Kind.I64 && TryInteger(value, operand, out result);
    }

    public static long Normalise(Kind kind, long imm) => kind == Kind.I32 ? (int)imm : imm;

    public static bool Compare(Op op, Kind kind, long a, long b)
    {
        if (kind.IsFloat)
            return CompareFloat(op, ToDouble(kind, a), ToDouble(kind, b));
        if (kind == Kind.I32)
        {
            // Sign extension keeps both orders.
            a = (int)a;
            b = (int)b;
        }

        return op switch
        {
            Op.Eq => a == b,
            Op.Ne => a != b,
            Op.Lt => a < b,
            Op.Le => a <= b,
            Op.Gt => a > b,
            Op.Ge => a >= b,
            Op.LtUn => (ulong)a < (ulong)b,
            Op.LeUn => (ulong)a <= (ulong)b,
            Op.GtUn => (ulong)a > (ulong)b,
            _ => (ulong)a >= (ulong)b,
        };
    }

    private static bool CompareFloat(Op op, double a, double b) => op switch
    {
        Op.Eq => a == b,
        Op.Ne => a != b,
        Op.Lt => a < b,
        Op.Le => a <= b,
        Op.Gt => a > b,
        Op.Ge => a >= b,
        Op.LtUn => !(a >= b),
        Op.LeUn => !(a > b),
        Op.GtUn => !(a <= b),
        _ => !(a < b),
    };

    private static double ToDouble(Kind kind, long bits) =>
        kind == Kind.F32 ? BitConverter.Int32BitsToSingle((int)bits) : BitConverter.Int64BitsToDouble(bits);

    private static bool TryInteger(Value value, Kind kind, out long result)
    {
        long a = Normalise(kind, value.Arg(0).Imm);
        long b = value.ArgCount > 1 ? Normalise(value.Arg(1).Kind, value.Arg(1).Imm) : 0;
        bool known = value.ArgCount switch
        {
            1 => TryUnary(value, kind, a, out result),
            2 => kind == Kind.I32 ? TryBinary32(value.Op, (int)a, (int)b, out result) : TryBinary64(value.Op, a, b, out result),
            _ => TrySelect(value, a, out result),
        };
        result = Normalise(value.Kind, result);
        return known;
    }

    private static bool TrySelect(Value value, long condition, out long result)
    {
        result = (int)condition != 0 ? value.Arg(1).Imm : value.Arg(2).Imm;
        return value.Op == Op.Select;
    }

    private static bool TryUnary(Value value, Kind kind, long a, out long result)
    {
        bool narrow = kind == Kind.I32;
        switch (value.Op)
        {
            case Op.Neg: result = -a; return true;
            case Op.Not: result = ~a; return true;
            case Op.PopCount: result = narrow ? BitOperations.PopCount((uint)a) : BitOperations.PopCount((ulong)a); return true;
            case Op.LeadingZeros: result = narrow ? BitOperations.LeadingZeroCount((uint)a) : BitOperations.LeadingZeroCount((ulong)a); return true;
            case Op.TrailingZeros: result = narrow ? BitOperations.TrailingZeroCount((uint)a) : BitOperations.TrailingZeroCount((ulong)a); return true;
            case Op.ByteSwap: result = narrow ? BinaryPrimitives.ReverseEndianness((int)a) : BinaryPrimitives.ReverseEndianness(a); return true;
            case Op.SExt8: result = (sbyte)a; return true;
            case Op.SExt16: result = (short)a; return true;
            case Op.ZExt8: result = (byte)a; return true;
            case Op.ZExt16: result = (ushort)a; return true;
            case Op.SExt32: result = (int)a; return true;
            case Op.ZExt32: result = (uint)a; return true;
            case Op.Trunc: result = (int)a; return true;
            // A pointer constant can only be null.
            case Op.IntToPtr: result = 0; return a == 0;
            default: result = 0; return false;
        }
    }

    private static bool TryBinary32(Op op, int a, int b, out long result)
    {
        switch (op)
        {
            case Op.Add: result = a + b; return true;
            case Op.Sub: result = a - b; return true;
            case Op.Mul: result = a * b; return true;
            case Op.Div when b != 0 && !(a == int.MinValue && b == -1): result = a / b; return true;
            case Op.Rem when b != 0 && !(a == int.MinValue && b == -1): result = a % b; return true;
            case Op.DivUn when b != 0: result = (int)((uint)a / (uint)b); return true;
            case Op.RemUn when b != 0: result = (int)((uint)a % (uint)b); return true;
            case Op.And: result = a & b; return true;
            case Op.Or: result = a | b; return true;
            case Op.Xor: result = a ^ b; return true;
            case Op.Shl: result = a << b; return true;
            case Op.Shr: result = a >> b; return true;
            case Op.ShrUn: result = a >>> b; return true;
            case Op.RotateLeft: result = (int)BitOperations.RotateLeft((uint)a, b); return true;
            case Op.RotateRight: result = (int)BitOperations.RotateRight((uint)a, b); return true;
            case Op.MulHigh: result = (int)(((long)a * b) >> 32); return true;
            case Op.MulHighUn: result = (int)(((ulong)(uint)a * (uint)b) >> 32); return true;
            case Op.AddOvf: result = (long)a + b; return result == (int)result;
            case Op.SubOvf: result = (long)a - b; return result == (int)result;
            case Op.MulOvf: result = (long)a * b; return result == (int)result;
            case Op.AddOvfUn: result = (long)((ulong)(uint)a + (uint)b); return result <= uint.MaxValue;
            case Op.SubOvfUn: result = a - b; return (uint)a >= (uint)b;
            case Op.MulOvfUn: result = (long)((ulong)(uint)a * (uint)b); return (ulong)result <= uint.MaxValue;
            default: result = 0; return false;
        }
    }

    private static bool TryBinary64(Op op, long a, long b, out long result)
    {
        switch (op)
        {
            case Op.Add: result = a + b; return true;
            case Op.Sub: result = a - b; return true;
            case Op.Mul: result = a * b; return true;
            case Op.Div when b != 0 && !(a == long.MinValue && b == -1): result = a / b; return true;
            case Op.Rem when b != 0 && !(a == long.MinValue && b == -1): result = a % b; return true;
            case Op.DivUn when b != 0: result = (long)((ulong)a / (ulong)b); return true;
            case Op.RemUn when b != 0: result = (long)((ulong)a % (ulong)b); return true;
            case Op.And: result = a & b; return true;
            case Op.Or: result = a | b; return true;
            case Op.Xor: result = a ^ b; return true;
            case Op.Shl: result = a << (int)b; return true;
            case Op.Shr: result = a >> (int)b; return true;
            case Op.ShrUn: result = a >>> (int)b; return true;
            case Op.RotateLeft: result = (long)BitOperations.RotateLeft((ulong)a, (int)b); return true;
            case Op.RotateRight: result = (long)BitOperations.RotateRight((ulong)a, (int)b); return true;
            case Op.MulHigh: result = Math.BigMul(a, b, out _); return true;
            case Op.MulHighUn: result = (long)Math.BigMul((ulong)a, (ulong)b, out _); return true;
            default: return TryChecked64(op, a, b, out result);
        }
    }

    private static bool TryChecked64(Op op, long a, long b, out long result)
    {
        Int128 wide = op switch
        {
            Op.AddOvf => (Int128)a + b,
            Op.SubOvf => (Int128)a - b,
            Op.MulOvf => (Int128)a * b,
            Op.AddOvfUn => (Int128)(ulong)a + (ulong)b,
            Op.SubOvfUn => (Int128)(ulong)a - (ulong)b,
            Op.MulOvfUn => (Int128)((UInt128)(ulong)a * (ulong)b >> 64 == 0 ? (UInt128)(ulong)a * (ulong)b : UInt128.MaxValue >> 1),
            _ => Int128.MaxValue,
        };
        result = (long)wide;
        return op is Op.AddOvf or Op.SubOvf or Op.MulOvf
            ? wide >= long.MinValue && wide <= long.MaxValue
            : op is Op.AddOvfUn or Op.SubOvfUn or Op.MulOvfUn && wide >= 0 && wide <= ulong.MaxValue;
    }

    private static bool TryFloat(Value value, Kind operand, out long result)
    {
        long a = value.Arg(0).Imm;
        long b = value.ArgCount > 1 ? value.Arg(1).Imm : 0;
        switch (value.Op)
        {
            case Op.Bitcast:
                result = Normalise(value.Kind, a);
                return true;
            case Op.Select when operand == Kind.I32:
                result = (int)a != 0 ? b : value.Arg(2).Imm;
                return true;
            case Op.IntToFloat:
                return Pack(value.Kind, operand == Kind.I32 ? (int)a : value.Kind == Kind.F32 ? (float)a : (double)a, out result);
            case Op.UIntToFloat:
                return Pack(value.Kind, operand == Kind.I32 ? (uint)a : value.Kind == Kind.F32 ? (float)(ulong)a : (double)(ulong)a, out result);
            case Op.FloatToInt:
                result = value.Kind == Kind.I32 ? (int)ToDouble(operand, a) : (long)ToDouble(operand, a);
                return true;
            case Op.FloatToUInt:
                result = value.Kind == Kind.I32 ? (int)(uint)ToDouble(operand, a) : (long)(ulong)ToDouble(operand, a);
                return true;
            default:
                return operand == Kind.F32 ? TrySingle(value, a, b, out result) : TryDouble(value, a, b, out result);
        }
    }

    private static bool TrySingle(Value value, long aBits, long bBits, out long result)
    {
        float a = BitConverter.Int32BitsToSingle((int)aBits);
        float b = BitConverter.Int32BitsToSingle((int)bBits);
        return value.Op switch
        {
            Op.FAdd => Pack(Kind.F32, a + b, out result),
            Op.FSub => Pack(Kind.F32, a - b, out result),
            Op.FMul => Pack(Kind.F32, a * b, out result),
            Op.FDiv => Pack(Kind.F32, a / b, out result),
            Op.FNeg => Pack(Kind.F32, -a, out result),
            Op.FAbs => Pack(Kind.F32, MathF.Abs(a), out result),
            Op.FloatToFloat => Pack(Kind.F64, a, out result),
            _ => Unknown(out result),
        };
    }

    private static bool TryDouble(Value value, long aBits, long bBits, out long result)
    {
        double a = BitConverter.Int64BitsToDouble(aBits);
        double b = BitConverter.Int64BitsToDouble(bBits);
        return value.Op switch
        {
            Op.FAdd => Pack(Kind.F64, a + b, out result),
            Op.FSub => Pack(Kind.F64, a - b, out result),
            Op.FMul => Pack(Kind.F64, a * b, out result),
            Op.FDiv => Pack(Kind.F64, a / b, out result),
            Op.FNeg => Pack(Kind.F64, -a, out result),
            Op.FAbs => Pack(Kind.F64, Math.Abs(a), out result),
            Op.FloatToFloat => Pack(Kind.F32, (float)a, out result),
            _ => Unknown(out result),
        };
    }

    private static bool Unknown(out long result)
    {
        result = 0;
        return false;
    }

    // The sign and payload of a NaN the processor makes are its own business: such results are computed at run time.
    private static bool Pack(Kind kind, double number, out long result)
    {
        result = kind == Kind.F32 ? BitConverter.SingleToInt32Bits((float)number) : BitConverter.DoubleToInt64Bits(number);
        return !double.IsNaN(number);
    }
}
