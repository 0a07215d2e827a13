using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>Which integers are never negative as signed numbers.</summary>
internal sealed class Signs(Dominators dominators)
{
    private const int DepthLimit = 6;
    private readonly Dictionary<Value, bool> _phis = [];
    private readonly List<Value> _asked = [];

    public bool IsNonNegative(Value value) => IsNonNegative(value, DepthLimit);

    private bool IsNonNegative(Value value, int depth)
    {
        if (depth == 0)
            return false;
        switch (value.Op)
        {
            case Op.Const:
                return ConstantFolding.Normalise(value.Kind, value.Imm) >= 0;
            case Op.ZExt8 or Op.ZExt16 or Op.ZExt32 or Op.PopCount or Op.LeadingZeros or Op.TrailingZeros:
                return true;
            case Op.Load:
                return value.Mem is MemType.U8 or MemType.U16 || IsLength(value);
            case Op.And:
                return IsNonNegative(value.Arg(0), depth - 1) || IsNonNegative(value.Arg(1), depth - 1);
            case Op.Or or Op.Xor or Op.Div:
                return IsNonNegative(value.Arg(0), depth - 1) && IsNonNegative(value.Arg(1), depth - 1);
            case Op.Rem or Op.Shr or Op.SExt32:
                return IsNonNegative(value.Arg(0), depth - 1);
            case Op.ShrUn:
                return value.Arg(1).Op == Op.Const && (value.Arg(1).Imm & (value.Kind == Kind.I32 ? 31 : 63)) != 0;
            case Op.Select:
                return IsNonNegative(value.Arg(1), depth - 1) && IsNonNegative(value.Arg(2), depth - 1);
            case Op.Phi:
                return PhiIsNonNegative(value, depth - 1);
            default:
                return OpInfo.Has(value.Op, OpTraits.Comparison);
        }
    }

    // Only lengths of arrays and strings are marked as never changing among the 32-bit cells.
    private static bool IsLength(Value load) => load.Mem == MemType.I32 && load.Imm == 8 && load.HasFlag(ValueFlags.Invariant) && load.Arg(0).Kind == Kind.Ref;

    private bool PhiIsNonNegative(Value phi, int depth)
    {
        if (_phis.TryGetValue(phi, out bool known))
            return known;
        // Assumed while its own arguments are looked at: induction over the iterations.
        int mark = _asked.Count;
        _asked.Add(phi);
        _phis.Add(phi, true);
        bool result = true;
        foreach (Value arg in phi.Args)
            result = result && (arg == phi || IsNonNegative(arg, depth) || IsBoundedStep(phi, arg));
        if (result)
            return true;
        // What was concluded from the assumption falls with it.
        for (int i = mark; i < _asked.Count; i++)
            _phis.Remove(_asked[i]);
        _asked.RemoveRange(mark, _asked.Count - mark);
        _phis.Add(phi, false);
        return false;
    }

    // phi + c stays non-negative if phi was below some limit at the addition: the sum cannot wrap around by 1; larger steps
    // could jump over the limit's end.
    private bool IsBoundedStep(Value phi, Value sum)
    {
        if (sum.Op != Op.Add || sum.Arg(0) != phi || !sum.Arg(1).IsConst(1) || sum.Block is null || phi.Block is null)
            return false;
        for (Block? block = sum.Block; block is not null; block = dominators.Parent(block))
        {
            if (HasUpperBoundCheck(block, phi) || EntersBelowLimit(block, phi))
                return true;
            if (block == phi.Block)
                break;
        }

        return false;
    }

    private static bool EntersBelowLimit(Block block, Value phi)
    {
        if (block.Predecessors.Count != 1)
            return false;
        Block from = block.Predecessors[0];
        if (from.Terminator is not { Op: Op.Branch } branch || from.Successors[0] == from.Successors[1])
            return false;
        Value test = branch.Arg(0);
        bool taken = from.Successors[0] == block;
        return test.ArgCount == 2 && test.Arg(0).Kind == phi.Kind && (taken
            ? (test.Op == Op.Lt && test.Arg(0) == phi) || (test.Op == Op.Gt && test.Arg(1) == phi)
            : (test.Op == Op.Ge && test.Arg(0) == phi) || (test.Op == Op.Le && test.Arg(1) == phi));
    }

    // A passed bounds check against a length. It must not stand behind the addition, so the addition's block does not count.
    private static bool HasUpperBoundCheck(Block block, Value phi)
    {
        foreach (Value value in block.Body)
        {
            if (value.Op == Op.Add && value.Arg(0) == phi)
                return false;
            if (value.Op == Op.ThrowIf && value.Arg(0) is { Op: Op.GeUn } test && test.Arg(0) == phi && test.Arg(1) is { Op: Op.Load } length && IsLength(length))
                return true;
        }

        return false;
    }
}
