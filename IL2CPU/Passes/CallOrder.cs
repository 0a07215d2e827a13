using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes;

/// <summary>Bodies in an order in which callees, and the few targets of virtual calls, come before their callers, where the call graph has no cycle.</summary>
internal static class CallOrder
{
    private const int TargetLimit = 3;

    public static List<MethodBody> BottomUp(PassContext context)
    {
        var result = new List<MethodBody>(context.Model.Bodies.Count);
        var visited = new HashSet<MethodBody>();
        var stack = new Stack<(MethodBody Body, List<MethodBody> Callees, int Next)>();
        foreach (MethodBody root in context.Model.Bodies)
        {
            if (!visited.Add(root))
                continue;
            stack.Push((root, Callees(root, context), 0));
            while (stack.TryPop(out (MethodBody Body, List<MethodBody> Callees, int Next) frame))
            {
                if (frame.Next == frame.Callees.Count)
                {
                    result.Add(frame.Body);
                    continue;
                }

                stack.Push((frame.Body, frame.Callees, frame.Next + 1));
                MethodBody callee = frame.Callees[frame.Next];
                if (visited.Add(callee))
                    stack.Push((callee, Callees(callee, context), 0));
            }
        }

        return result;
    }

    private static List<MethodBody> Callees(MethodBody body, PassContext context)
    {
        var callees = new List<MethodBody>();
        foreach (Block block in body.Blocks)
        {
            foreach (Value value in block.Body)
            {
                if (value.Op == Op.Call)
                    Add(context.FindBody((Symbol)value.Aux!), callees);
                else if (value.Op == Op.CallVirtual && context.Optimise)
                    AddTargets((MethodDesc)value.Aux!, context, callees);
            }
        }

        context.Model.Store.Trim();
        return callees;
    }

    // What a virtual call may become: see GuardedCalls.
    private static void AddTargets(MethodDesc slot, PassContext context, List<MethodBody> callees)
    {
        IReadOnlyList<MethodDesc> targets = context.PossibleTargets(slot);
        if (targets.Count > TargetLimit)
            return;
        foreach (MethodDesc target in targets)
            Add(context.FindBody(target), callees);
    }

    private static void Add(MethodBody? body, List<MethodBody> callees)
    {
        if (body is not null)
            callees.Add(body);
    }
}
