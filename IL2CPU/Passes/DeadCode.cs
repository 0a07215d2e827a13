using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

// Removes values nobody needs: everything not reached through operands from an effect, a possible exception or a terminator.
//   v3 = Add v1, v2 (unused)   =>   nothing
// A slot whose address nobody takes any more takes no room in the frame.
// Needs SSA. A load that may fault stays, used or not.
internal static class DeadCode
{
    public static bool Run(MethodBody body, PassContext context)
    {
        var live = new bool[body.ValueCount];
        Stack<Value> work = context.ValueStack;
        foreach (Block block in body.Blocks)
        {
            foreach (Value value in block.Body)
            {
                if (!value.IsRemovable || value.Op == Op.Param)
                    Mark(value, live, work);
            }

            Mark(block.Terminator!, live, work);
        }

        while (work.TryPop(out Value? value))
        {
            foreach (Value arg in value.Args)
                Mark(arg, live, work);
        }

        bool changed = false;
        foreach (Block block in body.Blocks)
        {
            changed |= Sweep(block.Phis, live);
            changed |= Sweep(block.Body, live);
        }

        return RemoveUnusedSlots(body) | changed;
    }

    private static bool RemoveUnusedSlots(MethodBody body)
    {
        if (body.Slots.Count == 0)
            return false;
        var used = new bool[body.Slots.Count];
        foreach (Block block in body.Blocks)
        {
            foreach (Value value in block.Body)
            {
                if (value.Aux is Slot slot)
                    used[slot.Id] = true;
            }
        }

        bool changed = false;
        foreach (Slot slot in body.Slots)
        {
            if (used[slot.Id] || slot.IsShared || slot.IsRemoved)
                continue;
            slot.IsRemoved = true;
            changed = true;
        }

        return changed;
    }

    private static void Mark(Value value, bool[] live, Stack<Value> work)
    {
        if (live[value.Id])
            return;
        live[value.Id] = true;
        work.Push(value);
    }

    private static bool Sweep(List<Value> values, bool[] live)
    {
        int kept = 0;
        for (int i = 0; i < values.Count; i++)
        {
            Value value = values[i];
            if (live[value.Id])
                values[kept++] = value;
            else
                value.Block = null;
        }

        if (kept == values.Count)
            return false;
        values.RemoveRange(kept, values.Count - kept);
        return true;
    }
}
