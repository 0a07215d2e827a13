using System;
using IL2CPU.IR;

namespace Unit.X64;

// Floating operations.
internal sealed unsafe partial class IRInterpreter
{
    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    private static long Bits(float value) => BitConverter.SingleToInt32Bits(value);

    private static long EvaluateFloat(Value value, long a, long b) => value.Arg(0).Kind == Kind.F64
        ? Evaluate64(value, BitConverter.Int64BitsToDouble(a), BitConverter.Int64BitsToDouble(b))
        : Evaluate32(value, BitConverter.Int32BitsToSingle((int)a), BitConverter.Int32BitsToSingle((int)b));

    private static long Evaluate64(Value value, double a, double b) => value.Op switch
    {
        Op.FAdd => Bits(a + b),
        Op.FSub => Bits(a - b),
        Op.FMul => Bits(a * b),
        Op.FDiv => Bits(a / b),
        Op.FNeg => Bits(-a),
        Op.FAbs => Bits(Math.Abs(a)),
        Op.FSqrt => Bits(Math.Sqrt(a)),
        Op.FFloor => Bits(Math.Floor(a)),
        Op.FCeiling => Bits(Math.Ceiling(a)),
        Op.FTruncate => Bits(Math.Truncate(a)),
        Op.FRound => Bits(Math.Round(a)),
        Op.FloatToInt => value.Kind == Kind.I32 ? (int)a : (long)a,
        Op.FloatToUInt => value.Kind == Kind.I32 ? (int)(uint)a : (long)(ulong)a,
        Op.FloatToFloat => value.Kind == Kind.F64 ? Bits(a) : Bits((float)a),
        Op.Bitcast => Bits(a),
        _ => Compare(value.Op, a, b) ? 1 : 0,
    };

    private static long Evaluate32(Value value, float a, float b) => value.Op switch
    {
        Op.FAdd => Bits(a + b),
        Op.FSub => Bits(a - b),
        Op.FMul => Bits(a * b),
        Op.FDiv => Bits(a / b),
        Op.FNeg => Bits(-a),
        Op.FAbs => Bits(MathF.Abs(a)),
        Op.FSqrt => Bits(MathF.Sqrt(a)),
        Op.FFloor => Bits(MathF.Floor(a)),
        Op.FCeiling => Bits(MathF.Ceiling(a)),
        Op.FTruncate => Bits(MathF.Truncate(a)),
        Op.FRound => Bits(MathF.Round(a)),
        Op.FloatToInt => value.Kind == Kind.I32 ? (int)a : (long)a,
        Op.FloatToUInt => value.Kind == Kind.I32 ? (int)(uint)a : (long)(ulong)a,
        Op.FloatToFloat => value.Kind == Kind.F64 ? Bits((double)a) : Bits(a),
        Op.Bitcast => Bits(a),
        _ => Compare(value.Op, a, b) ? 1 : 0,
    };

    private static bool Compare(Op op, double a, double b) => op switch
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
        Op.GeUn => !(a < b),
        _ => throw new NotSupportedException(op.ToString()),
    };
}
