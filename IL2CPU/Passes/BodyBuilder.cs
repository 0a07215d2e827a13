using System;
using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>Appends values to the end of a block under construction, all with one source location.</summary>
internal struct BodyBuilder(MethodBody body, Block block, int location)
{
    public Block Block { get; set; } = block;

    public readonly MethodBody Body => body;

    public int Location { get; set; } = location;

    public readonly Value Emit(Op op, Kind kind, params ReadOnlySpan<Value> args)
    {
        Value value = body.Append(Block, op, kind, args);
        value.Location = Location;
        return value;
    }

    public readonly Value Const(Kind kind, long imm)
    {
        Value value = Emit(Op.Const, kind);
        value.Imm = imm;
        return value;
    }

    public readonly Value Address(Symbol symbol, Kind kind, long addend = 0)
    {
        Value value = Emit(Op.SymbolAddr, kind);
        value.Aux = symbol;
        value.Imm = addend;
        return value;
    }

    public readonly Value Load(MemType type, Value address, long offset, ValueFlags flags, OffsetSymbol? symbol = null)
    {
        Value value = Emit(Op.Load, type.Kind, address);
        value.Mem = type;
        value.Imm = offset;
        value.Flags = flags;
        value.Aux = symbol;
        return value;
    }

    public readonly Value Call(Symbol target, Kind result, params ReadOnlySpan<Value> args)
    {
        Value value = Emit(Op.Call, result, args);
        value.Aux = target;
        return value;
    }

    /// <summary>A new block of the same region as the current one.</summary>
    public readonly Block NewBlock(bool cold = false)
    {
        Block created = body.NewBlock();
        created.Region = Block.Region;
        created.IsCold = cold || Block.IsCold;
        return created;
    }

    public readonly void Jump(Block target) => Terminate(Op.Jump, [], target);

    public readonly void Branch(Value condition, Block whenTrue, Block whenFalse) => Terminate(Op.Branch, [condition], whenTrue, whenFalse);

    private readonly void Terminate(Op op, ReadOnlySpan<Value> args, params ReadOnlySpan<Block> successors)
    {
        Value terminator = body.Terminate(Block, op, args, successors);
        terminator.Location = Location;
    }
}
