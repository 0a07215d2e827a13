using System;
using System.Collections;
using IL2CPU.IR;

namespace IL2CPU.Passes.StaleAddresses;

/// <summary>Finds the uses of integers made from stack addresses after the stack may have moved.</summary>
/// <remarks>A forward data flow over one bit per tainted integer (value, slot, or the memory behind the parameter): it is set by every
/// split point, cleared where the integer is made anew, and joined by or.</remarks>
internal sealed class StaleFlow
{
    private readonly MethodBody _body;
    private readonly AddressQuestion? _question;
    private readonly AddressFlow _flow;
    private readonly Func<AddressQuestion, AddressSummary> _ask;
    private readonly SplitPoints _splits;
    private readonly int[] _ofValue;
    private readonly int[] _ofSlot;
    private readonly int _behind;
    private readonly int _count;
    private readonly BitArray?[] _out;
    private readonly Value?[] _splitBy;

    public StaleFlow(MethodBody body, AddressQuestion? question, AddressFlow flow, Func<AddressQuestion, AddressSummary> ask, SplitPoints splits)
    {
        _body = body;
        _question = question;
        _flow = flow;
        _ask = ask;
        _splits = splits;
        _ofValue = new int[body.ValueCount];
        _ofSlot = new int[body.Slots.Count];
        Array.Fill(_ofValue, -1);
        foreach (Block block in flow.Order)
        {
            foreach (Value phi in block.Phis)
                _ofValue[phi.Id] = flow[phi].Has(AddressTaint.Integer) ? _count++ : -1;
            foreach (Value value in block.Body)
                _ofValue[value.Id] = flow[value].Has(AddressTaint.Integer) ? _count++ : -1;
        }

        foreach (Slot slot in body.Slots)
            _ofSlot[slot.Id] = flow.Of(slot).Has(AddressTaint.Integer) ? _count++ : -1;
        _behind = question is { } q && q.Taint.Has(AddressTaint.BehindInteger) ? _count++ : -1;
        _splitBy = new Value?[_count];
        _out = new BitArray?[_count == 0 ? 0 : body.BlockCount];
    }

    /// <summary>First use found, in order of the blocks.</summary>
    public StaleUse? Use { get; private set; }

    /// <summary>The operand that is stale there, or becomes so in the callee.</summary>
    public Value? Operand { get; private set; }

    public bool ResultsAreStale { get; private set; }

    public void Run()
    {
        if (_count == 0)
        {
            CheckCalls();
            return;
        }

        bool changed;
        do
        {
            changed = false;
            foreach (Block block in _flow.Order)
            {
                BitArray state = Entry(block);
                foreach (Value value in block.Body)
                    Step(value, state);
                if (_out[block.Id] is not { } old || !Same(old, state))
                {
                    _out[block.Id] = state;
                    changed = true;
                }
            }
        }
        while (changed);
        foreach (Block block in _flow.Order)
        {
            BitArray state = Entry(block);
            foreach (Value value in block.Body)
            {
                Check(value, state);
                Step(value, state);
            }

            if (block.Terminator is { Op: Op.Return } end)
            {
                foreach (Value result in end.Args)
                    ResultsAreStale |= IsStale(result, state);
            }
        }
    }

    // Without an integer nothing here is stale, but callees may make one of a pointer.
    private void CheckCalls()
    {
        var state = new BitArray(0);
        foreach (Block block in _flow.Order)
        {
            foreach (Value value in block.Body)
            {
                if (value.Op == Op.Call)
                    Check(value, state);
            }
        }
    }

