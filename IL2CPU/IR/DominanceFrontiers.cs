using System.Collections.Generic;

namespace IL2CPU.IR;

/// <summary>Where a definition meets others: the blocks that need phis.</summary>
public sealed class DominanceFrontiers
{
    private readonly List<Block>[] _frontier;

    public DominanceFrontiers(Dominators dominators)
    {
        BlockOrder order = dominators.Order;
        _frontier = new List<Block>[order.Blocks.Count];
        for (int i = 0; i < _frontier.Length; i++)
            _frontier[i] = [];
        foreach (Block block in order.Blocks)
        {
            if (block.Predecessors.Count < 2)
                continue;
            Block? stop = dominators.Parent(block);
            foreach (Block predecessor in block.Predecessors)
            {
                Block? runner = order.IsReachable(predecessor) ? predecessor : null;
                while (runner is not null && runner != stop)
                {
                    List<Block> frontier = _frontier[order.Index(runner)];
                    if (!frontier.Contains(block))
                        frontier.Add(block);
                    runner = dominators.Parent(runner);
                }
            }
        }

        Dominators = dominators;
    }

    public Dominators Dominators { get; }

    public IReadOnlyList<Block> Of(Block block) => _frontier[Dominators.Order.Index(block)];
}
