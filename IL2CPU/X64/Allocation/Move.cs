namespace IL2CPU.X64.Allocation;

/// <summary>Why a move is where it is; moves before one instruction are done in this order, those of one order in parallel.</summary>
internal enum MoveOrder : byte
{
    /// <summary>Fills the slot right after the definition by the instruction before.</summary>
    Definition,

    /// <summary>Of the edge into this block.</summary>
    EdgeStart,

    /// <summary>Fills the slot of a phi.</summary>
    PhiDefinition,

    /// <summary>Reload or change of register.</summary>
    Gap,

    /// <summary>Of the edge out of this block, before its jump.</summary>
    EdgeEnd,
}

/// <summary>A move the allocation needs.</summary>
/// <param name="Instruction">It happens before this one.</param>
/// <param name="Source">Virtual register read: a phi's argument, or the same as the target.</param>
/// <param name="Target">Virtual register the destination then holds.</param>
internal readonly record struct Move(int Instruction, MoveOrder Order, Place From, Place To, int Source, int Target);
