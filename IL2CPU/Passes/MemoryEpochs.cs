using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes;

/// <summary>Numbers the states of memory: two loads of one address in the same state read the same.</summary>
/// <remarks>
/// Local slots and all other memory have separate states: a store through a pointer cannot reach a slot whose address nobody
/// has. A block starts in its predecessors' common state, or in a new one: always at loop headers and handlers.
/// </remarks>
internal sealed class MemoryEpochs
{
    private readonly SlotUses _uses;
    private readonly PassContext _context;
    private readonly (int Memory, int Slots)[] _atStart;
    private int _next;

    public MemoryEpochs(MethodBody body, BlockOrder order, PassContext context)
    {
        _context = context;
        _uses = new SlotUses(body);
        _atStart = new (int, int)[body.BlockCount];
        var atEnd = new (int Memory, int Slots)[body.BlockCount];
        var done = new bool[body.BlockCount];
        foreach (Block block in order.Blocks)
        {
            (int Memory, int Slots) state = Meet(block, atEnd, done);
            _atStart[block.Id] = state;
            foreach (Value value in block.Body)
                state = After(value, state);
            atEnd[block.Id] = state;
            done[block.Id] = true;
        }
    }

    public (int Memory, int Slots) AtStart(Block block) => _atStart[block.Id];

    /// <summary>State behind a value; unlike the numbers of the construction these are only compared with each other along a walk
    /// that asks for the values of a block in order.</summary>
    public (int Memory, int Slots) After(Value value, (int Memory, int Slots) before)
    {
        if (!Writes(value))
            return before;
        int epoch = EpochOf(value);
        bool local = value.Op is Op.Store or Op.CopyBlock or Op.ZeroBlock && _uses.LocalSlot(value.Arg(0)) is not null;
        return local ? (before.Memory, epoch) : (epoch, before.Slots);
    }

    public bool IsLocal(Value address) => _uses.LocalSlot(address) is not null;

    private readonly Dictionary<Value, int> _epochs = [];

    private int EpochOf(Value value)
    {
        if (!_epochs.TryGetValue(value, out int epoch))
            _epochs.Add(value, epoch = ++_next);
        return epoch;
    }

    private bool Writes(Value value) => value.Op switch
    {
        Op.Load => value.HasFlag(ValueFlags.Volatile),
        Op.StaticBase or Op.ThreadStaticBase or Op.ClassInit => _context.Model.LazyClassConstructor((TypeDesc)value.Aux!) is not null,
        _ => value.WritesMemory,
    };

    private (int Memory, int Slots) Meet(Block block, (int Memory, int Slots)[] atEnd, bool[] done)
    {
        if (block.Predecessors.Count == 0)
            return (++_next, ++_next);
        (int memory, int slots) = atEnd[block.Predecessors[0].Id];
        bool sameMemory = true;
        bool sameSlots = true;
        foreach (Block predecessor in block.Predecessors)
        {
            sameMemory &= done[predecessor.Id] && atEnd[predecessor.Id].Memory == memory;
            sameSlots &= done[predecessor.Id] && atEnd[predecessor.Id].Slots == slots;
        }

        return (sameMemory ? memory : ++_next, sameSlots ? slots : ++_next);
    }
}
