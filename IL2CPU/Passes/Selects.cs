using IL2CPU.IR;

namespace IL2CPU.Passes;

// Chooses between two values without a branch where both cost next to nothing.
//   b1: Branch (v1 < v2) -> b3, b2; b2: Jump b3; b3: v3 = Phi b1: v1, b2: v2   =>   v3 = Select (v1 < v2), v1, v2
// Needs folded branches and merged blocks. Integers only, at most one operation in the block that is skipped and one phi that
// tells the ways apart: minimum, maximum, a count that goes up or not. A choice between references stays a branch, which the
// processor predicts: what is read through them need not wait for the comparison.
internal sealed class Selects
{
    private readonly MethodBody _body;
    private readonly PassContext _context;

    private Selects(MethodBody body, PassContext context)
    {
        _body = body;
        _context = context;
    }

    public static bool Run(MethodBody body, PassContext context)
    {
        var pass = new Selects(body, context);
        bool changed = false;
        foreach (Block block in body.Blocks)
            changed |= pass.TryConvert(block, 0) || pass.TryConvert(block, 1);
        if (changed)
            body.RemoveUnreachableBlocks();
        return changed;
    }

    // arm: the successor that does little and goes on to the other one.
    private bool TryConvert(Block block, int arm)
    {
        if (block.Terminator!.Op != Op.Branch || block.Successors[0] == block.Successors[1])
            return false;
        Block skipped = block.Successors[arm];
        Block join = block.Successors[1 - arm];
        if (!IsCheapArm(skipped, block, join) || join.IsHandler || join.Region != block.Region || join == block)
            return false;
        int direct = join.Predecessors.IndexOf(block);
        int through = join.Predecessors.IndexOf(skipped);
        Value? choice = null;
        foreach (Value phi in join.Phis)
        {
            if (phi.Arg(direct) == phi.Arg(through))
                continue;
            if (choice is not null || phi.Kind is not (Kind.I32 or Kind.I64))
                return false;
            choice = phi;
        }

        if (choice is null || !IsWorthwhile(block.Terminator.Arg(0), skipped) || !_context.Rewrites.Allow())
            return false;
        Convert(block, skipped, join, arm, choice, direct, through);
        return true;
    }

    private static bool IsCheapArm(Block arm, Block from, Block join)
    {
        if (arm.Predecessors.Count != 1 || arm.Phis.Count > 0 || arm.IsCold || arm.IsHandler || arm.Region != from.Region
            || arm.Terminator!.Op != Op.Jump || arm.Successors[0] != join)
            return false;
        int operations = 0;
        foreach (Value value in arm.Body)
        {
            if (value.Op is not (Op.Const or Op.Add or Op.Sub or Op.And or Op.Or or Op.Xor or Op.Neg or Op.Not) || value.Kind is not (Kind.I32 or Kind.I64))
                return false;
            operations += value.Op == Op.Const ? 0 : 1;
        }

        return operations <= 1;
    }

    // The comparison must be one the flags can give to the select at once.
    private static bool IsWorthwhile(Value condition, Block arm)
    {
        if (!OpInfo.Has(condition.Op, OpTraits.Comparison))
            return condition.Kind == Kind.I32 && arm.Body.Count > 0;
        return !condition.Arg(0).Kind.IsFloat;
    }

    private void Convert(Block block, Block skipped, Block join, int arm, Value choice, int direct, int through)
    {
        foreach (Value value in skipped.Body)
        {
            value.Block = block;
            block.Body.Add(value);
        }

        skipped.Body.Clear();
        Value onArm = choice.Arg(through);
        Value otherwise = choice.Arg(direct);
        Value select = _body.Append(block, Op.Select, choice.Kind, block.Terminator!.Arg(0), arm == 0 ? onArm : otherwise, arm == 0 ? otherwise : onArm);
        select.Location = block.Terminator.Location;
        choice.SetArg(direct, select);
        _body.BecomeJump(block, 1 - arm);
        // The edge from the arm goes with the arm.
        MethodBody.RemoveEdge(skipped, 0);
        skipped.Terminator!.Become(Op.Unreachable, Kind.Void, 0, null);
    }
}
