using System;
using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes.StaleAddresses;

/// <summary>Which values of a body carry an address of the stack, whatever the order of execution.</summary>
/// <remarks>Follows values through the body's own slots (as wholes), through direct calls, and through memory a parameter points at.
/// Not followed: objects, statics, virtual and indirect calls.</remarks>
internal sealed class AddressFlow
{
    // Masks that keep less of an address than this tell something about its alignment, not where it is.
    private const long SmallMask = 4096;

    private readonly MethodBody _body;
    private readonly AddressQuestion? _question;
    private readonly Func<AddressQuestion, AddressSummary> _ask;
    private readonly SplitPoints _splits;
    private readonly AddressTaint[] _values;
    private readonly AddressTaint[] _slots;
    private readonly bool _followsUnknown;
    private readonly List<(int Parameter, AddressTaint Taint)> _stores = [];
    private bool _changed;
    private bool _changedSlot;

    /// <param name="question">The tainted parameter; null: the body's own slots are what is followed.</param>
    /// <param name="ask">Answers for callees.</param>
    /// <param name="followsUnknown">Pointers of unknown origin count as well: parameters, results, what is loaded.</param>
    public AddressFlow(MethodBody body, AddressQuestion? question, Func<AddressQuestion, AddressSummary> ask, SplitPoints splits, bool followsUnknown = false)
    {
        _followsUnknown = followsUnknown;
        _body = body;
        _question = question;
        _ask = ask;
        _splits = splits;
        _values = new AddressTaint[body.ValueCount];
        _slots = new AddressTaint[body.Slots.Count];
        Memory = new Memory(body);
        var order = new BlockOrder(body);
        Order = order.Blocks;
        bool hasCycle = order.HasCycle();
        do
        {
            _changed = false;
            _changedSlot = false;
            foreach (Block block in Order)
            {
                foreach (Value phi in block.Phis)
                    Join(phi, Union(phi));
                for (int i = 0; i < block.Body.Count; i++)
                    Visit(block, i);
            }
        }
        while (_changed && (hasCycle || _changedSlot));
    }

    public List<Block> Order { get; }

    public Memory Memory { get; }

    public IReadOnlyList<(int Parameter, AddressTaint Taint)> Stores => _stores;

    /// <summary>An integer goes where this does not follow: into an object, or to a callee that is not known.</summary>
    public bool Escapes { get; private set; }

    /// <summary>A pointer goes into memory where none is adjusted: an object, a static, or what stackalloc gave.</summary>
    public bool KeepsPointer { get; private set; }

    public AddressTaint this[Value value] => _values[value.Id];

    public AddressTaint Of(Slot slot) => _slots[slot.Id];

    private AddressTaint Union(Value value)
    {
        AddressTaint all = AddressTaint.None;
        foreach (Value arg in value.Args)
            all |= _values[arg.Id];
        return all;
    }

    private void Visit(Block block, int index)
    {
        Value value = block.Body[index];
        switch (value.Op)
        {
            case Op.SlotAddr:
                Join(value, _slots[((Slot)value.Aux!).Id].Behind() | (_question is null ? AddressTaint.Pointer : AddressTaint.None));
                break;
            case Op.FrameAddr when _question is null:
                Join(value, AddressTaint.Pointer);
                break;
            case Op.Param when _question is { } question && question.Parameter == (int)value.Imm:
                Join(value, question.Taint);
                break;
            case Op.Param when _followsUnknown && value.Kind == Kind.Ptr:
                Join(value, AddressTaint.Pointer);
                break;
            case Op.CallVirtual or Op.CallIndirect:
                JoinResult(value);
                if (!value.HasFlag(ValueFlags.Unmanaged))
                    EscapeTo(value);
                break;
            case Op.Store:
                StoreTo(value.Arg(0), _values[value.Arg(1).Id]);
                break;
            case Op.CopyBlock or Op.MemMove:
                StoreTo(value.Arg(0), _values[value.Arg(1).Id].Content());
                break;
            case Op.SecondResult:
                break;
            case Op.Load:
                Join(value, Loaded(value));
                break;
            case Op.Call:
                Call(value, index + 1 < block.Body.Count && block.Body[index + 1].Op == Op.SecondResult ? block.Body[index + 1] : null);
                break;
            default:
                Join(value, Computed(value));
                break;
        }
    }

    private AddressTaint Loaded(Value load)
    {
        AddressTaint content = _values[load.Arg(0).Id].Content();
        if (_followsUnknown && load.Kind == Kind.Ptr && MayHoldStackAddress(load.Arg(0)))
            return AddressTaint.Pointer;
        return load.Kind == Kind.Ptr ? content & AddressTaint.Pointer : load.Kind == Kind.I64 ? content & AddressTaint.Integer : AddressTaint.None;
    }

    // Objects and statics do not: a pointer there would not be adjusted.
    private static bool MayHoldStackAddress(Value address)
    {
        while (address is { Kind: Kind.Ptr, Op: Op.Add or Op.Sub })
            address = address.Arg(0);
        return address.Kind == Kind.Ptr && address.Op is not (Op.RefToPtr or Op.SymbolAddr or Op.StaticBase or Op.ThreadStaticBase);
    }

