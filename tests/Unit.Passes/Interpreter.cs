using System;
using System.Collections.Generic;
using System.Text;
using IL2CPU.IR;

namespace Unit.Passes;

/// <summary>Executes IR of scalars, slots and flat memory; what can be observed is written to a log.</summary>
/// <remarks>
/// Independent of the passes: operations are computed here, not by the constant folder. Calls of symbols are logged with
/// their arguments and change the first bytes of memory; results derive from name, arguments and number of calls so far.
/// </remarks>
internal sealed class Interpreter
{
    private const long MemoryBase = 0x10000;
    private const long SlotBase = 0x100000;

    private sealed class RaisedException(string what) : Exception(what);

    /// <summary>What the frames of one run share.</summary>
    private sealed class Machine
    {
        public byte[] Memory { get; } = new byte[64];

        public byte[] Stack { get; } = new byte[1 << 16];

        public StringBuilder Log { get; } = new();

        public Dictionary<Symbol, MethodBody> Bodies { get; } = [];

        public int StackTop { get; set; }

        public int Calls { get; set; }

        public int Fuel { get; set; } = 20000;
    }

    private readonly MethodBody _body;
    private readonly Machine _machine;
    private readonly long[] _slotAddress;
    private readonly Dictionary<Value, long> _values = [];
    private readonly long[] _args;
    private long _result;

    private Interpreter(Machine machine, MethodBody body, long[] args)
    {
        _machine = machine;
        _body = body;
        _args = args;
        _slotAddress = new long[body.Slots.Count];
        foreach (Slot slot in body.Slots)
        {
            _slotAddress[slot.Id] = SlotBase + machine.StackTop;
            int size = (slot.Size + 15) & ~15;
            Array.Clear(machine.Stack, machine.StackTop, size);
            machine.StackTop += size;
        }
    }

    /// <summary>Everything a caller could see: calls, the outcome, and memory at the end.</summary>
    public static string Run(MethodBody body, params long[] args) => Run([body], args);

    /// <summary>Runs the first body; calls of the others are executed.</summary>
    public static string Run(MethodBody[] bodies, params long[] args)
    {
        var machine = new Machine();
        foreach (MethodBody body in bodies)
            machine.Bodies.Add(body.Symbol, body);
        string outcome;
        try
        {
            outcome = new Interpreter(machine, bodies[0], args).Execute();
        }
        catch (RaisedException e)
        {
            outcome = "raised " + e.Message;
        }

        return $"{machine.Log}{outcome} mem {Convert.ToHexString(machine.Memory)}";
    }

    public static long MemoryPointer => MemoryBase;

    private string Execute()
    {
        Block? previous = null;
        Block block = _body.Entry;
        while (true)
        {
            try
            {
                EnterPhis(block, previous);
                foreach (Value value in block.Body)
                    Step(value);
                if (block.Terminator!.Op == Op.Return)
                {
                    _result = block.Terminator.ArgCount > 0 ? Get(block.Terminator.Arg(0)) : 0;
                    return "return" + Join(block.Terminator.Args);
                }

                if (block.Terminator.Op == Op.Unreachable)
                    return "unreachable";
                previous = block;
                block = block.Successors[Choose(block)];
            }
            catch (RaisedException e)
            {
                if (Handler(block) is not { } handler)
                    throw;
                _machine.Log.Append("caught ").Append(e.Message).Append('\n');
                previous = null;
                block = handler;
            }

            if (--_machine.Fuel < 0)
                throw new InvalidOperationException("out of fuel");
        }
    }

    private Block? Handler(Block block)
    {
        for (int region = block.Region; region >= 0; region = _body.Regions[region].Parent)
        {
            if (_body.Regions[region].Handler is { } handler)
                return handler;
        }

        return null;
    }

    private void EnterPhis(Block block, Block? previous)
    {
        if (block.Phis.Count == 0)
            return;
        int index = block.Predecessors.IndexOf(previous!);
        var incoming = new long[block.Phis.Count];
        for (int i = 0; i < incoming.Length; i++)
            incoming[i] = Get(block.Phis[i].Arg(index));
        for (int i = 0; i < incoming.Length; i++)
            _values[block.Phis[i]] = incoming[i];
    }

    private int Choose(Block block) => block.Terminator!.Op switch
    {
        Op.Branch => (int)Get(block.Terminator.Arg(0)) != 0 ? 0 : 1,
        Op.Switch => (int)Math.Min((uint)Get(block.Terminator.Arg(0)), (uint)block.Successors.Count - 1),
        _ => 0,
    };

