using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>Numbers the states of memory: two loads of one address in the same state of their class read the same.</summary>
/// <remarks>
/// Each class of <see cref="MemoryClasses"/> has states of its own. A block starts in its predecessors' common states, or in
/// new ones: always at loop headers and handlers.
/// </remarks>
internal sealed class MemoryEpochs
{
    private const int Unknown = -1;
    private readonly MemoryClasses _classes;
    private readonly States _states;
    private readonly int[] _atStart;
    private int[] _epochs;
    private int _next;

    /// <summary>Storage for states, used for one method after the other. A state is a position: the epochs of all classes begin there.</summary>
    internal sealed class States
    {
        private int[] _items = new int[64 * MemoryClasses.Count];
        private int _used;

        internal void Clear() => _used = 0;

        internal int this[int state, int memoryClass]
        {
            get => _items[state + memoryClass];
            set => _items[state + memoryClass] = value;
        }

        internal int Add()
        {
            if (_used + MemoryClasses.Count > _items.Length)
                System.Array.Resize(ref _items, _items.Length * 2);
            _used += MemoryClasses.Count;
            return _used - MemoryClasses.Count;
        }

        internal int Copy(int state)
        {
            int copy = Add();
            System.Array.Copy(_items, state, _items, copy, MemoryClasses.Count);
            return copy;
        }
    }

    public MemoryEpochs(MethodBody body, BlockOrder order, PassContext context)
    {
        _classes = new MemoryClasses(body, context);
        _states = context.ValueTables.MemoryStates;
        _states.Clear();
        _atStart = new int[body.BlockCount];
        _epochs = new int[body.ValueCount];
        var atEnd = new int[body.BlockCount];
        System.Array.Fill(atEnd, Unknown);
        foreach (Block block in order.Blocks)
        {
            int state = Meet(block, atEnd);
            _atStart[block.Id] = state;
            foreach (Value value in block.Body)
                state = After(value, state);
            atEnd[block.Id] = state;
        }
    }

    public int AtStart(Block block) => _atStart[block.Id];

    /// <summary>Epoch, in a state, of what a load or store accesses.</summary>
    public int EpochOf(Value access, int state) => _states[state, _classes.ClassOf(access)];

    /// <summary>State behind a value; unlike the numbers of the construction these are only compared with each other along a walk
    /// that asks for the values of a block in order.</summary>
    public int After(Value value, int before)
    {
        uint effects = _classes.Effects(value);
        if (effects == 0)
            return before;
        int after = _states.Copy(before);
        int epoch = EpochOf(value);
        for (int i = 0; i < MemoryClasses.Count; i++)
        {
            if ((effects & (1u << i)) != 0)
                _states[after, i] = epoch;
        }

        return after;
    }

    private int EpochOf(Value value)
    {
        if (value.Id >= _epochs.Length)
            System.Array.Resize(ref _epochs, (value.Id * 2) + 1);
        ref int epoch = ref _epochs[value.Id];
        return epoch != 0 ? epoch : epoch = ++_next;
    }

    // A predecessor not yet seen is the source of a back edge: anything may have happened on the way round.
    private int Meet(Block block, int[] atEnd)
    {
        if (block.Predecessors.Count > 0 && SameEnd(block, atEnd) is var common and not Unknown)
            return common;
        int state = _states.Add();
        for (int i = 0; i < MemoryClasses.Count; i++)
            _states[state, i] = Common(block, atEnd, i) ?? ++_next;
        return state;
    }

    private static int SameEnd(Block block, int[] atEnd)
    {
        int first = atEnd[block.Predecessors[0].Id];
        foreach (Block predecessor in block.Predecessors)
        {
            if (atEnd[predecessor.Id] != first)
                return Unknown;
        }

        return first;
    }

    private int? Common(Block block, int[] atEnd, int memoryClass)
    {
        int? common = null;
        foreach (Block predecessor in block.Predecessors)
        {
            int end = atEnd[predecessor.Id];
            if (end == Unknown || (common is not null && common != _states[end, memoryClass]))
                return null;
            common = _states[end, memoryClass];
        }

        return common;
    }
}
