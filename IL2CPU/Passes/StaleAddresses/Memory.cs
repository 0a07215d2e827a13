using System.Collections.Generic;
using System.Linq;
using IL2CPU.IR;

namespace IL2CPU.Passes.StaleAddresses;

/// <summary>Which memory of a body an address points into: one of its slots, or what a parameter points at.</summary>
/// <remarks>A guess where paths join or a callee returns one of several pointers: the first that is found.</remarks>
internal sealed class Memory
{
    private const int MaxDepth = 8;

    // By the slot's id.
    private readonly List<Value>?[] _stored;

    public Memory(MethodBody body)
    {
        _stored = new List<Value>?[body.Slots.Count];
        if (_stored.Length == 0)
            return;
        foreach (Block block in body.Blocks)
        {
            foreach (Value value in block.Body)
            {
                if (value.Op == Op.Store && AddressFacts.TryGetSlot(value.Arg(0), out Slot slot, out _))
                    (_stored[slot.Id] ??= []).Add(value.Arg(1));
            }
        }
    }

    /// <summary>Values stored into a slot.</summary>
    public IReadOnlyList<Value> StoredTo(Slot slot) => _stored[slot.Id] ?? [];

    public Slot? SlotOf(Value address) => Find(address, 0) is { Op: Op.SlotAddr } found ? (Slot)found.Aux! : null;

    /// <summary>Index of the scalar parameter, or -1.</summary>
    public int ParameterOf(Value address) => Find(address, 0) is { Op: Op.Param } found ? (int)found.Imm : -1;

    private Value? Find(Value address, int depth)
    {
        if (depth == MaxDepth || (address.Kind != Kind.Ptr && address.Op != Op.Param))
            return null;
        switch (address.Op)
        {
            case Op.SlotAddr or Op.Param:
                return address;
            case Op.Add or Op.Sub:
                return Find(address.Arg(0), depth + 1);
            case Op.Load when Find(address.Arg(0), depth + 1) is { Op: Op.SlotAddr } cell:
                return FindAny(StoredTo((Slot)cell.Aux!).ToArray(), depth);
            case Op.Phi or Op.Call or Op.Select:
                return FindAny(address.Args.ToArray(), depth);
            default:
                return null;
        }
    }

    private Value? FindAny(Value[] candidates, int depth)
    {
        foreach (Value candidate in candidates)
        {
            if (Find(candidate, depth + 1) is { } found)
                return found;
        }

        return null;
    }
}
