using IL2CPU.Import;
using IL2CPU.IR;

namespace IL2CPU.Passes;

// Makes every loop of a program pass a preemption point.
//   latch: ...; Jump header   =>   latch: Poll; ...; Jump header
// Needs lowered IR that is final in the whole image: a call counts only if the callee's prologue checks the guard, which a
// leaf's does not. NoSplit methods get none: they must not stop. The Poll stands in front of the latch's values, so that
// the last comparison stays next to its branch.
internal static class PollInsertion
{
    public static bool Run(MethodBody body, PassContext context)
    {
        if (context.Model.Profile != ImageProfile.Program || body.IsNoSplit)
            return false;
        var order = new BlockOrder(body);
        if (!order.HasCycle())
            return false;
        var dominators = new Dominators(order);
        var loops = new LoopInfo(body, dominators);
        bool changed = false;
        foreach ((Block latch, int successor) in loops.RetreatingEdges)
        {
            if (latch.Successors[successor].IsBounded || HasCheckOnEveryPath(latch.Successors[successor], latch, dominators, context))
                continue;
            body.Insert(latch, 0, Op.Poll, Kind.Void).Location = FirstLocation(latch);
            changed = true;
        }

        return changed;
    }

    // A checking call in a block between header and latch in the dominator tree is passed on every way around.
    private static bool HasCheckOnEveryPath(Block header, Block latch, Dominators dominators, PassContext context)
    {
        if (!dominators.Dominates(header, latch))
            return latch.Body.Exists(value => IsCheckingCall(value, context));
        for (Block? block = latch; block is not null; block = dominators.Parent(block))
        {
            if (block.Body.Exists(value => IsCheckingCall(value, context)))
                return true;
            if (block == header)
                break;
        }

        return false;
    }

    private static bool IsCheckingCall(Value value, PassContext context) => value.Op == Op.Poll
        || (value.Op == Op.Call && context.FindBody((Symbol)value.Aux!) is { } callee && context.ChecksGuard(callee));

    private static int FirstLocation(Block block)
    {
        foreach (Value value in block.Body)
        {
            if (value.Location >= 0)
                return value.Location;
        }

        return block.Terminator!.Location;
    }
}
