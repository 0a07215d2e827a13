using System;
using System.Collections.Generic;

namespace IL2CPU.IR;

/// <summary>Dominator tree of the reachable blocks under a virtual root above the entry and all handlers.</summary>
/// <remarks>Source: Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm" (2001).</remarks>
public sealed class Dominators
{
    // Index 0 is the virtual root; block i of the order is i + 1, and behind its parent.
    private readonly int[] _idom;

    // Place in a walk of the tree, parents first, and how many of the places from there on are the subtree's.
    private readonly int[] _enter;
    private readonly int[] _size;

    // Children of node i: _children[_first[i].._first[i + 1]].
    private readonly int[] _first;
    private readonly Block[] _children;

    public Dominators(BlockOrder order)
    {
        Order = order;
        int count = order.Blocks.Count;
        _idom = ComputeIdoms(order);
        _first = new int[count + 2];
        for (int i = 1; i <= count; i++)
            _first[_idom[i] + 1]++;
        for (int i = 0; i <= count; i++)
            _first[i + 1] += _first[i];
        _children = new Block[count];
        _enter = new int[count + 1];
        _size = new int[count + 1];
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
    public ReadOnlySpan<Block> Children(Block block) => ChildrenOf(Order.Index(block) + 1);

    /// <summary>Blocks without a parent in the tree.</summary>
    public ReadOnlySpan<Block> TopBlocks => ChildrenOf(0);

    /// <summary>Reflexive. Both blocks must be reachable.</summary>
    public bool Dominates(Block a, Block b)
    {
        int x = Order.Index(a) + 1;
        int y = Order.Index(b) + 1;
        return (uint)(_enter[y] - _enter[x]) < (uint)_size[x];
    }

    /// <summary>Blocks of the tree, parents first.</summary>
    public IEnumerable<Block> Preorder()
    {
        var stack = new Stack<Block>();
        for (int i = _first[1] - 1; i >= _first[0]; i--)
            stack.Push(_children[i]);
        while (stack.Count > 0)
        {
            Block block = stack.Pop();
            yield return block;
            int node = Order.Index(block) + 1;
            for (int i = _first[node + 1] - 1; i >= _first[node]; i--)
                stack.Push(_children[i]);
        }
    }

    private ReadOnlySpan<Block> ChildrenOf(int node) => _children.AsSpan(_first[node].._first[node + 1]);

    private static int[] ComputeIdoms(BlockOrder order)
    {
        int count = order.Blocks.Count;
        var idom = new int[count + 1];
        Array.Fill(idom, -1);
        idom[0] = 0;
        for (int i = 0; i < count; i++)
        {
            if (i == 0 || order.Blocks[i].IsHandler)
                idom[i + 1] = 0;
        }

        bool hasBackEdge;
        bool changed;
        do
        {
            hasBackEdge = false;
            changed = false;
            for (int i = 0; i < count; i++)
            {
                Block block = order.Blocks[i];
                int best = block.IsHandler || i == 0 ? 0 : -1;
                foreach (Block predecessor in block.Predecessors)
                {
                    int p = order.Index(predecessor) + 1;
                    // Behind a back edge there may be more to learn; without one the first round is the last.
                    hasBackEdge |= p > i;
                    if (p == 0 || idom[p] < 0)
                        continue;
                    best = best < 0 ? p : Intersect(idom, best, p);
                }

                changed |= best != idom[i + 1];
                idom[i + 1] = best;
            }
        }
        while (changed && hasBackEdge);

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
        for (int i = _idom.Length - 1; i >= 0; i--)
        {
            _size[i]++;
            if (i > 0)
                _size[_idom[i]] += _size[i];
        }

        // Of each node: the place of its next child in the walk, and among the children.
        var place = new int[_idom.Length];
        var slot = new int[_idom.Length];
        place[0] = 1;
        for (int i = 1; i < _idom.Length; i++)
        {
            int parent = _idom[i];
            _enter[i] = place[parent];
            place[parent] += _size[i];
            place[i] = _enter[i] + 1;
            _children[_first[parent] + slot[parent]++] = Order.Blocks[i - 1];
        }
    }
}
