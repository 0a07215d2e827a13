using System.Collections.Generic;
using System.Collections.Immutable;

namespace IL2CPU.IR;

public sealed partial class MethodBody
{
    /// <summary>A body of its own that means the same: blocks, values and slots are new. For bodies without protected regions.</summary>
    public MethodBody Copy() => Copy(Parameters);

    /// <summary>The same with other parameters: those there are, and perhaps more.</summary>
    public MethodBody Copy(ImmutableArray<Kind> parameters)
    {
        var copy = new MethodBody(Symbol, parameters, Results) { Method = Method, IsUnmanagedEntry = IsUnmanagedEntry, IsNoSplit = IsNoSplit, PinsStack = PinsStack };
        copy.Locations.AddRange(Locations);
        foreach (Slot slot in Slots)
            copy.CopySlot(slot);
        var blocks = new Dictionary<Block, Block>();
        var values = new Dictionary<Value, Value>();
        foreach (Block block in Blocks)
        {
            Block made = copy.NewBlock();
            made.IsCold = block.IsCold;
            made.IsBounded = block.IsBounded;
            blocks.Add(block, made);
            foreach (Value phi in block.Phis)
                made.Phis.Add(copy.CopyValue(phi, made, values));
            foreach (Value value in block.Body)
                made.Body.Add(copy.CopyValue(value, made, values));
            made.Terminator = copy.CopyValue(block.Terminator!, made, values);
        }

        foreach ((Block block, Block made) in blocks)
        {
            foreach (Block successor in block.Successors)
                made.Successors.Add(blocks[successor]);
            foreach (Block predecessor in block.Predecessors)
                made.Predecessors.Add(blocks[predecessor]);
        }

        foreach (Value made in values.Values)
        {
            for (int i = 0; i < made.ArgCount; i++)
                made.SetArg(i, values[made.Arg(i)]);
        }

        return copy;
    }

    /// <summary>A slot like one of another body.</summary>
    public Slot CopySlot(Slot slot)
    {
        Slot copy = NewSlot(slot.Size, slot.Alignment, slot.Type, slot.ScalarKind, slot.Count);
        copy.MustZero = slot.MustZero;
        copy.IsRemoved = slot.IsRemoved;
        copy.Name = slot.Name;
        return copy;
    }

    private Value CopyValue(Value value, Block block, Dictionary<Value, Value> values)
    {
        Value copy = Clone(value);
        copy.Block = block;
        if (value.Aux is Slot slot)
            copy.Aux = Slots[slot.Id];
        values.Add(value, copy);
        return copy;
    }
}
