using System;
using System.Collections.Immutable;
using IL2CPU.IR;

namespace Unit.X64;

/// <summary>Short way to write bodies in tests.</summary>
internal sealed class FunctionBuilder
{
    public FunctionBuilder(string name, Kind[] parameters, Kind[] results, bool unmanaged = false)
    {
        Body = new MethodBody(new RoutineSymbol(name), [.. parameters], [.. results]) { IsUnmanagedEntry = unmanaged };
        Block = Body.NewBlock();
        var values = ImmutableArray.CreateBuilder<Value>();
        for (int i = 0; i < parameters.Length; i++)
        {
            Value parameter = Add(Op.Param, parameters[i]);
            parameter.Imm = i;
            values.Add(parameter);
        }

        Parameters = values.ToImmutable();
    }

    public MethodBody Body { get; }

    public Block Block { get; set; }

    public ImmutableArray<Value> Parameters { get; }

    public Value Add(Op op, Kind kind, params ReadOnlySpan<Value> arguments) => Body.Append(Block, op, kind, arguments);

    public Value Constant(long value, Kind kind = Kind.I64) => Body.Constant(Block, kind, value);

    public Value Load(Value address, MemType type, long offset = 0, ValueFlags flags = ValueFlags.None)
    {
        Value load = Add(Op.Load, type.Kind, address);
        load.Mem = type;
        load.Imm = offset;
        load.Flags = flags;
        return load;
    }

    public Value Store(Value address, MemType type, Value value, long offset = 0)
    {
        Value store = Add(Op.Store, Kind.Void, address, value);
        store.Mem = type;
        store.Imm = offset;
        return store;
    }

    public Value Call(string name, Kind kind, params ReadOnlySpan<Value> arguments)
    {
        Value call = Add(Op.Call, kind, arguments);
        call.Aux = new RoutineSymbol(name);
        return call;
    }

    public Value SlotAddress(Slot slot, long offset = 0)
    {
        Value address = Add(Op.SlotAddr, Kind.Ptr);
        address.Aux = slot;
        address.Imm = offset;
        return address;
    }

    public void Return(params ReadOnlySpan<Value> results) => Body.Terminate(Block, Op.Return, results);

    public void Jump(Block target) => Body.Terminate(Block, Op.Jump, [], target);

    public void Branch(Value condition, Block yes, Block no) => Body.Terminate(Block, Op.Branch, [condition], yes, no);
}
