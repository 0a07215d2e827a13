using System;
using System.Collections.Generic;

namespace IL2CPU.IR;

/// <summary>Reachable blocks in reverse postorder. Roots are the entry and every handler still attached to a region of a reachable block.</summary>
public sealed class BlockOrder
{
    private const int Unreachable = -1;
    private const int Visited = -2;

    // Made once for all orders: they are asked for after every change of the graph.
    [ThreadStatic]
    private static (Block Block, int Next)[]? s_stack;

    private readonly int[] _index;

    public BlockOrder(MethodBody body)
    {
        _index = new int[body.BlockCount];
        Array.Fill(_index, Unreachable);
        if (body.Blocks.Count == 1 && body.Entry.Successors.Count == 0 && body.Entry.Region < 0)
        {
            Blocks = [body.Entry];
            _index[body.Entry.Id] = 0;
            return;
        }

        var postorder = new List<Block>(body.Blocks.Count);
        bool[] regions = body.Regions.Count == 0 ? [] : new bool[body.Regions.Count];
        Visit(body.Entry, postorder);
        // A handler becomes reachable through the blocks its region protects, which may themselves be in handlers.
        for (int scanned = 0; scanned < postorder.Count; scanned++)
        {
            for (int region = postorder[scanned].Region; region >= 0 && !regions[region]; region = body.Regions[region].Parent)
            {
                regions[region] = true;
                if (body.Regions[region].Handler is { } handler && _index[handler.Id] == Unreachable)
                    Visit(handler, postorder);
            }
        }

        // Each root's tree was appended as a unit; reversing trees individually keeps the entry first.
        Blocks = Reverse(postorder, body.Entry);
        for (int i = 0; i < Blocks.Count; i++)
            _index[Blocks[i].Id] = i;
    }

    /// <summary>The entry first; every block after all its forward predecessors.</summary>
    public List<Block> Blocks { get; }

    /// <summary>Position in <see cref="Blocks"/>, -1 for an unreachable block.</summary>
    public int Index(Block block) => _index[block.Id];

    public bool IsReachable(Block block) => _index[block.Id] >= 0;

    /// <summary>True when some edge goes back in this order: there is a cycle.</summary>
    public bool HasCycle()
    {
        foreach (Block block in Blocks)
        {
            foreach (Block successor in block.Successors)
            {
                if (_index[successor.Id] <= _index[block.Id])
                    return true;
            }
        }

        return false;
    }

    private static List<Block> Reverse(List<Block> postorder, Block entry)
    {
        // A later root's tree may jump into an earlier one, never the other way round (it would have been visited then),
        // so the reverse of the whole postorder is a valid order; only the entry has to come first.
        postorder.Reverse();
        int position = postorder.IndexOf(entry);
        if (position > 0)
        {
            postorder.RemoveAt(position);
            postorder.Insert(0, entry);
        }

        return postorder;
    }

    private void Visit(Block root, List<Block> postorder)
    {
        // Every block is pushed once, and below it stand only blocks that were pushed before.
        (Block Block, int Next)[] stack = s_stack is { } made && made.Length >= _index.Length ? made : s_stack = new (Block, int)[Math.Max(64, _index.Length * 2)];
        int depth = 0;
        _index[root.Id] = Visited;
        stack[depth++] = (root, 0);
        while (depth > 0)
        {
            ref (Block Block, int Next) top = ref stack[depth - 1];
            List<Block> successors = top.Block.Successors;
            int next = top.Next;
            while (next < successors.Count && _index[successors[next].Id] != Unreachable)
                next++;
            if (next == successors.Count)
            {
                postorder.Add(top.Block);
                // Nothing of this body is kept alive.
                top = default;
                depth--;
                continue;
            }

            top.Next = next + 1;
            Block successor = successors[next];
            _index[successor.Id] = Visited;
            stack[depth++] = (successor, 0);
        }
    }
}
