using System.Collections.Generic;

namespace IL2CPU.IR;

/// <summary>Dominator tree of the reachable blocks under a virtual root above the entry and all handlers.</summary>
/// <remarks>Source: Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm" (2001).</remarks>
public sealed class Dominators
{
    private readonly int[] _idom;
    private readonly int[] _enter;
    private readonly int[] _leave;
    private static readonly List<Block> s_none = [];
    private readonly List<Block>[] _children;

    public Dominators(BlockOrder order)
    {
        Order = order;
        int count = order.Blocks.Count;
        _idom = ComputeIdoms(order);
        _children = new List<Block>[count + 1];
        System.Array.Fill(_children, s_none);
        for (int i = 0; i < count; i++)
        {
            ref List<Block> children = ref _children[_idom[i + 1]];
            if (children == s_none)
                children = [];
            children.Add(order.Blocks[i]);
        }

        _enter = new int[count + 1];
        _leave = new int[count + 1];
        Number();
    }

    public BlockOrder Order { get; }

    /// <summary>Immediate dominator; null for the entry, for handlers, and for a block that several roots reach.</summary>
    public Block? Parent(Block block)
    {
        int idom = _idom[Order.Index(block) + 1];
        return idom == 0 ? null : Order.Blocks[idom - 1];
    }

    /// <summary>Children in the tree, in reverse postorder.</summary>
    public IReadOnlyList<Block> Children(Block block) => _children[Order.Index(block) + 1];

    /// <summary>Blocks without a parent in the tree.</summary>
    public IReadOnlyList<Block> TopBlocks => _children[0];

    /// <summary>Reflexive. Both blocks must be reachable.</summary>
    public bool Dominates(Block a, Block b)
    {
        int x = Order.Index(a) + 1;
        int y = Order.Index(b) + 1;
        return _enter[x] <= _enter[y] && _leave[y] <= _leave[x];
    }

    /// <summary>Blocks of the tree, parents first.</summary>
    public IEnumerable<Block> Preorder()
    {
        var stack = new Stack<Block>();
        for (int i = _children[0].Count - 1; i >= 0; i--)
            stack.Push(_children[0][i]);
        while (stack.Count > 0)
        {
            Block block = stack.Pop();
            yield return block;
            List<Block> children = _children[Order.Index(block) + 1];
            for (int i = children.Count - 1; i >= 0; i--)
                stack.Push(children[i]);
        }
    }

    // Index 0 is the virtual root; block i of the order is i + 1.
    private static int[] ComputeIdoms(BlockOrder order)
    {
        int count = order.Blocks.Count;
        var idom = new int[count + 1];
        System.Array.Fill(idom, -1);
        idom[0] = 0;
        foreach (Block root in order.Roots)
            idom[order.Index(root) + 1] = 0;
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = 0; i < count; i++)
            {
                Block block = order.Blocks[i];
                int best = block.IsHandler || i == 0 ? 0 : -1;
                foreach (Block predecessor in block.Predecessors)
                {
                    int p = order.Index(predecessor) + 1;
                    if (p == 0 || idom[p] < 0)
                        continue;
                    best = best < 0 ? p : Intersect(idom, best, p);
                }

                if (best != idom[i + 1])
                {
                    idom[i + 1] = best;
                    changed = true;
                }
            }
        }

        return idom;
    }

    private static int Intersect(int[] idom, int a, int b)
    {
        while (a != b)
        {
            while (a > b)
                a = idom[a];
            while (b > a)
                b = idom[b];
        }

        return a;
    }

    private void Number()
    {
        int clock = 0;
        var stack = new Stack<(int Node, int Next)>();
        stack.Push((0, 0));
        _enter[0] = clock++;
        while (stack.Count > 0)
        {
            (int node, int next) = stack.Pop();
            if (next < _children[node].Count)
            {
                stack.Push((node, next + 1));
                int child = Order.Index(_children[node][next]) + 1;
                _enter[child] = clock++;
                stack.Push((child, 0));
            }
            else
            {
                _leave[node] = clock++;
            }
        }
    }
}
