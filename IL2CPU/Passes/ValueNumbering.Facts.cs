using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes;

internal sealed partial class ValueNumbering
{
    /// <summary>What a block knows from the branch that leads to it alone.</summary>
    private void AssumeEdge(Block block)
    {
        if (block.Predecessors.Count != 1)
            return;
        Value terminator = block.Predecessors[0].Terminator!;
        if (terminator.Op == Op.Branch && block.Predecessors[0].Successors[0] != block.Predecessors[0].Successors[1])
            Assume(_replacements.Resolve(terminator.Arg(0)), block.Predecessors[0].Successors[0] == block);
    }

    private void Assume(Value condition, bool truth)
    {
        if (condition.Op == Op.Const)
            return;
        bool isTest = OpInfo.Has(condition.Op, OpTraits.Comparison);
        // Of a condition that is no comparison only "not 0" is known to hold when true.
        if (isTest || !truth)
            SetKnown(condition, truth ? 1 : 0);
        if (condition.Op is not (Op.Eq or Op.Ne))
            return;
        bool equal = condition.Op == Op.Eq == truth;
        Value other = condition.Arg(1);
        if (equal && other.Op == Op.Const && condition.Arg(0).Kind is Kind.I32)
            SetKnown(condition.Arg(0), other.Imm);
        else if (!equal && other.IsConst(0) && condition.Arg(0).Kind is Kind.Ref or Kind.Ptr or Kind.I64)
            SetNonNull(condition.Arg(0));
    }

    private void SetKnown(Value value, long known)
    {
        if (value.Op == Op.Const || !_facts.TryAddKnown(value, known))
            return;
        _undo.Push(new Undo(Entered.Known, value));
    }

    private void SetNonNull(Value value, long displacement = 0)
    {
        Value @base = AddressFacts.Base(value, out long offset);
        offset += displacement;
        if (offset is < 0 or >= AddressFacts.FaultLimit || !_facts.TryAddNonNull(@base))
            return;
        _undo.Push(new Undo(Entered.NonNull, @base));
    }

    private bool IsNonNull(Value value)
    {
        if (AddressFacts.IsNonNullAddress(value))
            return true;
        Value @base = AddressFacts.Base(value, out long offset);
        return offset is >= 0 and < AddressFacts.FaultLimit && _facts.IsNonNull(@base);
    }

    private long? Known(Value value)
    {
        if (value.Op == Op.Const)
            return value.Imm;
        if (_facts.TryGetKnown(value, out long known))
            return known;
        return OpInfo.Has(value.Op, OpTraits.Comparison) && Implied(value) is { } truth ? truth ? 1 : 0 : null;
    }

    /// <summary>Truth of a comparison that another form of it settles: the same, its negation, either with operands exchanged.</summary>
    private bool? Implied(Value comparison)
    {
        if (_facts.TryGetKnown(comparison, out long known))
            return known != 0;
        Op op = comparison.Op;
        bool isFloat = comparison.Arg(0).Kind.IsFloat;
        if (comparison.Op is Op.Eq or Op.Ne && comparison.Arg(1).IsConst(0) && comparison.Arg(0).Kind.IsPointer && IsNonNull(comparison.Arg(0)))
            return comparison.Op == Op.Ne;
        if (_facts.KnownCount == 0)
            return null;
        Op negated = OpInfo.NegateComparison(op, isFloat);
        return Look(ValueKey.Comparison(comparison, op), true)
            ?? Look(ValueKey.Comparison(comparison, negated), false)
            ?? Look(ValueKey.SwappedComparison(comparison, OpInfo.SwapComparison(op)), true)
            ?? Look(ValueKey.SwappedComparison(comparison, OpInfo.SwapComparison(negated)), false)
            ?? ImpliedBySigned(comparison);
    }

    /// <summary>A bounds check 0 &lt;= i &lt; n behind the signed test i &lt; n, for an i that is never negative.</summary>
    private bool? ImpliedBySigned(Value comparison)
    {
        if (comparison.Op is not (Op.LtUn or Op.GeUn) || comparison.Arg(0).Kind is not (Kind.I32 or Kind.I64) || !_signs.IsNonNegative(comparison.Arg(0)))
            return null;
        bool? less = Look(ValueKey.Comparison(comparison, Op.Lt), true)
            ?? Look(ValueKey.SwappedComparison(comparison, Op.Gt), true)
            ?? Look(ValueKey.Comparison(comparison, Op.Ge), false)
            ?? Look(ValueKey.SwappedComparison(comparison, Op.Le), false);
        // Not less as signed numbers says nothing of an n that is negative, hence huge.
        return less == true ? comparison.Op == Op.LtUn : null;
    }

    private bool? Look(ValueKey key, bool positive) =>
        _table.Find(in key) is { } other && _facts.TryGetKnown(other, out long known) ? known != 0 == positive : null;

    /// <summary>True for a check that cannot fail here.</summary>
    private bool IsSettled(Value check) => check.Op == Op.NullCheck ? IsNonNull(check.Arg(0)) : Known(check.Arg(0)) == 0;

    /// <summary>What holds behind a value that was executed.</summary>
    private void Learn(Value value)
    {
        switch (value.Op)
        {
            case Op.ThrowIf:
                Assume(value.Arg(0), false);
                break;
            case Op.NullCheck:
                SetNonNull(value.Arg(0));
                break;
            case Op.ClassInit:
                Insert(new ValueKey(value, 0), value);
                break;
            case Op.VirtualFunction or Op.CallVirtual:
                SetNonNull(value.Arg((int)value.Imm));
                break;
            case Op.Load or Op.Store or Op.AtomicAdd or Op.AtomicAnd or Op.AtomicCompareExchange or Op.AtomicExchange or Op.AtomicOr:
                LearnFromAccess(value);
                break;
        }
    }

    // An access that did not fault had a base that is not null, if null plus the displacement would have faulted.
    private void LearnFromAccess(Value access)
    {
        Value address = access.Arg(0);
        if (access.Aux is null && access.Imm is >= 0 and < AddressFacts.FaultLimit)
        {
            if (IsNonNull(address))
            {
                _changed |= !access.HasFlag(ValueFlags.NonNull);
                access.Flags |= ValueFlags.NonNull;
            }
            else
                SetNonNull(address, access.Imm);
        }

        if (access.Op == Op.Store && !access.HasFlag(ValueFlags.Volatile) && access.Mem is MemType.I32 or MemType.I64 or MemType.F32 or MemType.F64 or MemType.Ref or MemType.Ptr)
            Forward(access);
    }

    // A load of what was just stored gives the stored value.
    private void Forward(Value store) => Insert(ValueKey.LoadOf(store, _epochs.EpochOf(store, _state)), store.Arg(1));

    private bool IsInitialised(Value classInit)
    {
        var type = (TypeDesc)classInit.Aux!;
        if (_context.Model.LazyClassConstructor(type) is null || _table.Find(new ValueKey(classInit, 0)) is not null)
            return true;
        return _table.Find(ValueKey.StaticBase(type)) is not null;
    }

    private void DecideTerminator(Block block, Value terminator)
    {
        if (terminator.Op is not (Op.Branch or Op.Switch) || terminator.Arg(0).Op == Op.Const || Known(terminator.Arg(0)) is not { } known || !_context.Rewrites.Allow())
            return;
        Value constant = _body.Constant(block, Kind.I32, known);
        terminator.SetArg(0, constant);
        _changed = true;
    }
}
