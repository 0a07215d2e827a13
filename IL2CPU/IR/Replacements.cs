using System;

namespace IL2CPU.IR;

/// <summary>Collects "use this value instead of that one", then rewrites all operands in one sweep.</summary>
public sealed class Replacements
{
    private readonly MethodBody _body;

    // By the id of the value replaced. Most passes replace nothing in most methods: made when the first one is.
    private Value?[] _map = [];

    public Replacements(MethodBody body) => _body = body;

    public bool Any { get; private set; }

    /// <summary>From <see cref="Apply"/> on, uses of <paramref name="old"/> are uses of <paramref name="replacement"/>.</summary>
    public void Replace(Value old, Value replacement)
    {
        Value target = Resolve(replacement);
        if (target == old)
            return;
        if (old.Id >= _map.Length)
            Array.Resize(ref _map, Math.Max(_body.ValueCount, _map.Length == 0 ? 0 : old.Id + (old.Id / 4) + 8));
        _map[old.Id] = target;
        Any = true;
    }

    public bool IsReplaced(Value value) => value.Id < _map.Length && _map[value.Id] is not null;

    /// <summary>What a value stands for now; follows chains.</summary>
    public Value Resolve(Value value)
    {
        while (value.Id < _map.Length && _map[value.Id] is { } next)
            value = next;
        return value;
    }

    /// <summary>Rewrites the operands of one value.</summary>
    public void ResolveArgs(Value value)
    {
        if (!Any)
            return;
        for (int i = 0; i < value.ArgCount; i++)
        {
            Value arg = value.Arg(i);
            Value resolved = Resolve(arg);
            if (resolved != arg)
                value.SetArg(i, resolved);
        }
    }

    /// <summary>Rewrites every operand in the method. The replaced values stay where they are, unused.</summary>
    public void Apply()
    {
        if (!Any)
            return;
        _body.Variables?.Resolve(this);
        foreach (Block block in _body.Blocks)
        {
            foreach (Value phi in block.Phis)
                ResolveArgs(phi);
            foreach (Value value in block.Body)
                ResolveArgs(value);
            if (block.Terminator is { } terminator)
                ResolveArgs(terminator);
        }
    }
}
