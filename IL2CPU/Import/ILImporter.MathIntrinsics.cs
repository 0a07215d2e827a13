using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Floating point and bit operations with an instruction of their own.
internal sealed partial class ILImporter
{
    private bool MathIntrinsic(MethodDesc method, StackEntry[] arguments)
    {
        TypeDesc type = method.Signature.ReturnType;
        Kind kind = type.ValueKind;
        if (!kind.IsFloat || arguments.Length == 0)
            return false;
        if (method.Name is "ReciprocalEstimate" or "ReciprocalSqrtEstimate")
            return Reciprocal(method, arguments[0], kind);
        Op op = method.Name switch
        {
            "Sqrt" or "sqrt" or "sqrtf" => Op.FSqrt,
            "Abs" => Op.FAbs,
            "Floor" or "floor" or "floorf" => Op.FFloor,
            "Ceiling" or "ceil" or "ceilf" => Op.FCeiling,
            "Truncate" => Op.FTruncate,
            "Round" => Op.FRound,
            _ => Op.None,
        };
        if (op == Op.None || arguments.Length != 1)
            return false;
        return Done(Emit(op, kind, Scalar(arguments[0], kind)), type);
    }

    private bool Reciprocal(MethodDesc method, StackEntry argument, Kind kind)
    {
        Value value = Scalar(argument, kind);
        if (method.Name == "ReciprocalSqrtEstimate")
            value = Emit(Op.FSqrt, kind, value);
        return Done(Emit(Op.FDiv, kind, One(kind), value));
    }

    private Value One(Kind kind) => kind == Kind.F64
        ? Double(1.0)
        : Constant(Kind.F32, System.BitConverter.SingleToUInt32Bits(1.0f));

    private bool FloatIntrinsic(MethodDesc method, StackEntry[] arguments)
    {
        if (method.Name == "MultiplyAddEstimate" && arguments.Length == 3)
        {
            Kind kind = method.Signature.ReturnType.ValueKind;
            Value product = Emit(Op.FMul, kind, Scalar(arguments[0], kind), Scalar(arguments[1], kind));
            return Done(Emit(Op.FAdd, kind, product, Scalar(arguments[2], kind)));
        }

        if (method.Name != "ConvertToIntegerNative" || method.Signature.ReturnType is not { IsPrimitive: true } type)
            return false;
        bool isUnsigned = type.Primitive is PrimitiveKind.Byte or PrimitiveKind.UInt16 or PrimitiveKind.UInt32 or PrimitiveKind.UInt64 or PrimitiveKind.UIntPtr;
        Value value = ValueOf(arguments[0]);
        return Done(type.ValueKind == Kind.I64 ? ConvertTo64(value, isUnsigned) : Narrow(ConvertTo32(value, isUnsigned), type), type);
    }

    private bool BitOperationsIntrinsic(MethodDesc method, StackEntry[] arguments)
    {
        if (arguments.Length == 0)
            return false;
        TypeDesc type = method.Signature.Parameters[0];
        Kind kind = type.ValueKind;
        if (kind is not (Kind.I32 or Kind.I64) || type.CellType.Size < 4)
            return false;
        switch (method.Name)
        {
            case "PopCount":
                return Count(Op.PopCount, arguments[0], kind);
            case "LeadingZeroCount":
                return Count(Op.LeadingZeros, arguments[0], kind);
            case "TrailingZeroCount":
                return Count(Op.TrailingZeros, arguments[0], kind);
            case "RotateLeft":
                return Done(Emit(Op.RotateLeft, kind, Scalar(arguments[0], kind), Scalar(arguments[1], Kind.I32)));
            case "RotateRight":
                return Done(Emit(Op.RotateRight, kind, Scalar(arguments[0], kind), Scalar(arguments[1], Kind.I32)));
            case "Log2" when arguments.Length == 1:
                return Log2(arguments[0], kind);
            default:
                return false;
        }
    }

    private bool Count(Op op, StackEntry argument, Kind kind) => Done(Coerce(Emit(op, kind, Scalar(argument, kind)), Kind.I32));

    // 0 counts as 1, as in the base library.
    private bool Log2(StackEntry argument, Kind kind)
    {
        Value nonZero = Emit(Op.Or, kind, Scalar(argument, kind), Constant(kind, 1));
        Value zeros = Coerce(Emit(Op.LeadingZeros, kind, nonZero), Kind.I32);
        return Done(Emit(Op.Sub, Kind.I32, Const32(kind == Kind.I64 ? 63 : 31), zeros));
    }

    private bool BinaryPrimitivesIntrinsic(MethodDesc method, StackEntry[] arguments)
    {
        if (method.Name != "ReverseEndianness" || arguments.Length != 1)
            return false;
        TypeDesc type = method.Signature.ReturnType;
        if (type.ValueKind is not (Kind.I32 or Kind.I64) || type.CellType.Size < 4)
            return false;
        return Done(Emit(Op.ByteSwap, type.ValueKind, Scalar(arguments[0], type.ValueKind)), type);
    }

    private bool BitConverterIntrinsic(MethodDesc method, StackEntry[] arguments)
    {
        if (method.Name is not ("DoubleToInt64Bits" or "Int64BitsToDouble" or "SingleToInt32Bits" or "Int32BitsToSingle"
            or "DoubleToUInt64Bits" or "UInt64BitsToDouble" or "SingleToUInt32Bits" or "UInt32BitsToSingle"))
            return false;
        TypeDesc result = method.Signature.ReturnType;
        return Done(BitsOf(Scalar(arguments[0], method.Signature.Parameters[0].ValueKind), result.ValueKind), result);
    }
}
