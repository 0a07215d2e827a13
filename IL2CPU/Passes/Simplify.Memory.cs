using System.Buffers.Binary;
using IL2CPU.IR;

namespace IL2CPU.Passes;

internal sealed partial class Simplify
{
    // Offsets of the base library's String; see docs/ARCHITECTURE.md 1.5.
    private const long StringLength = 8;
    private const long StringChars = 12;

    private Value? FoldMemory(Value value)
    {
        switch (value.Op)
        {
            case Op.ThrowIf:
                return FoldThrowIf(value);
            case Op.NullCheck:
                return AddressFacts.IsNonNullAddress(value.Arg(0)) ? null : value;
            case Op.Load when FoldConstantData(value) is { } constant:
                return constant;
            case Op.Load or Op.Store:
                FoldDisplacement(value);
                break;
            case Op.MemMove or Op.MemSet when value.Arg(2).IsConst(0):
                return null;
            case Op.CopyBlock when value.Arg(0) == value.Arg(1) && !value.MayThrow:
                return null;
        }

        return FoldAddress(value);
    }

    private Value? FoldThrowIf(Value value)
    {
        Value condition = value.Arg(0);
        if (condition.IsConst(0))
            return null;
        if (condition.Op == Op.Ne && condition.Arg(0).Kind == Kind.I32 && condition.Arg(1).IsConst(0))
        {
            value.SetArg(0, condition.Arg(0));
            _again = true;
        }

        return value;
    }

    // The interior pointer to an object's start is the object itself to an access.
    private Value FoldAddress(Value value)
    {
        if (value.Op is Op.Load or Op.Store && value.Arg(0).Op == Op.RefToPtr)
        {
            value.SetArg(0, value.Arg(0).Arg(0));
            _again = true;
        }

        return value;
    }

    // The address accessed, and so whether it faults, stays the same.
    private void FoldDisplacement(Value value)
    {
        Value address = value.Arg(0);
        if (address.Op != Op.Add || address.Kind != Kind.Ptr || address.Arg(1).Op != Op.Const || value.Aux is not null)
            return;
        long sum = unchecked(value.Imm + address.Arg(1).Imm);
        if (sum is < int.MinValue or > int.MaxValue)
            return;
        value.SetArg(0, address.Arg(0));
        value.Imm = sum;
        _again = true;
    }

    private Value? FoldConstantData(Value load)
    {
        if (load.Arg(0) is not { Op: Op.SymbolAddr } address || load.Aux is not null || load.HasFlag(ValueFlags.Volatile))
            return null;
        long offset = address.Imm + load.Imm;
        if (address.Aux is StringSymbol { Text: string text })
            return FoldString(load, text, offset);
        if (address.Aux is BytesSymbol { Bytes: byte[] bytes } && offset >= 0 && offset + load.Mem.Size <= bytes.Length)
            return FoldBytes(load, bytes, (int)offset);
        return null;
    }

    private Value? FoldString(Value load, string text, long offset)
    {
        if (load.Mem == MemType.I32 && offset == StringLength)
            return Const(Kind.I32, text.Length);
        long index = (offset - StringChars) / 2;
        if (load.Mem == MemType.U16 && offset >= StringChars && (offset - StringChars) % 2 == 0 && index <= text.Length)
            return Const(Kind.I32, index == text.Length ? 0 : text[(int)index]);
        return null;
    }

    private Value? FoldBytes(Value load, byte[] bytes, int offset)
    {
        var data = new System.ReadOnlySpan<byte>(bytes, offset, bytes.Length - offset);
        return load.Mem switch
        {
            MemType.I8 => Const(Kind.I32, (sbyte)data[0]),
            MemType.U8 => Const(Kind.I32, data[0]),
            MemType.I16 => Const(Kind.I32, BinaryPrimitives.ReadInt16LittleEndian(data)),
            MemType.U16 => Const(Kind.I32, BinaryPrimitives.ReadUInt16LittleEndian(data)),
            MemType.I32 => Const(Kind.I32, BinaryPrimitives.ReadInt32LittleEndian(data)),
            MemType.F32 => Const(Kind.F32, BinaryPrimitives.ReadInt32LittleEndian(data)),
            MemType.I64 => Const(Kind.I64, BinaryPrimitives.ReadInt64LittleEndian(data)),
            MemType.F64 => Const(Kind.F64, BinaryPrimitives.ReadInt64LittleEndian(data)),
            _ => null,
        };
    }
}
