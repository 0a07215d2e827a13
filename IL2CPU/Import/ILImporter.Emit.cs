using System;
using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Making values: placement, constants, memory cells, kind conversions.
internal sealed partial class ILImporter
{
    // Cell types of values known to be in the range of a narrow type.
    private readonly Dictionary<Value, MemType> _narrow = [];

    private Value Emit(Op op, Kind kind, params ReadOnlySpan<Value> args)
    {
        Value value = _body.Append(_block, op, kind, args);
        value.Location = Location();
        return value;
    }

    // A pointer constant other than null is an integer first: the back end knows no other address by number.
    private Value Constant(Kind kind, long imm)
    {
        if (kind.IsPointer && imm != 0)
            return Emit(Op.IntToPtr, kind, Const64(imm));
        return _body.Constant(_block, kind, kind == Kind.I32 ? (int)imm : imm);
    }

    private Value Const32(int imm) => Constant(Kind.I32, imm);

    private Value Const64(long imm) => Constant(Kind.I64, imm);

    private Value Null() => Constant(Kind.Ref, 0);

    private Value AddressOf(Symbol symbol, Kind kind)
    {
        Value value = Emit(Op.SymbolAddr, kind);
        value.Aux = symbol;
        return value;
    }

    private static bool IsConst(Value value, out long imm)
    {
        imm = value.Imm;
        return value.Op == Op.Const;
    }

    private Value LoadCell(Value address, int offset, MemType cell, ValueFlags flags = ValueFlags.None)
    {
        Value value = Emit(Op.Load, cell.Kind, address);
        value.Mem = cell;
        value.Imm = offset;
        value.Flags = flags | NonNullFlag(address);
        return value;
    }

    private void StoreCell(Value address, int offset, Value stored, MemType cell, ValueFlags flags = ValueFlags.None)
    {
        Value value = Emit(Op.Store, Kind.Void, address, stored);
        value.Mem = cell;
        value.Imm = offset;
        value.Flags = flags | NonNullFlag(address);
    }

    private ValueFlags NonNullFlag(Value address) => IsNonNull(address) ? ValueFlags.NonNull : ValueFlags.None;

    private bool IsNonNull(Value value) => value.Op switch
    {
        Op.SlotAddr or Op.SymbolAddr or Op.NewObject or Op.NewArray or Op.StaticBase or Op.ThreadStaticBase or Op.CatchArg => true,
        Op.Param => value.Imm == _signature.ThisIndex && value.Kind == Kind.Ref,
        Op.Add or Op.RefToPtr => value.Kind == Kind.Ptr && IsNonNull(value.Arg(0)),
        _ => false,
    };

    private void CopyStruct(Value destination, Value source, TypeDesc type)
    {
        if (destination == source)
            return;
        Value copy = Emit(Op.CopyBlock, Kind.Void, destination, source);
        copy.Imm = type.Layout.Size;
        copy.Aux = type;
        if (IsNonNull(destination) && IsNonNull(source))
            copy.Flags = ValueFlags.NonNull;
    }

    private void ZeroStruct(Value destination, TypeDesc type)
    {
        Value zero = Emit(Op.ZeroBlock, Kind.Void, destination);
        zero.Imm = type.Layout.Size;
        zero.Flags = NonNullFlag(destination);
    }

    private Value AddOffset(Value pointer, long offset)
    {
        if (offset == 0)
            return pointer;
        if (pointer.Op == Op.SlotAddr)
        {
            Value address = AddressAgain(pointer);
            address.Imm += offset;
            return address;
        }

        return Emit(Op.Add, Kind.Ptr, pointer, Const64(offset));
    }

    /// <summary>Address of a field or the payload of an object, which must have been checked.</summary>
    private Value Interior(Value reference, long offset) => AddOffset(Emit(Op.RefToPtr, Kind.Ptr, reference), offset);

    private void NullCheck(Value value)
    {
        if (!IsNonNull(value))
            Emit(Op.NullCheck, Kind.Void, value);
    }

