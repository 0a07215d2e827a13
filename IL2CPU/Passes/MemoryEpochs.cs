using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>Numbers the states of memory: two loads of one address in the same state of their class read the same.</summary>
/// <remarks>
/// Each class of <see cref="MemoryClasses"/> has states of its own. A block starts in its predecessors' common states, or in
/// new ones: always at loop headers and handlers.
/// </remarks>
internal sealed class MemoryEpochs
{
    private readonly MemoryClasses _classes;
    private readonly int[][] _atStart;
    private readonly Dictionary<Value, int> _epochs = [];
    private int _next;

    public MemoryEpochs(MethodBody body, BlockOrder order, PassContext context)
    {
        _classes = new MemoryClasses(body, context);
        _atStart = new int[body.BlockCount][];
        var atEnd = new int[]?[body.BlockCount];
        foreach (Block block in order.Blocks)
        {
            int[] state = Meet(block, atEnd);
            _atStart[block.Id] = state;
            foreach (Value value in block.Body)
                state = After(value, state);
            atEnd[block.Id] = state;
        }
    }

    public int[] AtStart(Block block) => _atStart[block.Id];

    public int ClassOf(Value load) => _classes.ClassOf(load);

    /// <summary>State behind a value; unlike the numbers of the construction these are only compared with each other along a walk
    /// that asks for the values of a block in order.</summary>
    public int[] After(Value value, int[] before)
    {
        uint effects = _classes.Effects(value);
        if (effects == 0)
            return before;
        var after = (int[])before.Clone();
        int epoch = EpochOf(value);
        for (int i = 0; i < after.Length; i++)
        {
            if ((effects & (1u << i)) != 0)
                after[i] = epoch;
        }

        return after;
    }

    private int EpochOf(Value value)
    {
        if (!_epochs.TryGetValue(value, out int epoch))
            _epochs.Add(value, epoch = ++_next);
        return epoch;
    }

    // A predecessor not yet seen is the source of a back edge: anything may have happened on the way round.
    private int[] Meet(Block block, int[]?[] atEnd)
    {
        if (block.Predecessors.Count > 0 && block.Predecessors.TrueForAll(predecessor => atEnd[predecessor.Id] == atEnd[block.Predecessors[0].Id])
            && atEnd[block.Predecessors[0].Id] is { } common)
            return common;
        var state = new int[MemoryClasses.Count];
        for (int i = 0; i < state.Length; i++)
            state[i] = Common(block, atEnd, i) ?? ++_next;
        return state;
    }

    private static int? Common(Block block, int[]?[] atEnd, int memoryClass)
    {
        int? common = null;
        foreach (Block predecessor in block.Predecessors)
        {
            if (atEnd[predecessor.Id] is not { } end || (common is not null && common != end[memoryClass]))
                return null;
            common = end[memoryClass];
        }

        return common;
    }
}
