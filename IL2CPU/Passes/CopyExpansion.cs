using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes;

// Copies a small struct to or from a local slot cell by cell.
//   CopyBlock s1, v2 (Span)   =>   v3:ptr = Load v2; v4:i32 = Load v2 + 8; Store s1, v3; Store s1 + 8, v4
// Needs folded addresses. Gives ScalarReplacement accesses it can turn into values. Everything is read before anything is
// written, as CopyBlock does it.
internal static class CopyExpansion
{
    public static bool Run(MethodBody body, PassContext context)
    {
        if (body.Slots.Count == 0)
            return false;
        var uses = new SlotUses(body);
        bool changed = false;
        foreach (Block block in body.Blocks)
        {
            for (int i = 0; i < block.Body.Count; i++)
            {
                Value copy = block.Body[i];
                if (copy.Op != Op.CopyBlock || Leaves(copy, uses, context) is not { } leaves || !context.Rewrites.Allow())
                    continue;
                block.Body.RemoveAt(i);
                i += Expand(body, block, i, copy, leaves) - 1;
                changed = true;
            }
        }

        return changed;
    }

    private static Leaf[]? Leaves(Value copy, SlotUses uses, PassContext context)
    {
        if (copy.Aux is not TypeDesc type || copy.HasFlag(ValueFlags.Volatile) || copy.Imm != type.Layout.Size)
            return null;
        bool local = uses.LocalSlot(copy.Arg(0)) is not null || uses.LocalSlot(copy.Arg(1)) is not null;
        return local ? context.StructLeaves.Of(type) : null;
    }

    /// <returns>Number of values now standing in the copy's place.</returns>
    private static int Expand(MethodBody body, Block block, int index, Value copy, Leaf[] leaves)
    {
        int start = index;
        Value destination = copy.Arg(0);
        Value source = copy.Arg(1);
        if (leaves.Length == 0)
        {
            index += InsertCheck(body, block, index, copy, source);
            return index + InsertCheck(body, block, index, copy, destination) - start;
        }

        var loads = new List<Value>(leaves.Length);
        foreach (Leaf leaf in leaves)
        {
            Value load = body.Insert(block, index++, Op.Load, leaf.Type.Kind, source);
            SetAccess(load, copy, leaf);
            loads.Add(load);
        }

        for (int i = 0; i < leaves.Length; i++)
            SetAccess(body.Insert(block, index++, Op.Store, Kind.Void, destination, loads[i]), copy, leaves[i]);
        copy.Block = null;
        return index - start;
    }

    // Copying nothing still faults on null.
    private static int InsertCheck(MethodBody body, Block block, int index, Value copy, Value address)
    {
        if (AddressFacts.IsNonNullAddress(address) || copy.HasFlag(ValueFlags.NonNull))
            return 0;
        body.Insert(block, index, Op.NullCheck, Kind.Void, address).Location = copy.Location;
        return 1;
    }

    private static void SetAccess(Value access, Value copy, Leaf leaf)
    {
        access.Mem = leaf.Type;
        access.Imm = leaf.Offset;
        access.Flags = copy.Flags & ValueFlags.NonNull;
        access.Location = copy.Location;
    }
}
