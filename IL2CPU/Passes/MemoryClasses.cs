using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes;

/// <summary>Divides memory into classes so that a store in one cannot change what a load in another reads.</summary>
/// <remarks>
/// A class is a kind of content and a place. Content: references are never written by narrow or floating stores; whole words may
/// be anything. Place: 8-byte cells at fixed offsets from an object's start, which two objects share only if they are the same one;
/// and everything else. An element of an array lies at offset 16 or behind. Local slots are a class of their own.
/// </remarks>
internal sealed class MemoryClasses(MethodBody body, PassContext context)
{
    public const int Count = (Contents * Cells) + 1;
    private const int Contents = 3;
    private const int Cells = 8;
    private const int Slots = Contents * Cells;
    private const int ReferenceContent = 0;
    private const int WordContent = 1;
    private const int NarrowContent = 2;
    private const uint AllCells = (1u << Cells) - 1;
    private const uint AllMemory = (1u << Slots) - 1;
    private const long ArrayData = 16;

    private readonly SlotUses _uses = new(body);

    /// <summary>The class a load reads.</summary>
    public int ClassOf(Value load)
    {
        if (_uses.LocalSlot(load.Arg(0)) is not null)
            return Slots;
        int cell = IsFixed(load) && load.Imm / 8 == (load.Imm + load.Mem.Size - 1) / 8 ? (int)(load.Imm / 8) : 0;
        return (ContentOf(load.Mem) * Cells) + cell;
    }

    /// <summary>The classes a value may change, one bit each.</summary>
    public uint Effects(Value value)
    {
        switch (value.Op)
        {
            case Op.Load:
                return value.HasFlag(ValueFlags.Volatile) ? AllMemory : 0;
            case Op.StaticBase or Op.ThreadStaticBase or Op.ClassInit:
                return context.Model.LazyClassConstructor((TypeDesc)value.Aux!) is not null ? AllMemory : 0;
            case Op.Store or Op.CopyBlock or Op.ZeroBlock when _uses.LocalSlot(value.Arg(0)) is not null:
                return 1u << Slots;
            case Op.Store when !value.HasFlag(ValueFlags.Volatile):
                return StoreEffects(value);
            default:
                return value.WritesMemory ? AllMemory : 0;
        }
    }

    private static uint StoreEffects(Value store)
    {
        uint cells = CellsOf(store);
        uint reference = cells << (ReferenceContent * Cells);
        uint word = cells << (WordContent * Cells);
        uint narrow = cells << (NarrowContent * Cells);
        return ContentOf(store.Mem) switch
        {
            ReferenceContent => reference | word,
            NarrowContent => word | narrow,
            _ => reference | word | narrow,
        };
    }

    private static uint CellsOf(Value store)
    {
        if (IsFixed(store))
            return 1u | (1u << (int)(store.Imm / 8)) | (1u << (int)((store.Imm + store.Mem.Size - 1) / 8));
        // All cells but the one before an array's elements.
        return store.Aux is null && store.Imm >= ArrayData && IsElement(store.Arg(0)) ? AllCells & ~2u : AllCells;
    }

    // object + constant offset within the cells that are told apart
    private static bool IsFixed(Value access) => access.Arg(0).Kind == Kind.Ref && access.Aux is null && access.Imm >= 8
        && access.Imm + access.Mem.Size <= Cells * 8;

    // object + offset that is never negative
    private static bool IsElement(Value address)
    {
        if (address.Op == Op.RefToPtr)
            return true;
        if (address.Op != Op.Add || address.Arg(0).Op != Op.RefToPtr)
            return false;
        Value offset = address.Arg(1);
        if (offset.Op == Op.Shl && offset.Arg(1).Op == Op.Const && offset.Arg(1).Imm is >= 0 and < 31)
            offset = offset.Arg(0);
        return offset.Op == Op.ZExt32;
    }

    private static int ContentOf(MemType type) => type switch
    {
        MemType.Ref => ReferenceContent,
        MemType.I64 or MemType.Ptr => WordContent,
        _ => NarrowContent,
    };
}