    private long Get(Value value) => _values[value];

    private string Join(ReadOnlySpan<Value> args)
    {
        var text = new StringBuilder();
        foreach (Value arg in args)
            text.Append(' ').Append(arg.Kind.IsPointer ? "p" : Get(arg));
        return text.ToString();
    }

    private void Step(Value value)
    {
        switch (value.Op)
        {
            case Op.ThrowIf:
                if ((int)Get(value.Arg(0)) != 0)
                    throw new RaisedException(((Symbol)value.Aux!).Name + Join(value.Args[1..]));
                break;
            case Op.NullCheck:
                Touch(Get(value.Arg(0)), 1);
                break;
            case Op.Store:
                Write(Get(value.Arg(0)) + value.Imm, value.Mem.Size, Get(value.Arg(1)));
                break;
            case Op.ZeroBlock:
                for (int i = 0; i < value.Imm; i++)
                    Write(Get(value.Arg(0)) + i, 1, 0);
                break;
            case Op.CopyBlock:
                Copy(Get(value.Arg(0)), Get(value.Arg(1)), (int)value.Imm);
                break;
            case Op.Call:
                Call(value);
                break;
            case Op.Poll or Op.Fence:
                break;
            default:
                _values[value] = value.Kind == Kind.I32 ? (int)Compute(value) : Compute(value);
                break;
        }
    }

    private void Call(Value call)
    {
        string name = ((Symbol)call.Aux!).Name;
        if (_machine.Bodies.TryGetValue((Symbol)call.Aux!, out MethodBody? callee))
        {
            _values[call] = CallBody(call, callee);
            return;
        }

        // The same as a ThrowIf that fires.
        if (call.HasFlag(ValueFlags.NoReturn))
            throw new RaisedException(name + Join(call.Args));
        _machine.Log.Append(name).Append(Join(call.Args)).Append('\n');
        long result = ++_machine.Calls * 7919 + name.Length;
        for (int i = 0; i < call.ArgCount; i++)
        {
            if (!call.Arg(i).Kind.IsPointer)
                result = unchecked((result * 31) + Get(call.Arg(i)));
        }

        _machine.Memory[0] ^= (byte)result;
        _machine.Memory[9] += 1;
        _values[call] = call.Kind == Kind.I32 ? (int)result : result;
        if (result % 13 == 5)
            throw new RaisedException("from " + name);
    }

    private long CallBody(Value call, MethodBody callee)
    {
        var args = new long[call.ArgCount];
        for (int i = 0; i < args.Length; i++)
            args[i] = Get(call.Arg(i));
        int top = _machine.StackTop;
        try
        {
            var frame = new Interpreter(_machine, callee, args);
            frame.Execute();
            return frame._result;
        }
        finally
        {
            _machine.StackTop = top;
        }
    }

    private void Copy(long to, long from, int size)
    {
        var bytes = new byte[size];
        for (int i = 0; i < size; i++)
            bytes[i] = (byte)Read(from + i, 1);
        for (int i = 0; i < size; i++)
            Write(to + i, 1, bytes[i]);
    }

    private Span<byte> Touch(long address, int size)
    {
        if (address is >= 0 and < 4096)
            throw new RaisedException("fault");
        if (address >= MemoryBase && address + size <= MemoryBase + _machine.Memory.Length)
            return _machine.Memory.AsSpan((int)(address - MemoryBase), size);
        if (address >= SlotBase && address + size <= SlotBase + _machine.Stack.Length)
            return _machine.Stack.AsSpan((int)(address - SlotBase), size);
        throw new InvalidOperationException($"access outside memory: {address:x}");
    }

    private long Read(long address, int size)
    {
        Span<byte> bytes = Touch(address, size);
        long result = 0;
        for (int i = size - 1; i >= 0; i--)
            result = (result << 8) | bytes[i];
        return result;
    }

    private void Write(long address, int size, long value)
    {
        Span<byte> bytes = Touch(address, size);
        for (int i = 0; i < size; i++)
            bytes[i] = (byte)(value >> (8 * i));
    }

