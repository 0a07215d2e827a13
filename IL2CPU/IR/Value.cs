using System;

namespace IL2CPU.IR;

/// <summary>One SSA value, statement or terminator.</summary>
public sealed class Value
{
    private static readonly Value[] s_none = [];
    private Value[] _args;

    internal Value(int id, Op op, Kind kind, ReadOnlySpan<Value> args)
    {
        Id = id;
        Op = op;
        Kind = kind;
        _args = args.IsEmpty ? s_none : args.ToArray();
    }

    /// <summary>Unique within its <see cref="MethodBody"/>, in order of creation.</summary>
    public int Id { get; }

    public Op Op { get; set; }

    public Kind Kind { get; set; }

    /// <summary>Width of a memory access or atomic; <see cref="MemType.None"/> otherwise.</summary>
    public MemType Mem { get; set; }

    public ValueFlags Flags { get; set; }

    /// <summary>Constant, displacement, index or size: see <see cref="IR.Op"/>.</summary>
    public long Imm { get; set; }

    /// <summary>Slot, Symbol, TypeDesc, MethodDesc, CallSignature: see <see cref="IR.Op"/>.</summary>
    public object? Aux { get; set; }

    /// <summary>Block whose Phis, Body or Terminator holds this value; null while detached.</summary>
    public Block? Block { get; set; }

    /// <summary>Index into <see cref="MethodBody.Locations"/>; -1 when there is no source position.</summary>
    public int Location { get; set; } = -1;

    /// <summary>Operands; the array must not be written through, use the setters.</summary>
    public ReadOnlySpan<Value> Args => _args;

    public int ArgCount => _args.Length;

    public Value Arg(int index) => _args[index];

    public void SetArg(int index, Value value) => _args[index] = value;

    public void SetArgs(params ReadOnlySpan<Value> args) => _args = args.IsEmpty ? s_none : args.ToArray();

    /// <summary>As <see cref="SetArgs"/>; the array is the value's from now on.</summary>
    internal void TakeArgs(Value[] args) => _args = args;

    public void AddArg(Value value)
    {
        Array.Resize(ref _args, _args.Length + 1);
        _args[^1] = value;
    }

    public void RemoveArg(int index)
    {
        var rest = new Value[_args.Length - 1];
        Array.Copy(_args, rest, index);
        Array.Copy(_args, index + 1, rest, index, rest.Length - index);
        _args = rest;
    }

    /// <summary>Turns this value into another in place; uses of it stay valid.</summary>
    public void Become(Op op, Kind kind, long imm, object? aux, params ReadOnlySpan<Value> args)
    {
        Op = op;
        Kind = kind;
        Imm = imm;
        Aux = aux;
        Mem = MemType.None;
        Flags = ValueFlags.None;
        SetArgs(args);
    }

    public override string ToString() => $"v{Id}";
}
