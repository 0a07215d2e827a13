using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;
using IL2CPU.IR;

namespace Unit.X64;

/// <summary>A throw in the interpreted program.</summary>
internal sealed class InterpretedThrow(long marker) : Exception
{
    public long Marker { get; } = marker;
}

/// <summary>Executes lowered IR directly; values are 64 bits each.</summary>
internal sealed unsafe partial class IRInterpreter(Dictionary<Symbol, MethodBody> bodies)
{
    public long Run(MethodBody body, params long[] arguments)
    {
        try
        {
            return Call(body, arguments, out _);
        }
        catch (InterpretedThrow thrown)
        {
            return thrown.Marker;
        }
    }

    private long Call(MethodBody body, long[] arguments, out long second)
    {
        var frame = new Frame(body, arguments);
        try
        {
            return Execute(frame, out second);
        }
        finally
        {
            frame.Free();
        }
    }

    private sealed class Frame
    {
        public readonly MethodBody Body;
        public readonly long[] Arguments;
        public readonly long[] Values;
        public readonly byte*[] Slots;

        public Frame(MethodBody body, long[] arguments)
        {
            Body = body;
            Arguments = arguments;
            Values = new long[body.ValueCount];
            Slots = new byte*[body.Slots.Count];
            for (int i = 0; i < Slots.Length; i++)
                Slots[i] = (byte*)NativeMemory.AllocZeroed((nuint)body.Slots[i].Size + 16);
        }

        public void Free()
        {
            foreach (byte* slot in Slots)
                NativeMemory.Free(slot);
        }
    }

    private long Execute(Frame frame, out long second)
    {
        Block? from = null;
        Block block = frame.Body.Entry;
        while (true)
        {
            EnterBlock(frame, from, block);
            foreach (Value value in block.Body)
                frame.Values[value.Id] = Evaluate(frame, value);
            Value terminator = block.Terminator!;
            switch (terminator.Op)
            {
                case Op.Return:
                    second = terminator.ArgCount > 1 ? frame.Values[terminator.Arg(1).Id] : 0;
                    return terminator.ArgCount > 0 ? frame.Values[terminator.Arg(0).Id] : 0;
                case Op.Jump:
                    (from, block) = (block, block.Successors[0]);
                    break;
                case Op.Branch:
                    (from, block) = (block, block.Successors[(int)frame.Values[terminator.Arg(0).Id] != 0 ? 0 : 1]);
                    break;
                case Op.Switch:
                    uint index = (uint)frame.Values[terminator.Arg(0).Id];
                    (from, block) = (block, block.Successors[(int)Math.Min(index, (uint)block.Successors.Count - 1)]);
                    break;
                default:
                    throw new InvalidOperationException($"reached {terminator.Op}");
            }
        }
    }

    private static void EnterBlock(Frame frame, Block? from, Block block)
    {
        if (block.Phis.Count == 0)
            return;
        int edge = block.Predecessors.IndexOf(from!);
        var next = new long[block.Phis.Count];
        for (int i = 0; i < next.Length; i++)
            next[i] = frame.Values[block.Phis[i].Arg(edge).Id];
        for (int i = 0; i < next.Length; i++)
            frame.Values[block.Phis[i].Id] = next[i];
    }

    private long Evaluate(Frame frame, Value value)
    {
        long a = value.ArgCount > 0 ? frame.Values[value.Arg(0).Id] : 0;
        long b = value.ArgCount > 1 ? frame.Values[value.Arg(1).Id] : 0;
        switch (value.Op)
        {
            case Op.Const:
                return value.Imm;
            case Op.Param:
                return frame.Arguments[value.Imm];
            case Op.SlotAddr:
                return (long)(frame.Slots[((Slot)value.Aux!).Id] + value.Imm);
            case Op.Select:
                return (int)a != 0 ? b : frame.Values[value.Arg(2).Id];
            case Op.Call:
                return CallSymbol(frame, value);
            case Op.SecondResult:
                return _second;
            case Op.Poll or Op.Fence or Op.NullCheck:
                return 0;
            case Op.ThrowIf:
                if ((int)a == 0)
                    return 0;
                throw new InterpretedThrow(0x7777000000000000 ^ (value.ArgCount > 1 ? b : 0));
            case Op.CopyBlock:
                Buffer.MemoryCopy((void*)b, (void*)a, value.Imm, value.Imm);
                return 0;
            case Op.ZeroBlock:
                new Span<byte>((void*)a, (int)value.Imm).Clear();
                return 0;
            case Op.Load:
                return Load((byte*)a + value.Imm, value.Mem);
            case Op.Store:
                Store((byte*)a + value.Imm, value.Mem, b);
                return 0;
            case Op.AtomicAdd or Op.AtomicExchange or Op.AtomicAnd or Op.AtomicOr or Op.AtomicCompareExchange:
                return Atomic(frame, value, (byte*)a + value.Imm, b);
            default:
                return value.ArgCount > 0 && value.Arg(0).Kind.IsFloat ? EvaluateFloat(value, a, b) : EvaluateInteger(value, a, b);
        }
    }