    private static bool Same(BitArray a, BitArray b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i])
                return false;
        }

        return true;
    }

    private BitArray Entry(Block block)
    {
        var state = new BitArray(_count);
        if (block == _body.Entry)
            EnterBody(state);
        // Whatever raised the exception ran calls in all likelihood.
        if (block.IsHandler)
            state.SetAll(true);
        for (int i = 0; i < block.Predecessors.Count; i++)
        {
            if (_out[block.Predecessors[i].Id] is not { } before)
                continue;
            state.Or(before);
        }

        foreach (Value phi in block.Phis)
        {
            if (_ofValue[phi.Id] < 0)
                continue;
            bool stale = false;
            for (int i = 0; i < phi.ArgCount; i++)
                stale |= _out[block.Predecessors[i].Id] is { } before && IsStale(phi.Arg(i), before);
            state[_ofValue[phi.Id]] = stale;
        }

        return state;
    }

    private void EnterBody(BitArray state)
    {
        if (_question is not { } question || !(question.IsStale || _splits.MaySplitOnEntry(_body)))
            return;
        if (_behind >= 0)
            state[_behind] = true;
        foreach (Value value in _body.Entry.Body)
        {
            if (value.Op == Op.Param && _ofValue[value.Id] >= 0)
                state[_ofValue[value.Id]] = true;
        }
    }

    /// <summary>Of an integer, or of the integers behind a pointer.</summary>
    private bool IsStale(Value value, BitArray state)
    {
        if (_ofValue[value.Id] >= 0)
            return state[_ofValue[value.Id]];
        return _flow[value].Has(AddressTaint.BehindInteger) && IsContentStale(value, state);
    }

    private bool IsContentStale(Value address, BitArray state) => ContentBit(address) is var bit && bit >= 0 && state[bit];

    private int ContentBit(Value address) => _flow.Memory.SlotOf(address) is { } slot ? _ofSlot[slot.Id] : _behind;

    private void Step(Value value, BitArray state)
    {
        bool result = Result(value, state);
        if (_splits.MaySplit(value))
        {
            for (int i = 0; i < _count; i++)
            {
                if (!state[i])
                    _splitBy[i] ??= value;
            }

            state.SetAll(true);
        }

        if (_ofValue[value.Id] >= 0 && value.Op != Op.Param)
            Define(value, result, state);
        if (value.Op == Op.Store && _ofValue[value.Arg(1).Id] >= 0)
            Store(value, state);
        else if (value.Op is Op.CopyBlock or Op.MemMove && ContentBit(value.Arg(0)) is var bit && bit >= 0)
            state[bit] |= IsContentStale(value.Arg(1), state);
    }

    private void Define(Value value, bool isStale, BitArray state)
    {
        int bit = _ofValue[value.Id];
        state[bit] = isStale;
        _splitBy[bit] = null;
        foreach (Value arg in value.Args)
        {
            int source = _ofValue[arg.Id] >= 0 ? _ofValue[arg.Id] : _flow[arg].Has(AddressTaint.BehindInteger) ? ContentBit(arg) : -1;
            if (isStale && source >= 0)
                _splitBy[bit] ??= _splitBy[source];
        }
    }

    private void Store(Value store, BitArray state)
    {
        int bit = ContentBit(store.Arg(0));
        if (bit < 0)
            return;
        bool stale = state[_ofValue[store.Arg(1).Id]];
        bool isWhole = AddressFacts.TryGetSlot(store.Arg(0), out Slot slot, out long offset) && offset == 0 && store.Imm == 0 && slot.ScalarKind == Kind.I64;
        state[bit] = isWhole ? stale : state[bit] | stale;
    }

    private bool Result(Value value, BitArray state)
    {
        switch (value.Op)
        {
            case Op.PtrToInt:
                return false;
            case Op.Load:
                return IsContentStale(value.Arg(0), state);
            case Op.Call:
                bool stale = false;
                if (_splits.Target(value) is { } target)
                {
                    for (int i = 0; i < value.ArgCount && i < target.Parameters.Length; i++)
                        stale |= _flow[value.Arg(i)] is var taint && taint != 0 && _ask(new(target, i, taint, IsStale(value.Arg(i), state))).ResultsAreStale;
                }

                return stale;
            default:
                foreach (Value arg in value.Args)
                {
                    if (_ofValue[arg.Id] >= 0 && state[_ofValue[arg.Id]])
                        return true;
                }

                return false;
        }
    }

    private void Check(Value value, BitArray state)
    {
        switch (value.Op)
        {
            case Op.IntToPtr or Op.Load or Op.Store or Op.AtomicExchange or Op.AtomicAdd or Op.AtomicCompareExchange or Op.AtomicAnd or Op.AtomicOr:
                if (_ofValue[value.Arg(0).Id] >= 0)
                    CheckOperand(value, value.Arg(0), null, state);
                break;
            case Op.Call when _splits.Target(value) is { } target:
                for (int i = 0; i < value.ArgCount && i < target.Parameters.Length; i++)
                {
                    // A pointer too: the callee may make an integer of it and use that too late.
                    if (_flow[value.Arg(i)] is var taint && taint != 0
                        && _ask(new(target, i, taint, IsStale(value.Arg(i), state))).Use is { } inner)
                    {
                        Found(value, value.Arg(i), inner, state);
                    }
                }

                break;
            case Op.Call when value.Aux is RoutineSymbol || value.HasFlag(ValueFlags.Unmanaged):
            case Op.CallIndirect when value.HasFlag(ValueFlags.Unmanaged):
                foreach (Value arg in value.Args)
                    CheckOperand(value, arg, null, state);
                break;
        }
    }

    private void CheckOperand(Value user, Value operand, StaleUse? inner, BitArray state)
    {
        if (IsStale(operand, state))
            Found(user, operand, inner, state);
    }

    private void Found(Value user, Value operand, StaleUse? inner, BitArray state)
    {
        if (Use is not null)
            return;
        int bit = _ofValue[operand.Id] >= 0 ? _ofValue[operand.Id] : ContentBit(operand);
        Value? split = IsStale(operand, state) && bit >= 0 ? _splitBy[bit] : null;
        bool onEntry = split is null && IsStale(operand, state) && _question is { IsStale: false } && _splits.MaySplitOnEntry(_body);
        Use = new StaleUse(_body, user, inner, split, onEntry);
        Operand = operand;
    }
}
