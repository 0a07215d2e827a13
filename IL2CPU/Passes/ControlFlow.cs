using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

// Folds branches, drops unreachable blocks, merges and threads blocks, marks cold ones.
//   b1: Branch 1 -> b2, b3          =>   b1: Jump b2
//   b1: Jump b2; only b1 enters b2  =>   one block
//   b2: Jump b3, empty              =>   its predecessors enter b3
// Needs SSA; constant conditions folded. A block is merged only into one of the same protected region.
internal sealed class ControlFlow
{
    private readonly MethodBody _body;
    private readonly PassContext _context;
    private bool _changed;

    private ControlFlow(MethodBody body, PassContext context)
    {
        _body = body;
        _context = context;
    }

    public static bool Run(MethodBody body, PassContext context)
    {
        var pass = new ControlFlow(body, context);
        foreach (Block block in body.Blocks)
        {
            pass.CutAfterThrow(block);
            pass.FoldTerminator(block);
        }

        // Nothing to drop, to thread or to merge, and the entry is never cold.
        if (body.Blocks.Count == 1)
            return pass._changed;
        pass._changed |= body.RemoveUnreachableBlocks(out BlockOrder order);
        // An empty block that lost its predecessors still counts as one of its successor's.
        if (pass.ThreadEmptyBlocks())
            body.RemoveUnreachableBlocks(out order);
        pass.MergeBlocks();
        MarkCold(body, order);
        return pass._changed;
    }

    // A check that always fails, or a call that does not return, ends its block.
    private void CutAfterThrow(Block block)
    {
        for (int i = 0; i < block.Body.Count; i++)
        {
            Value value = block.Body[i];
            bool always = value.Op == Op.ThrowIf && value.Arg(0).Op == Op.Const && (int)value.Arg(0).Imm != 0;
            bool ends = value.HasFlag(ValueFlags.NoReturn) && value.IsCall;
            if (!always && !(ends && (i + 1 < block.Body.Count || block.Terminator!.Op != Op.Unreachable)))
                continue;
            if (!_context.Rewrites.Allow())
                return;
            if (always)
                MakeThrow(value);
            _body.EndUnreachable(block, i + 1);
            _changed = true;
            return;
        }
    }

    private static void MakeThrow(Value check)
    {
        Value[] args = check.Args[1..].ToArray();
        check.Become(Op.Call, Kind.Void, 0, check.Aux, args);
        check.Flags = ValueFlags.NoReturn;
    }

    private void FoldTerminator(Block block)
    {
        Value terminator = block.Terminator!;
        int target = -1;
        switch (terminator.Op)
        {
            case Op.Branch when terminator.Arg(0).Op == Op.Const:
                target = (int)terminator.Arg(0).Imm != 0 ? 0 : 1;
                break;
            case Op.Branch or Op.Switch when terminator.Arg(0).Op != Op.Const:
                if (AllEdgesEqual(block))
                    target = 0;
                else
                    InvertBranch(block, terminator);
                break;
            case Op.Switch:
                uint index = (uint)terminator.Arg(0).Imm;
                target = (int)System.Math.Min(index, (uint)block.Successors.Count - 1);
                break;
        }

        if (target < 0 || !_context.Rewrites.Allow())
            return;
        _body.BecomeJump(block, target);
        _changed = true;
    }

    // Branch on (x == 0) of a truth value: exchange the successors.
    private void InvertBranch(Block block, Value terminator)
    {
        if (terminator.Op != Op.Branch || terminator.Arg(0) is not { Op: Op.Eq } test || test.Arg(0).Kind != Kind.I32 || !test.Arg(1).IsConst(0))
            return;
        if (!_context.Rewrites.Allow())
            return;
        terminator.SetArg(0, test.Arg(0));
        (block.Successors[0], block.Successors[1]) = (block.Successors[1], block.Successors[0]);
        _changed = true;
    }

