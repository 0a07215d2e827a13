using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>Bodies in an order in which callees come before their callers, where the call graph has no cycle.</summary>
internal static class CallOrder
{
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
                if (value.Op == Op.Call && context.FindBody((Symbol)value.Aux!) is { } callee)
                    callees.Add(callee);
            }
        }

        return callees;
    }
}
