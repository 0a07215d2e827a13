using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>Which slots are reached only by loads, stores and block operations of this body.</summary>
internal sealed class SlotUses
{
    private readonly bool[] _escapes;

    public SlotUses(MethodBody body)
    {
        _escapes = new bool[body.Slots.Count];
        if (_escapes.Length == 0)
            return;
        foreach (Slot slot in body.Slots)
            _escapes[slot.Id] = slot.IsShared || slot.IsRemoved;
        foreach (Block block in body.Blocks)
        {
            foreach (Value phi in block.Phis)
                Scan(phi);
            foreach (Value value in block.Body)
                Scan(value);
            Scan(block.Terminator!);
        }
    }

    /// <summary>True when nothing outside loads, stores and block operations sees the slot's address.</summary>
    public bool IsLocal(Slot slot) => !_escapes[slot.Id];

    /// <summary>The local slot an address leads to; null for all other memory.</summary>
    public Slot? LocalSlot(Value address) => address.Op == Op.SlotAddr && IsLocal((Slot)address.Aux!) ? (Slot)address.Aux! : null;

    private void Scan(Value value)
    {
        for (int i = 0; i < value.ArgCount; i++)
        {
            if (value.Arg(i) is { Op: Op.SlotAddr } address && !IsAccess(value, i))
                _escapes[((Slot)address.Aux!).Id] = true;
        }
    }

    private static bool IsAccess(Value value, int operand) => value.Op switch
    {
        Op.Load or Op.Store => operand == 0 && value.Aux is null,
        Op.ZeroBlock or Op.NullCheck => operand == 0,
        Op.CopyBlock => true,
        _ => false,
    };
}
