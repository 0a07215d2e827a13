namespace IL2CPU.IR;

/// <summary>What is known about an address from the way it was made.</summary>
public static class AddressFacts
{
    /// <summary>Page 0 is never mapped: a null base with an offset below this faults by itself (ARCHITECTURE 1.4).</summary>
    public const long FaultLimit = 4096;

    /// <summary>True when the address is certainly not null: a slot, a symbol, a new object, or a fixed offset from one.</summary>
    public static bool IsNonNullAddress(Value address)
    {
        while (true)
        {
            switch (address.Op)
            {
                case Op.SlotAddr or Op.FrameAddr or Op.CatchArg or Op.NewObject or Op.NewArray:
                    return true;
                case Op.SymbolAddr:
                    // A table of the linker may be absent.
                    return address.Aux is not (OffsetSymbol or LinkerSymbol);
                case Op.StaticBase or Op.ThreadStaticBase:
                    return true;
                case Op.Load:
                    return IsTableAddress(address);
                case Op.RefToPtr:
                    address = address.Arg(0);
                    continue;
                case Op.Add when address.Kind == Kind.Ptr && address.Arg(1).Op == Op.Const && StaysAboveNull(address.Arg(1).Imm):
                    address = address.Arg(0);
                    continue;
                default:
                    return false;
            }
        }
    }

    /// <summary>True for the MethodTable read from an object, or a pointer read from a MethodTable: tables of the image.</summary>
    public static bool IsTableAddress(Value value) => value.Op == Op.Load && value.Mem == MemType.I64 && value.HasFlag(ValueFlags.Invariant)
        && ((value.Arg(0).Kind == Kind.Ref && value.Imm == 0) || IsTableAddress(value.Arg(0)));

    /// <summary>The slot and constant offset an address is made from, if it is one.</summary>
    public static bool TryGetSlot(Value address, out Slot slot, out long offset)
    {
        offset = 0;
        while (true)
        {
            switch (address.Op)
            {
                case Op.SlotAddr:
                    slot = (Slot)address.Aux!;
                    offset += address.Imm;
                    return true;
                case Op.Add when address.Kind == Kind.Ptr && address.Arg(1).Op == Op.Const:
                    offset += address.Arg(1).Imm;
                    address = address.Arg(0);
                    continue;
                default:
                    slot = null!;
                    return false;
            }
        }
    }

    /// <summary>The object or pointer a constant displacement was added to.</summary>
    public static Value Base(Value address, out long offset)
    {
        offset = 0;
        while (true)
        {
            if (address.Op == Op.Add && address.Kind == Kind.Ptr && address.Arg(1).Op == Op.Const)
            {
                offset += address.Arg(1).Imm;
                address = address.Arg(0);
            }
            else if (address.Op == Op.RefToPtr)
            {
                address = address.Arg(0);
            }
            else
            {
                return address;
            }
        }
    }

    private static bool StaysAboveNull(long offset) => offset is >= 0 and < FaultLimit;
}