    private long _second;

    private long CallSymbol(Frame frame, Value value)
    {
        var arguments = new long[value.ArgCount];
        for (int i = 0; i < arguments.Length; i++)
            arguments[i] = frame.Values[value.Arg(i).Id];
        var symbol = (Symbol)value.Aux!;
        if (symbol.Name == "Clobber")
            return arguments[0] ^ 0x5555555555555555;
        if (symbol.Name == "Collect")
            return 0x5151515151515151;
        long result = Call(bodies[symbol], arguments, out long second);
        _second = second;
        return result;
    }

    private static long Load(byte* address, MemType type) => type switch
    {
        MemType.I8 => *(sbyte*)address,
        MemType.U8 => *address,
        MemType.I16 => *(short*)address,
        MemType.U16 => *(ushort*)address,
        MemType.I32 or MemType.F32 => *(int*)address,
        _ => *(long*)address,
    };

    private static void Store(byte* address, MemType type, long value)
    {
        switch (type.Size)
        {
            case 1:
                *address = (byte)value;
                break;
            case 2:
                *(short*)address = (short)value;
                break;
            case 4:
                *(int*)address = (int)value;
                break;
            default:
                *(long*)address = value;
                break;
        }
    }

    private static long Atomic(Frame frame, Value value, byte* address, long operand)
    {
        long old = Load(address, value.Mem);
        switch (value.Op)
        {
            case Op.AtomicAdd:
                Store(address, value.Mem, old + operand);
                break;
            case Op.AtomicExchange:
                Store(address, value.Mem, operand);
                break;
            case Op.AtomicAnd:
                Store(address, value.Mem, old & operand);
                break;
            case Op.AtomicOr:
                Store(address, value.Mem, old | operand);
                break;
            default:
                long comparand = frame.Values[value.Arg(2).Id];
                int shift = 64 - (value.Mem.Size * 8);
                if (old << shift == comparand << shift)
                    Store(address, value.Mem, operand);
                break;
        }

        return old;
    }

    private static long EvaluateInteger(Value value, long a, long b)
    {
        if (value.ArgCount > 0 && value.Arg(0).Kind.Size == 4)
            return Integer32(value, (int)a, (int)b);
        return Integer64(value, a, b);
    }

    private static long Integer32(Value value, int a, int b)
    {
        int count = b & 31;
        return value.Op switch
        {
            Op.Add => a + b,
            Op.Sub => a - b,
            Op.Mul => a * b,
            Op.Div => a / b,
            Op.DivUn => (int)((uint)a / (uint)b),
            Op.Rem => a % b,
            Op.RemUn => (int)((uint)a % (uint)b),
            Op.And => a & b,
            Op.Or => a | b,
            Op.Xor => a ^ b,
            Op.Shl => a << count,
            Op.Shr => a >> count,
            Op.ShrUn => (int)((uint)a >> count),
            Op.RotateLeft => (int)BitOperations.RotateLeft((uint)a, count),
            Op.RotateRight => (int)BitOperations.RotateRight((uint)a, count),
            Op.Neg => -a,
            Op.Not => ~a,
            Op.MulHigh => (int)(((long)a * b) >> 32),
            Op.MulHighUn => (int)(((ulong)(uint)a * (uint)b) >> 32),
            Op.AddOvf => Checked(() => checked(a + b)),
            Op.AddOvfUn => Checked(() => (int)checked(unchecked((uint)a) + unchecked((uint)b))),
            Op.SubOvf => Checked(() => checked(a - b)),
            Op.SubOvfUn => Checked(() => (int)checked(unchecked((uint)a) - unchecked((uint)b))),
            Op.MulOvf => Checked(() => checked(a * b)),
            Op.MulOvfUn => Checked(() => (int)checked(unchecked((uint)a) * unchecked((uint)b))),
            Op.PopCount => BitOperations.PopCount((uint)a),
            Op.LeadingZeros => BitOperations.LeadingZeroCount((uint)a),
            Op.TrailingZeros => BitOperations.TrailingZeroCount((uint)a),
            Op.ByteSwap => BinaryPrimitives.ReverseEndianness(a),
            Op.SExt8 => (sbyte)a,
            Op.SExt16 => (short)a,
            Op.ZExt8 => (byte)a,
            Op.ZExt16 => (ushort)a,
            Op.SExt32 => a,
            Op.ZExt32 => (uint)a,
            Op.IntToFloat => value.Kind == Kind.F64 ? Bits((double)a) : Bits((float)a),
            Op.UIntToFloat => value.Kind == Kind.F64 ? Bits((double)(uint)a) : Bits((float)(uint)a),
            Op.Bitcast => a,
            _ => Compare(value.Op, a, b, (uint)a, (uint)b),
        };
    }

