using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes;

// Marks direct calls of methods that cannot return, so that what follows is seen to be dead.
//   Call ThrowHelper.Throw   =>   Call ThrowHelper.Throw {NoReturn}; Unreachable
// Needs the callee cleaned up: a method without any Return left never returns. Gives blocks ControlFlow marks cold.
internal static class NoReturnCalls
{
    public static bool Run(MethodBody body, PassContext context)
    {
        bool changed = false;
        foreach (Block block in body.Blocks)
        {
            for (int i = 0; i < block.Body.Count; i++)
            {
                Value value = block.Body[i];
                if (value.Op is not (Op.Call or Op.CallVirtual) || value.HasFlag(ValueFlags.NoReturn) || !NeverReturns(value, context) || !context.Rewrites.Allow())
                    continue;
                value.Flags |= ValueFlags.NoReturn;
                body.EndUnreachable(block, i + 1);
                changed = true;
            }
        }

        if (changed)
            body.RemoveUnreachableBlocks();
        return changed;
    }

    private static bool NeverReturns(Value call, PassContext context)
    {
        // Nobody overrides it: no object has it, and the call faults on null.
        if (call.Op == Op.CallVirtual)
        {
            var slot = (MethodDesc)call.Aux!;
            return context.PossibleTargets(slot).Count == 0 && !context.Model.IsFilledByStubs(slot);
        }

        return context.FindBody((Symbol)call.Aux!) is { NeverReturns: true };
    }
}
