using System;
using System.Collections.Generic;

namespace IL2CPU.IR;

public sealed partial class MethodBody
{
    /// <summary>Values of all blocks: phis, body and terminator of each, in block order.</summary>
    public IEnumerable<Value> Values()
    {
        foreach (Block block in Blocks)
        {
            foreach (Value phi in block.Phis)
                yield return phi;
            foreach (Value value in block.Body)
                yield return value;
            if (block.Terminator is { } terminator)
                yield return terminator;
        }
    }

    /// <summary>Makes a value and puts it in front of position <paramref name="index"/> of the block's body.</summary>
    public Value Insert(Block block, int index, Op op, Kind kind, params ReadOnlySpan<Value> args)
    {
        Value value = NewValue(op, kind, args);
        value.Block = block;
        block.Body.Insert(index, value);
        return value;
    }

    /// <summary>Moves the body from <paramref name="index"/> on, and the terminator with its edges, into a new block.</summary>
    /// <returns>The new block, of the same region. The old one is left without a terminator.</returns>
    public Block SplitBlock(Block block, int index)
    {
        Block tail = NewBlock();
        tail.Region = block.Region;
        tail.IsCold = block.IsCold;
        for (int i = index; i < block.Body.Count; i++)
        {
            tail.Body.Add(block.Body[i]);
            block.Body[i].Block = tail;
        }

        block.Body.RemoveRange(index, block.Body.Count - index);
        MoveTerminator(block, tail);
        return tail;
    }

    /// <summary>Gives the terminator of one block, with its edges, to another that has none. Phi arguments keep their places.</summary>
    public static void MoveTerminator(Block from, Block to)
    {
        to.Terminator = from.Terminator;
        if (to.Terminator is not null)
            to.Terminator.Block = to;
        from.Terminator = null;
        foreach (Block successor in from.Successors)
        {
            to.Successors.Add(successor);
            int index = successor.Predecessors.IndexOf(from);
            successor.Predecessors[index] = to;
        }

        from.Successors.Clear();
    }

    /// <summary>Puts an empty block on one edge.</summary>
    public Block SplitEdge(Block from, int successorIndex)
    {
        Block to = from.Successors[successorIndex];
        Block middle = NewBlock();
        middle.Region = from.Region;
        middle.IsCold = from.IsCold || to.IsCold;
        int predecessor = PredecessorIndex(from, successorIndex);
        from.Successors[successorIndex] = middle;
        middle.Predecessors.Add(from);
        to.Predecessors[predecessor] = middle;
        middle.Successors.Add(to);
        Value jump = NewValue(Op.Jump, Kind.Void);
        jump.Block = middle;
        middle.Terminator = jump;
        return middle;
    }

    /// <summary>Position among the target's predecessors of the given edge.</summary>
    public static int PredecessorIndex(Block from, int successorIndex)
    {
        Block to = from.Successors[successorIndex];
        int occurrence = 0;
        for (int i = 0; i < successorIndex; i++)
        {
            if (from.Successors[i] == to)
                occurrence++;
        }

        int index = -1;
        do
            index = to.Predecessors.IndexOf(from, index + 1);
        while (occurrence-- > 0);
        return index;
    }

    /// <summary>Replaces the terminator by a jump to one of its successors; the other edges go.</summary>
    public void BecomeJump(Block block, int successorIndex)
    {
        for (int i = block.Successors.Count - 1; i >= 0; i--)
        {
            if (i != successorIndex)
                RemoveEdge(block, i);
        }

        block.Terminator!.Become(Op.Jump, Kind.Void, 0, null);
    }

    /// <summary>Drops everything from <paramref name="index"/> on and ends the block in Unreachable.</summary>
    public void EndUnreachable(Block block, int index)
    {
        for (int i = index; i < block.Body.Count; i++)
            block.Body[i].Block = null;
        block.Body.RemoveRange(index, block.Body.Count - index);
        while (block.Successors.Count > 0)
            RemoveEdge(block, block.Successors.Count - 1);
        if (block.Terminator is { } old)
            old.Become(Op.Unreachable, Kind.Void, 0, null);
        else
            Terminate(block, Op.Unreachable, []);
    }

    /// <summary>Deletes blocks no root reaches, and detaches handlers of regions without a block.</summary>
    /// <returns>True when something went.</returns>
    public bool RemoveUnreachableBlocks() => RemoveUnreachableBlocks(out _);

    /// <summary>Deletes blocks no root reaches, and detaches handlers of regions without a block.</summary>
    /// <param name="order">Order of the blocks that are left.</param>
    /// <returns>True when something went.</returns>
    public bool RemoveUnreachableBlocks(out BlockOrder order)
    {
        order = new BlockOrder(this);
        if (order.Blocks.Count == Blocks.Count)
            return false;
        int kept = 0;
        for (int i = 0; i < Blocks.Count; i++)
        {
            Block block = Blocks[i];
            if (order.IsReachable(block))
            {
                Blocks[kept++] = block;
                continue;
            }

            while (block.Successors.Count > 0)
                RemoveEdge(block, block.Successors.Count - 1);
        }

        Blocks.RemoveRange(kept, Blocks.Count - kept);
        foreach (Region region in Regions)
        {
            if (region.Handler is { } handler && !order.IsReachable(handler))
                region.Handler = null;
        }

        return true;
    }

    /// <summary>Copies a value's operation without its operands' meaning being checked. Not placed.</summary>
    public Value Clone(Value value)
    {
        Value copy = NewValue(value.Op, value.Kind, value.Args);
        copy.Mem = value.Mem;
        copy.Flags = value.Flags;
        copy.Imm = value.Imm;
        copy.Aux = value.Aux;
        copy.Location = value.Location;
        return copy;
    }

    /// <summary>For the parser: a value with a given id.</summary>
    internal Value NewValueWithId(int id, Op op, Kind kind)
    {
        _nextValue = Math.Max(_nextValue, id + 1);
        return new Value(id, op, kind, []);
    }

    /// <summary>For the parser: a block with a given id.</summary>
    internal Block NewBlockWithId(int id)
    {
        _nextBlock = Math.Max(_nextBlock, id + 1);
        var block = new Block(id);
        Blocks.Add(block);
        return block;
    }
}