    private static long Integer64(Value value, long a, long b)
    {
        int count = (int)b & 63;
        return value.Op switch
        {
            Op.Add => a + b,
            Op.Sub => a - b,
            Op.Mul => a * b,
            Op.Div => a / b,
            Op.DivUn => (long)((ulong)a / (ulong)b),
            Op.Rem => a % b,
            Op.RemUn => (long)((ulong)a % (ulong)b),
            Op.And => a & b,
            Op.Or => a | b,
            Op.Xor => a ^ b,
            Op.Shl => a << count,
            Op.Shr => a >> count,
            Op.ShrUn => (long)((ulong)a >> count),
            Op.RotateLeft => (long)BitOperations.RotateLeft((ulong)a, count),
            Op.RotateRight => (long)BitOperations.RotateRight((ulong)a, count),
            Op.Neg => -a,
            Op.Not => ~a,
            Op.MulHigh => (long)Math.BigMul(a, b, out long _),
            Op.MulHighUn => (long)Math.BigMul((ulong)a, (ulong)b, out ulong _),
            Op.AddOvf => Checked(() => checked(a + b)),
            Op.AddOvfUn => Checked(() => (long)checked(unchecked((ulong)a) + unchecked((ulong)b))),
            Op.SubOvf => Checked(() => checked(a - b)),
            Op.SubOvfUn => Checked(() => (long)checked(unchecked((ulong)a) - unchecked((ulong)b))),
            Op.MulOvf => Checked(() => checked(a * b)),
            Op.MulOvfUn => Checked(() => (long)checked(unchecked((ulong)a) * unchecked((ulong)b))),
            Op.PopCount => BitOperations.PopCount((ulong)a),
            Op.LeadingZeros => BitOperations.LeadingZeroCount((ulong)a),
            Op.TrailingZeros => BitOperations.TrailingZeroCount((ulong)a),
            Op.ByteSwap => BinaryPrimitives.ReverseEndianness(a),
            Op.Trunc => (int)a,
            Op.RefToPtr or Op.PtrToInt or Op.IntToPtr or Op.Bitcast => a,
            Op.IntToFloat => value.Kind == Kind.F64 ? Bits((double)a) : Bits((float)a),
            Op.UIntToFloat => value.Kind == Kind.F64 ? Bits((double)(ulong)a) : Bits((float)(ulong)a),
            _ => Compare(value.Op, a, b, (ulong)a, (ulong)b),
        };
    }

    private static long Checked(Func<long> operation)
    {
        try
        {
            return operation();
        }
        catch (OverflowException)
        {
            throw new InterpretedThrow(0x6666000000000000);
        }
    }

    private static long Compare(Op op, long a, long b, ulong ua, ulong ub) => op switch
    {
        Op.Eq => a == b,
        Op.Ne => a != b,
        Op.Lt => a < b,
        Op.Le => a <= b,
        Op.Gt => a > b,
        Op.Ge => a >= b,
        Op.LtUn => ua < ub,
        Op.LeUn => ua <= ub,
        Op.GtUn => ua > ub,
        Op.GeUn => ua >= ub,
        _ => throw new NotSupportedException(op.ToString()),
    } ? 1 : 0;
}
