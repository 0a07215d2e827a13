using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using IL2CPU.IR;

namespace IL2CPU.Import;

/// <summary>On-the-fly SSA construction for scalar variables.</summary>
/// <remarks>Source: Braun et al., Simple and Efficient Construction of Static Single Assignment Form, CC 2013.</remarks>
internal sealed class SsaBuilder
{
    private readonly MethodBody _body;
    private readonly List<State?> _states = [];
    private readonly List<Value?> _replacements = [];

    public SsaBuilder(MethodBody body) => _body = body;

    /// <summary>Wants to know of the values made where definitions join.</summary>
    public VariableRecorder? Joins { get; set; }

    public void Write(Block block, int variable, Value value) => StateOf(block)[variable] = value;

    public Value Read(Block block, int variable, Kind kind)
    {
        // Straight chains are walked, only joins recurse.
        Block at = block;
        Value? value = null;
        while (true)
        {
            State state = StateOf(at);
            if (state[variable] is { } known)
            {
                value = Resolve(known);
                break;
            }

            if (!state.IsSealed || at.Predecessors.Count != 1)
            {
                value = ReadAtJoin(at, state, variable, kind);
                break;
            }

            at = at.Predecessors[0];
        }

        StateOf(block)[variable] = value;
        return value;
    }

    /// <summary>Declares that all edges into the block exist.</summary>
    public void Seal(Block block)
    {
        State state = StateOf(block);
        if (state.IsSealed)
            return;
        state.IsSealed = true;
        if (state.Incomplete is not { } incomplete)
            return;
        foreach ((int variable, Value phi) in incomplete)
            AddOperands(block, phi, variable);
        state.Incomplete = null;
    }

    public bool IsSealed(Block block) => StateOf(block).IsSealed;

    public Value Resolve(Value value)
    {
        while (value.Id < _replacements.Count && _replacements[value.Id] is { } replacement)
            value = replacement;
        return value;
    }

    /// <summary>Removes phis of one value and redirects all uses.</summary>
    public void Finish()
    {
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (Block block in _body.Blocks)
            {
                foreach (Value phi in block.Phis)
                {
                    if (!IsReplaced(phi))
                        changed |= TryRemove(phi) != phi;
                }
            }
        }

        foreach (Block block in _body.Blocks)
        {
            if (block.Phis.Count > 0)
                block.Phis.RemoveAll(IsReplaced);
            foreach (Value phi in block.Phis)
                ResolveArguments(phi);
            foreach (Value value in block.Body)
                ResolveArguments(value);
            if (block.Terminator is { } terminator)
                ResolveArguments(terminator);
        }
    }

    private bool IsReplaced(Value value) => value.Id < _replacements.Count && _replacements[value.Id] is not null;

    private void ResolveArguments(Value value)
    {
        for (int i = 0; i < value.ArgCount; i++)
        {
            Value argument = value.Arg(i);
            Value resolved = Resolve(argument);
            if (resolved != argument)
                value.SetArg(i, resolved);
        }
    }

    private Value ReadAtJoin(Block block, State state, int variable, Kind kind)
    {
        if (!state.IsSealed)
        {
            Value incomplete = _body.NewPhi(block, kind);
            (state.Incomplete ??= []).Add((variable, incomplete));
            state[variable] = incomplete;
            Joins?.Joined(block, variable, incomplete);
            return incomplete;
        }

        if (block.Predecessors.Count == 0)
            return Constant(block, kind, 0);

        Value phi = _body.NewPhi(block, kind);
        state[variable] = phi;
        Joins?.Joined(block, variable, phi);
        Value result = AddOperands(block, phi, variable);
        state[variable] = result;
        return result;
    }

    private Value AddOperands(Block block, Value phi, int variable)
    {
        foreach (Block predecessor in block.Predecessors)
            phi.AddArg(Read(predecessor, variable, phi.Kind));
        return TryRemove(phi);
    }

    private Value TryRemove(Value phi)
    {
        Value? same = null;
        foreach (Value argument in phi.Args)
        {
            Value resolved = Resolve(argument);
            if (resolved == same || resolved == phi)
                continue;
            if (same is not null && !AreSameConstant(same, resolved))
                return phi;
            same ??= resolved;
        }

        Value replacement = same is null or { Op: Op.Const } ? Constant(phi.Block!, phi.Kind, same?.Imm ?? 0) : same;
        while (_replacements.Count <= phi.Id)
            _replacements.Add(null);
        _replacements[phi.Id] = replacement;
        return replacement;
    }

    private static bool AreSameConstant(Value a, Value b) => a.Op == Op.Const && b.Op == Op.Const && a.Kind == b.Kind && a.Imm == b.Imm;

    // Placed where it is used: nothing outside a handler dominates it. CatchArg stays first.
    private Value Constant(Block block, Kind kind, long imm)
    {
        Value value = _body.NewValue(Op.Const, kind);
        value.Imm = imm;
        value.Block = block;
        block.Body.Insert(block.Body.Count > 0 && block.Body[0].Op == Op.CatchArg ? 1 : 0, value);
        return value;
    }

    private State StateOf(Block block)
    {
        while (_states.Count <= block.Id)
            _states.Add(null);
        return _states[block.Id] ??= new State();
    }

    /// <summary>What a block knows of variables. Most blocks know a few of the first ones.</summary>
    private sealed class State
    {
        private const int Dense = 32;
        private Value?[] _first = [];
        private Dictionary<int, Value>? _others;

        public List<(int Variable, Value Phi)>? Incomplete { get; set; }

        public bool IsSealed { get; set; }

        /// <summary>Null as long as nothing is known.</summary>
        [DisallowNull]
        public Value? this[int variable]
        {
            get => variable < _first.Length ? _first[variable] : variable < Dense ? null : _others?.GetValueOrDefault(variable);
            set
            {
                if (variable >= Dense)
                {
                    (_others ??= [])[variable] = value;
                    return;
                }

                if (variable >= _first.Length)
                    Array.Resize(ref _first, Math.Min(Dense, (variable + 4) & ~3));
                _first[variable] = value;
            }
        }
    }
}