    private static bool AllEdgesEqual(Block block)
    {
        Block target = block.Successors[0];
        foreach (Block successor in block.Successors)
        {
            if (successor != target)
                return false;
        }

        foreach (Value phi in target.Phis)
        {
            Value? single = null;
            for (int i = 0; i < phi.ArgCount; i++)
            {
                if (target.Predecessors[i] != block)
                    continue;
                if (single is not null && single != phi.Arg(i))
                    return false;
                single = phi.Arg(i);
            }
        }

        return true;
    }

    private bool ThreadEmptyBlocks()
    {
        bool changed = false;
        foreach (Block block in _body.Blocks)
        {
            if (!IsEmptyJump(block))
                continue;
            Block target = block.Successors[0];
            for (int i = block.Predecessors.Count - 1; i >= 0; i--)
            {
                Block predecessor = block.Predecessors[i];
                // A second edge between two blocks would need phi arguments of its own.
                if (target.Predecessors.Contains(predecessor) || !_context.Rewrites.Allow())
                    continue;
                Redirect(predecessor, block, i, target);
                changed = true;
            }
        }

        _changed |= changed;
        return changed;
    }

    private bool IsEmptyJump(Block block) => block != _body.Entry && !block.IsHandler && block.Phis.Count == 0 && block.Body.Count == 0
        && block.Terminator!.Op == Op.Jump && block.Successors[0] != block && block.Predecessors.Count > 0;

    private static void Redirect(Block predecessor, Block block, int predecessorIndex, Block target)
    {
        int through = target.Predecessors.IndexOf(block);
        int edge = predecessor.Successors.IndexOf(block);
        predecessor.Successors[edge] = target;
        block.Predecessors.RemoveAt(predecessorIndex);
        target.Predecessors.Add(predecessor);
        foreach (Value phi in target.Phis)
            phi.AddArg(phi.Arg(through));
    }

    private void MergeBlocks()
    {
        bool any = false;
        var replacements = new Replacements(_body);
        foreach (Block block in _body.Blocks)
        {
            while (!IsGone(block) && block.Terminator!.Op == Op.Jump && CanMerge(block, block.Successors[0]) && _context.Rewrites.Allow())
            {
                Block next = block.Successors[0];
                Merge(block, next, replacements);
                any = true;
            }
        }

        if (!any)
            return;
        _changed = true;
        _body.Blocks.RemoveAll(IsGone);
        replacements.Apply();
    }

    // Merged into another, which has its terminator now.
    private static bool IsGone(Block block) => block.Terminator is null;

    private bool CanMerge(Block block, Block next) => next != block && next.Predecessors.Count == 1 && next != _body.Entry && !next.IsHandler
        && (next.Region == block.Region || next.Body.TrueForAll(value => !value.MayThrow && !value.IsCall && value.Op != Op.Machine));

    private static void Merge(Block block, Block next, Replacements replacements)
    {
        foreach (Value phi in next.Phis)
        {
            replacements.Replace(phi, phi.Arg(0));
            phi.Block = null;
        }

        next.Phis.Clear();
        foreach (Value value in next.Body)
        {
            value.Block = block;
            block.Body.Add(value);
        }

        next.Body.Clear();
        block.Successors.Clear();
        next.Predecessors.Clear();
        block.Terminator = null;
        MethodBody.MoveTerminator(next, block);
        block.IsCold = block.IsCold || next.IsCold;
    }

    // Cold: ends without returning, or leads to cold blocks only.
    // Merging leaves the order of the other blocks as it was.
    private static void MarkCold(MethodBody body, BlockOrder order)
    {
        for (int i = order.Blocks.Count - 1; i >= 0; i--)
        {
            Block block = order.Blocks[i];
            if (block == body.Entry || block.IsCold || IsGone(block))
                continue;
            bool cold = block.Terminator!.Op == Op.Unreachable
                || (block.Successors.Count > 0 && block.Successors.TrueForAll(successor => successor.IsCold));
            block.IsCold = cold;
        }
    }
}
