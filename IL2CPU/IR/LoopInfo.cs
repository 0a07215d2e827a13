using System.Collections.Generic;

namespace IL2CPU.IR;

/// <summary>A natural loop: the blocks from which the header's back edges are reached without passing the header.</summary>
public sealed class Loop
{
    internal Loop(Block header) => Header = header;

    public Block Header { get; }

    /// <summary>Header first, then in reverse postorder. Inner loops' blocks are included.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>Sources of the back edges.</summary>
    public List<Block> Latches { get; } = [];

    public Loop? Parent { get; internal set; }

    public int Depth => Parent is null ? 1 : Parent.Depth + 1;

    public bool Contains(Block block) => Blocks.Contains(block);
}

/// <summary>The loops of a method, found from back edges to dominators.</summary>
/// <remarks>A cycle without a dominating header (irreducible) is no loop here, but its retreating edges are listed.</remarks>
public sealed class LoopInfo
{
    private readonly Loop?[] _innermost;

    public LoopInfo(MethodBody body, Dominators dominators)
    {
        BlockOrder order = dominators.Order;
        _innermost = new Loop?[body.BlockCount];
        var byHeader = new Dictionary<Block, Loop>();
        foreach (Block block in order.Blocks)
        {
            for (int i = 0; i < block.Successors.Count; i++)
            {
                Block target = block.Successors[i];
                if (order.Index(target) > order.Index(block))
                    continue;
                RetreatingEdges.Add((block, i));
                if (!dominators.Dominates(target, block))
                    continue;
                if (!byHeader.TryGetValue(target, out Loop? loop))
                {
                    byHeader.Add(target, loop = new Loop(target));
                    Loops.Add(loop);
                }

                if (!loop.Latches.Contains(block))
                    loop.Latches.Add(block);
            }
        }

        if (Loops.Count == 0)
            return;
        foreach (Loop loop in Loops)
            Collect(loop, order);
        Loops.Sort((a, b) => b.Blocks.Count != a.Blocks.Count ? b.Blocks.Count.CompareTo(a.Blocks.Count) : order.Index(a.Header).CompareTo(order.Index(b.Header)));
        // Larger first: the last loop to claim a block is the innermost.
        foreach (Loop loop in Loops)
        {
            loop.Parent = _innermost[loop.Header.Id];
            foreach (Block block in loop.Blocks)
                _innermost[block.Id] = loop;
        }
    }

    /// <summary>Outer loops before inner ones.</summary>
    public List<Loop> Loops { get; } = [];

    /// <summary>Every edge that goes back in reverse postorder: at least one lies on each cycle.</summary>
    public List<(Block From, int Successor)> RetreatingEdges { get; } = [];

    public Loop? Innermost(Block block) => block.Id < _innermost.Length ? _innermost[block.Id] : null;

    public int Depth(Block block) => Innermost(block)?.Depth ?? 0;

    private static void Collect(Loop loop, BlockOrder order)
    {
        var members = new HashSet<Block> { loop.Header };
        var work = new Stack<Block>(loop.Latches);
        while (work.Count > 0)
        {
            Block block = work.Pop();
            if (!members.Add(block))
                continue;
            foreach (Block predecessor in block.Predecessors)
            {
                if (order.IsReachable(predecessor))
                    work.Push(predecessor);
            }
        }

        loop.Blocks.AddRange(members);
        loop.Blocks.Sort((a, b) => order.Index(a).CompareTo(order.Index(b)));
    }
}
