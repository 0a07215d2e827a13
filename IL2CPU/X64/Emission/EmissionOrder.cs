using System;
using System.Collections.Generic;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Emission;

/// <summary>Order of the blocks in the code, which may differ from the order registers were allocated in.</summary>
/// <remarks>
/// Moves out of a loop stand behind it, and a loop that ends in a jump to its header is rotated so that an exit test comes
/// last: an iteration then takes one branch. The blocks of a loop stay together.
/// </remarks>
internal sealed class EmissionOrder
{
    private readonly List<int> _blocks = [];
    private readonly List<int> _moved = [];
    private readonly List<(int Header, int Latch)> _loops = [];
    private int[] _position = [];
    private LirFunction _function = null!;
    private bool[] _empty = [];

    /// <summary>Indexes of blocks; empty split edges are left out.</summary>
    public List<int> Blocks => _blocks;

    /// <param name="function">Blocks in layout order.</param>
    /// <param name="empty">Split edges without moves.</param>
    /// <param name="placement">Blocks without a frame precede those with one.</param>
    /// <param name="rotate">False: layout order.</param>
    public void Run(LirFunction function, bool[] empty, FramePlacement placement, bool rotate)
    {
        Arrange(function, empty, rotate);
        if (placement.IsUniform)
            return;
        _moved.Clear();
        foreach (bool framed in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (int block in _blocks)
            {
                if (placement[block] == framed)
                    _moved.Add(block);
            }
        }

        _blocks.Clear();
        _blocks.AddRange(_moved);
    }

    private void Arrange(LirFunction function, bool[] empty, bool rotate)
    {
        _function = function;
        _empty = empty;
        _blocks.Clear();
        for (int b = 0; b < function.Blocks.Count; b++)
        {
            if (!empty[b])
                _blocks.Add(b);
        }

        if (!rotate || !FindLoops())
            return;
        if (_position.Length < function.Blocks.Count)
            _position = new int[function.Blocks.Count * 2];
        foreach ((int header, int latch) in _loops)
            Arrange(header, latch);
    }

    /// <summary>Loops outside cold code, inner ones first.</summary>
    private bool FindLoops()
    {
        _loops.Clear();
        for (int header = _function.Blocks.Count - 1; header >= 0; header--)
        {
            LirBlock block = _function.Blocks[header];
            if (block.IsCold || _empty[header])
                continue;
            int latch = -1;
            foreach (int predecessor in block.Predecessors)
            {
                int from = SourceOf(predecessor);
                if (predecessor >= header && !_function.Blocks[predecessor].IsCold)
                    latch = Math.Max(latch, from);
            }

            if (latch >= header)
                _loops.Add((header, latch));
        }

        return _loops.Count > 0;
    }

    // An empty edge is not in the order: the block before it stands for it.
    private int SourceOf(int block) => _empty[block] ? _function.Blocks[block].Predecessors[0] : block;

    private void Arrange(int header, int latch)
    {
        int from = _blocks.Count;
        int to = -1;
        for (int i = 0; i < _blocks.Count; i++)
        {
            if (_blocks[i] < header || _blocks[i] > latch)
                continue;
            from = Math.Min(from, i);
            to = i;
        }

        int depth = _function.Blocks[header].LoopDepth;
        to = MoveExits(from, to, depth);
        for (int i = 0; i < _blocks.Count; i++)
            _position[_blocks[i]] = i;
        if (!EndsInJump(_blocks[to], header, from, to))
            return;
        int cut = -1;
        for (int i = from; i < to; i++)
        {
            if (!IsExit(i, from, to, depth))
                continue;
            cut = i;
            if (_blocks[i] == header)
                break;
        }

        if (cut < 0)
            return;
        // The part behind the cut goes in front.
        _moved.Clear();
        _moved.AddRange(_blocks.GetRange(cut + 1, to - cut));
        _moved.AddRange(_blocks.GetRange(from, cut + 1 - from));
        for (int i = 0; i < _moved.Count; i++)
            _blocks[from + i] = _moved[i];
    }

    /// <summary>Puts the blocks of the run that are not part of the loop behind it; gives the new end.</summary>
    private int MoveExits(int from, int to, int depth)
    {
        _moved.Clear();
        int kept = from;
        for (int i = from; i <= to; i++)
        {
            if (_function.Blocks[_blocks[i]].LoopDepth < depth)
                _moved.Add(_blocks[i]);
            else
                _blocks[kept++] = _blocks[i];
        }

        for (int i = 0; i < _moved.Count; i++)
            _blocks[kept + i] = _moved[i];
        return kept - 1;
    }

    /// <summary>True when the last block goes back to the header and leaves the loop in no other way.</summary>
    private bool EndsInJump(int block, int header, int from, int to)
    {
        bool found = false;
        foreach (int successor in _function.Blocks[block].Successors)
        {
            int target = Through(successor);
            found |= target == header;
            if (!IsInside(target, from, to))
                return false;
        }

        return found;
    }

    /// <summary>True for a two-way branch of this loop, no inner one, that leaves it or goes on with the next block.</summary>
    private bool IsExit(int index, int from, int to, int depth)
    {
        LirBlock block = _function.Blocks[_blocks[index]];
        if (block.Successors.Count != 2 || block.LoopDepth != depth || _function.Code[block.End - 1].Op != Opcode.Branch)
            return false;
        int first = Through(block.Successors[0]);
        int second = Through(block.Successors[1]);
        int next = _blocks[index + 1];
        return (first == next && !IsInside(second, from, to)) || (second == next && !IsInside(first, from, to));
    }

    private bool IsInside(int block, int from, int to) => _position[block] >= from && _position[block] <= to;

    private int Through(int block)
    {
        while (_empty[block])
            block = _function.Blocks[block].Successors[0];
        return block;
    }
}