    private void JoinResult(Value call)
    {
        if (_followsUnknown && call.Kind == Kind.Ptr)
            Join(call, AddressTaint.Pointer);
    }

    private void EscapeTo(Value call)
    {
        // What is called is the first operand of an indirect call, and no address of the stack.
        foreach (Value arg in call.Args[(call.Op == Op.CallIndirect ? 1 : 0)..])
            Escapes |= _values[arg.Id].Has(AddressTaint.Integer | AddressTaint.BehindInteger);
    }

    private AddressTaint Computed(Value value)
    {
        if (value.ArgCount == 0 || (value.Kind != Kind.I64 && value.Kind != Kind.Ptr))
            return AddressTaint.None;
        AddressTaint first = _values[value.Arg(0).Id];
        switch (value.Op)
        {
            case Op.PtrToInt:
                return first.Has(AddressTaint.Pointer) ? AddressTaint.Integer : AddressTaint.None;
            case Op.IntToPtr:
                return first.Has(AddressTaint.Integer) ? AddressTaint.Pointer : AddressTaint.None;
            case Op.Add or Op.Sub when value.Kind == Kind.Ptr:
                return first;
            case Op.Sub:
                // The distance of two addresses stays right.
                return _values[value.Arg(1).Id].Has(AddressTaint.Integer) ? AddressTaint.None : first & AddressTaint.Integer;
            case Op.And when IsSmallMask(value.Arg(0)) || IsSmallMask(value.Arg(1)):
                return AddressTaint.None;
            case Op.Add or Op.And or Op.Or or Op.Xor or Op.Shl or Op.ShrUn or Op.AddOvf or Op.AddOvfUn or Op.SubOvf or Op.SubOvfUn:
                return Union(value) & AddressTaint.Integer;
            case Op.Select:
                return _values[value.Arg(1).Id] | _values[value.Arg(2).Id];
            default:
                return AddressTaint.None;
        }
    }

    private static bool IsSmallMask(Value value) => value.Op == Op.Const && value.Imm is >= 0 and < SmallMask;

    private void StoreTo(Value address, AddressTaint content)
    {
        if (content == AddressTaint.None)
            return;
        if (Memory.SlotOf(address) is { } slot)
        {
            Join(slot, content);
            // Of stackalloc memory nobody knows where the pointers are.
            KeepsPointer |= content.Has(AddressTaint.Pointer) && slot is { Type: null, ScalarKind: Kind.Void };
            return;
        }

        int parameter = Memory.ParameterOf(address);
        if (parameter >= 0)
            StoreBehind(parameter, content);
        // Whoever has the object may read it there.
        bool isObject = parameter < 0 ? !MayHoldStackAddress(address) : _body.Parameters[parameter] == Kind.Ref;
        KeepsPointer |= isObject && content.Has(AddressTaint.Pointer);
        Escapes |= (isObject || parameter < 0) && content.Has(AddressTaint.Integer);
    }

    private void StoreBehind(int parameter, AddressTaint content)
    {
        if (!_stores.Contains((parameter, content)))
            _stores.Add((parameter, content));
    }

    private void Call(Value call, Value? second)
    {
        JoinResult(call);
        if (_splits.Target(call) is not { } target)
        {
            if (call.Aux is not RoutineSymbol && !call.HasFlag(ValueFlags.Unmanaged))
                EscapeTo(call);
            return;
        }

        AddressTaint results = AddressTaint.None;
        for (int i = 0; i < call.ArgCount && i < target.Parameters.Length; i++)
        {
            AddressTaint taint = _values[call.Arg(i).Id];
            if (taint == AddressTaint.None)
                continue;
            AddressSummary summary = _ask(new AddressQuestion(target, i, taint, IsStale: false));
            results |= summary.Results;
            Escapes |= summary.Escapes;
            KeepsPointer |= summary.KeepsPointer;
            foreach ((int parameter, AddressTaint stored) in summary.Stores)
                StoreTo(call.Arg(parameter), stored);
        }

        Join(call, Fitting(results, call.Kind));
        if (second is not null)
            Join(second, Fitting(results, second.Kind));
    }

    private static AddressTaint Fitting(AddressTaint taint, Kind kind) =>
        kind == Kind.Ptr ? taint & ~AddressTaint.Integer : kind == Kind.I64 ? taint & AddressTaint.Integer : AddressTaint.None;

    private void Join(Value value, AddressTaint taint)
    {
        _changed |= (taint & ~_values[value.Id]) != 0;
        _values[value.Id] |= taint;
    }

    private void Join(Slot slot, AddressTaint taint)
    {
        if ((taint & ~_slots[slot.Id]) == 0)
            return;
        _slots[slot.Id] |= taint;
        // The slot's address may stand before.
        _changed = _changedSlot = true;
    }
}
