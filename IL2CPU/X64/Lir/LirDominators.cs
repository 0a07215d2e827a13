using System;
using System.Collections.Generic;

namespace IL2CPU.X64.Lir;

/// <summary>Immediate dominators of the blocks in layout order, split edges included.</summary>
/// <remarks>Cooper, Harvey and Kennedy 2001; a block comes after its dominators, so lower numbers are nearer to the entry.</remarks>
internal sealed class LirDominators
{
    private const int Unknown = -2;
    private int[] _idom = [];

    /// <summary>Of an entry, or where control may come from different entries (handlers).</summary>
    public const int None = -1;

    public int this[int block] => _idom[block];

    public void Run(List<LirBlock> blocks)
    {
        if (_idom.Length < blocks.Count)
            _idom = new int[blocks.Count * 2];
        Array.Fill(_idom, Unknown, 0, blocks.Count);
        bool changed;
        do
        {
            changed = false;
            for (int b = 0; b < blocks.Count; b++)
            {
                int next = Compute(blocks[b]);
                changed |= next != _idom[b];
                _idom[b] = next;
            }
        }
        while (changed);
    }

    private int Compute(LirBlock block)
    {
        int result = Unknown;
        foreach (int predecessor in block.Predecessors)
        {
            if (_idom[predecessor] != Unknown)
                result = result == Unknown ? predecessor : Common(result, predecessor);
        }

        // Unreachable from what is known so far; a later round knows more.
        return result == Unknown && block.Predecessors.Count == 0 ? None : result;
    }

    /// <summary>The nearest block dominating both; <see cref="None"/> if there is none.</summary>
    public int Common(int a, int b)
    {
        while (a != b)
        {
            if (a > b)
                a = _idom[a];
            else
                b = _idom[b];
            if (a < 0 || b < 0)
                return None;
        }

        return a;
    }
}
