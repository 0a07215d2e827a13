using System;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes;

/// <summary>Identity of a computation: equal keys compute equal results in the same memory state.</summary>
internal readonly struct ValueKey : IEquatable<ValueKey>
{
    private readonly Op _op;
    private readonly Kind _kind;
    private readonly MemType _mem;
    private readonly long _imm;
    private readonly object? _aux;
    private readonly int _state;
    private readonly int _a;
    private readonly int _b;
    private readonly int[]? _more;

    /// <param name="state">Memory state for loads, otherwise 0.</param>
    public ValueKey(Value value, int state)
        : this(value, value.Op, state, swap: false)
    {
    }

    private ValueKey(Op op, Kind kind, MemType mem, long imm, object? aux, int state, int a) =>
        (_op, _kind, _mem, _imm, _aux, _state, _a, _b) = (op, kind, mem, imm, aux, state, a, -1);

    private ValueKey(Value value, Op op, int state, bool swap)
    {
        _op = op;
        _kind = value.Kind;
        _mem = value.Mem;
        _imm = value.Imm;
        _aux = value.Aux;
        _state = state;
        _a = value.ArgCount > 0 ? value.Arg(0).Id : -1;
        _b = value.ArgCount > 1 ? value.Arg(1).Id : -1;
        bool order = value.ArgCount == 2 && OpInfo.Has(op, OpTraits.Commutative) && value.Arg(0).Kind == value.Arg(1).Kind && _a > _b;
        if (swap != order)
            (_a, _b) = (_b, _a);
        _more = null;
        if (value.ArgCount <= 2)
            return;
        _more = new int[value.ArgCount - 2];
        for (int i = 0; i < _more.Length; i++)
            _more[i] = value.Arg(i + 2).Id;
    }

    /// <summary>A load of what was just stored.</summary>
    public static ValueKey LoadOf(Value store, int state) =>
        new(Op.Load, store.Mem.Kind, store.Mem, store.Imm, store.Aux, state, store.Arg(0).Id);

    /// <summary>The statics of a type.</summary>
    public static ValueKey StaticBase(TypeDesc type) => new(Op.StaticBase, Kind.Ptr, MemType.None, 0, type, 0, -1);

    /// <summary>A comparison of the same operands.</summary>
    public static ValueKey Comparison(Value value, Op op) => new(value, op, 0, swap: false);

    /// <summary>A comparison of the same operands exchanged.</summary>
    public static ValueKey SwappedComparison(Value value, Op op) =>
        OpInfo.Has(op, OpTraits.Commutative) ? new(value, op, 0, swap: false) : new(value, op, 0, swap: true);

    public bool Equals(ValueKey other) => Equals(in other);

    public bool Equals(in ValueKey other) => _op == other._op && _kind == other._kind && _mem == other._mem && _imm == other._imm && _state == other._state
        && _a == other._a && _b == other._b && (_aux == other._aux || (_aux is not null && _aux.Equals(other._aux))) && MoreEquals(other._more);

    public override bool Equals(object? obj) => obj is ValueKey other && Equals(other);

    public override int GetHashCode()
    {
        ulong hash = ((ulong)(uint)_a << 32 | (uint)_b) * 0x9E3779B97F4A7C15;
        hash = (hash ^ (hash >> 29) ^ (ulong)_imm ^ ((ulong)_op << 56) ^ ((ulong)(uint)_state << 24)) * 0xBF58476D1CE4E5B9;
        if (_aux is not null)
            hash += (uint)_aux.GetHashCode();
        if (_more is not null)
        {
            foreach (int id in _more)
                hash = (hash ^ (uint)id) * 0x9E3779B97F4A7C15;
        }

        return (int)(hash >> 32);
    }

    private bool MoreEquals(int[]? other) => _more is null ? other is null : other is not null && _more.AsSpan().SequenceEqual(other);
}
