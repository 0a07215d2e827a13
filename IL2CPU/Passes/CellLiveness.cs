using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>Which cells may still be read at the start of each block before they are written.</summary>
internal sealed class CellLiveness
{
    private readonly BlockOrder _order;
    private readonly SlotCells _cells;
    private readonly ulong[][] _liveIn;
    private readonly ulong[][] _defined;
    private readonly int _words;

    public CellLiveness(BlockOrder order, SlotCells cells)
    {
        _order = order;
        _cells = cells;
        _words = (cells.Count + 63) / 64;
        int count = order.Blocks.Count;
        _liveIn = new ulong[count][];
        _defined = new ulong[count][];
        for (int i = 0; i < count; i++)
            Scan(i);
        Solve();
    }

    public bool IsLiveIn(Block block, int cell) => (_liveIn[_order.Index(block)][cell >> 6] >> (cell & 63) & 1) != 0;

    public IEnumerable<Block> DefiningBlocks(int cell)
    {
        for (int i = 0; i < _defined.Length; i++)
        {
            if ((_defined[i][cell >> 6] >> (cell & 63) & 1) != 0)
                yield return _order.Blocks[i];
        }
    }

    /// <summary>A cell a handler may read first was written by the code it protects: it needs its memory.</summary>
    public void RejectLiveIntoHandlers()
    {
        foreach (Block block in _order.Blocks)
        {
            if (!block.IsHandler)
                continue;
            for (int cell = 0; cell < _cells.Count; cell++)
            {
                if (IsLiveIn(block, cell))
                    _cells.Reject(cell);
            }
        }
    }

    private void Scan(int index)
    {
        var used = new ulong[_words];
        var defined = new ulong[_words];
        foreach (Value value in _order.Blocks[index].Body)
        {
            int cell = _cells.CellOf(value);
            if (value.Op == Op.ZeroBlock && _cells.ZeroedBy(value) is { } zeroed)
            {
                foreach (int each in zeroed)
                    defined[each >> 6] |= 1UL << (each & 63);
            }
            else if (cell >= 0 && value.Op == Op.Store)
            {
                defined[cell >> 6] |= 1UL << (cell & 63);
            }
            else if (cell >= 0 && (defined[cell >> 6] >> (cell & 63) & 1) == 0)
            {
                used[cell >> 6] |= 1UL << (cell & 63);
            }
        }

        _liveIn[index] = used;
        _defined[index] = defined;
    }

    private void Solve()
    {
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = _order.Blocks.Count - 1; i >= 0; i--)
            {
                foreach (Block successor in _order.Blocks[i].Successors)
                {
                    ulong[] from = _liveIn[_order.Index(successor)];
                    for (int w = 0; w < _words; w++)
                    {
                        ulong incoming = from[w] & ~_defined[i][w] & ~_liveIn[i][w];
                        if (incoming == 0)
                            continue;
                        _liveIn[i][w] |= incoming;
                        changed = true;
                    }
                }
            }
        }
    }
}