    private long Compute(Value value)
    {
        switch (value.Op)
        {
            case Op.Const:
                return value.Imm;
            case Op.Param:
                return _args[(int)value.Imm];
            case Op.CatchArg:
                return 1;
            case Op.SlotAddr:
                return _slotAddress[((Slot)value.Aux!).Id] + value.Imm;
            case Op.Load:
                long raw = Read(Get(value.Arg(0)) + value.Imm, value.Mem.Size);
                return value.Mem switch
                {
                    MemType.I8 => (sbyte)raw,
                    MemType.I16 => (short)raw,
                    MemType.I32 => (int)raw,
                    MemType.F32 => (int)raw,
                    _ => raw,
                };
            case Op.Select:
                return (int)Get(value.Arg(0)) != 0 ? Get(value.Arg(1)) : Get(value.Arg(2));
            default:
                return value.ArgCount == 1
                    ? Unary(value.Op, value.Arg(0).Kind, Get(value.Arg(0)))
                    : value.Arg(0).Kind == Kind.I32
                        ? Binary32(value.Op, (int)Get(value.Arg(0)), (int)Get(value.Arg(1)))
                        : Binary64(value.Op, Get(value.Arg(0)), Get(value.Arg(1)));
        }
    }

    private static long Unary(Op op, Kind kind, long a) => op switch
    {
        Op.Neg => unchecked(-a),
        Op.Not => ~a,
        Op.SExt8 => (sbyte)a,
        Op.ZExt8 => (byte)a,
        Op.SExt16 => (short)a,
        Op.ZExt16 => (ushort)a,
        Op.SExt32 or Op.Trunc => (int)a,
        Op.ZExt32 => (uint)a,
        Op.PopCount => System.Numerics.BitOperations.PopCount(kind == Kind.I32 ? (uint)a : (ulong)a),
        Op.RefToPtr or Op.PtrToInt or Op.IntToPtr or Op.Bitcast => a,
        _ => throw new InvalidOperationException($"no meaning for {op}"),
    };

    private static long Binary32(Op op, int a, int b) => op switch
    {
        Op.Add => unchecked(a + b),
        Op.Sub => unchecked(a - b),
        Op.Mul => unchecked(a * b),
        Op.Div => a / b,
        Op.DivUn => unchecked((int)((uint)a / (uint)b)),
        Op.Rem => a % b,
        Op.RemUn => unchecked((int)((uint)a % (uint)b)),
        Op.And => a & b,
        Op.Or => a | b,
        Op.Xor => a ^ b,
        Op.Shl => a << (b & 31),
        Op.Shr => a >> (b & 31),
        Op.ShrUn => (int)((uint)a >> (b & 31)),
        Op.MulHigh => (int)(((long)a * b) >> 32),
        Op.MulHighUn => unchecked((int)(((ulong)(uint)a * (uint)b) >> 32)),
        Op.AddOvf => Checked((long)a + b),
        Op.SubOvf => Checked((long)a - b),
        Op.MulOvf => Checked((long)a * b),
        _ => Compare(op, a, b, (uint)a, (uint)b),
    };

    private static long Checked(long result) => result == (int)result ? result : throw new RaisedException("overflow");

    private static long Binary64(Op op, long a, long b) => op switch
    {
        Op.Add => unchecked(a + b),
        Op.Sub => unchecked(a - b),
        Op.Mul => unchecked(a * b),
        Op.Div => a / b,
        Op.DivUn => (long)((ulong)a / (ulong)b),
        Op.Rem => a % b,
        Op.RemUn => (long)((ulong)a % (ulong)b),
        Op.And => a & b,
        Op.Or => a | b,
        Op.Xor => a ^ b,
        Op.Shl => a << (int)(b & 63),
        Op.Shr => a >> (int)(b & 63),
        Op.ShrUn => (long)((ulong)a >> (int)(b & 63)),
        Op.MulHigh => (long)((Int128)a * b >> 64),
        Op.MulHighUn => (long)((UInt128)(ulong)a * (ulong)b >> 64),
        _ => Compare(op, a, b, (ulong)a, (ulong)b),
    };

    private static long Compare(Op op, long a, long b, ulong x, ulong y) => op switch
    {
        Op.Eq => a == b ? 1 : 0,
        Op.Ne => a != b ? 1 : 0,
        Op.Lt => a < b ? 1 : 0,
        Op.Le => a <= b ? 1 : 0,
        Op.Gt => a > b ? 1 : 0,
        Op.Ge => a >= b ? 1 : 0,
        Op.LtUn => x < y ? 1 : 0,
        Op.LeUn => x <= y ? 1 : 0,
        Op.GtUn => x > y ? 1 : 0,
        Op.GeUn => x >= y ? 1 : 0,
        _ => throw new InvalidOperationException($"no meaning for {op}"),
    };
}