    private void ThrowIf(Value condition, string helper, params ReadOnlySpan<Value> args)
    {
        if (IsConst(condition, out long imm) && imm == 0)
            return;
        var all = new Value[args.Length + 1];
        all[0] = condition;
        args.CopyTo(all.AsSpan(1));
        Emit(Op.ThrowIf, Kind.Void, all).Aux = _context.HelperSymbol(helper);
    }

    /// <summary>Converts between kinds the way IL converts implicitly.</summary>
    private Value Coerce(Value value, Kind kind)
    {
        Kind from = value.Kind;
        if (from == kind)
            return value;
        if (value.Op == Op.Const && !from.IsFloat && !kind.IsFloat)
            return Constant(kind, value.Imm);
        switch (from, kind)
        {
            case (Kind.I32, Kind.I64):
                return Emit(Op.SExt32, Kind.I64, value);
            case (Kind.I64, Kind.I32):
                return Emit(Op.Trunc, Kind.I32, value);
            case (Kind.Ref, Kind.Ptr):
                return Emit(Op.RefToPtr, Kind.Ptr, value);
            case (Kind.Ref or Kind.Ptr, Kind.I64):
                return Emit(Op.PtrToInt, Kind.I64, value);
            case (Kind.I64, Kind.Ref or Kind.Ptr):
                return Emit(Op.IntToPtr, kind, value);
            case (Kind.F32, Kind.F64) or (Kind.F64, Kind.F32):
                return Emit(Op.FloatToFloat, kind, value);
            case (Kind.I32, Kind.Ptr or Kind.Ref) or (Kind.Ref or Kind.Ptr, Kind.I32) or (Kind.Ptr, Kind.Ref):
                return Coerce(Coerce(value, Kind.I64), kind);
            default:
                throw new CompilerDiagnosticException($"a value of kind {from} is used as {kind}");
        }
    }

    /// <summary>Brings an I32 into the range of a narrow type, as storing it in such a variable does.</summary>
    private Value Narrow(Value value, TypeDesc type) => Narrow(value, type.CellType);

    private Value Narrow(Value value, MemType cell)
    {
        Op op = cell switch
        {
            MemType.U8 => Op.ZExt8,
            MemType.I8 => Op.SExt8,
            MemType.U16 => Op.ZExt16,
            MemType.I16 => Op.SExt16,
            _ => Op.None,
        };
        if (op == Op.None || IsInRange(value, cell))
            return value;
        if (value.Op == Op.Const)
            return Const32(FoldNarrow(op, (int)value.Imm));
        return Emit(op, Kind.I32, value);
    }

    private static int FoldNarrow(Op op, int value) => op switch
    {
        Op.ZExt8 => (byte)value,
        Op.SExt8 => (sbyte)value,
        Op.ZExt16 => (ushort)value,
        _ => (short)value,
    };

    private bool IsInRange(Value value, MemType cell)
    {
        if (value.Op == Op.Const)
            return FitsCell(value.Imm, cell);
        MemType known = value.Op switch
        {
            Op.Load => value.Mem,
            Op.ZExt8 => MemType.U8,
            Op.SExt8 => MemType.I8,
            Op.ZExt16 => MemType.U16,
            Op.SExt16 => MemType.I16,
            >= Op.Eq and <= Op.GeUn => MemType.U8,
            _ => _narrow.GetValueOrDefault(value),
        };
        if (value.Op is >= Op.Eq and <= Op.GeUn)
            return true;
        return known == cell || (known == MemType.U8 && cell is (MemType.U16 or MemType.I16)) || (known == MemType.I8 && cell == MemType.I16);
    }

    private static bool FitsCell(long imm, MemType cell) => cell switch
    {
        MemType.U8 => imm is >= 0 and <= byte.MaxValue,
        MemType.I8 => imm is >= sbyte.MinValue and <= sbyte.MaxValue,
        MemType.U16 => imm is >= 0 and <= ushort.MaxValue,
        MemType.I16 => imm is >= short.MinValue and <= short.MaxValue,
        _ => true,
    };

    private void NoteNarrow(Value value, TypeDesc type)
    {
        if (type.CellType is MemType.U8 or MemType.I8 or MemType.U16 or MemType.I16)
            _narrow[value] = type.CellType;
    }
}
