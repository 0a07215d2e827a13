namespace IL2CPU.X64.Lir;

/// <summary>When an operand is read or written; see <see cref="Positions"/>.</summary>
internal enum Role : byte
{
    /// <summary>Read before anything is written.</summary>
    EarlyUse,

    /// <summary>Read after early definitions and clobbers: shares no register with them.</summary>
    LateUse,

    /// <summary>Written while late uses are still read; also temporaries.</summary>
    EarlyDef,

    /// <summary>Written after everything is read; may share a register with any use.</summary>
    LateDef,
}

/// <summary>What an operand's place must be.</summary>
internal enum Need : byte
{
    Register,

    /// <summary>A register is better than the spill slot.</summary>
    RegisterOrMemory,

    /// <summary>Any place, constants included.</summary>
    Any,
}

/// <summary>One virtual register of an instruction.</summary>
internal struct Operand
{
    public int Register;
    public Role Role;
    public Need Need;

    /// <summary>Machine register that would save a move; -1 for none.</summary>
    public sbyte Hint;

    public readonly bool IsDef => Role >= Role.EarlyDef;

    public readonly int PositionIn(int instruction) => Role switch
    {
        Role.EarlyUse => Positions.Early(instruction),
        Role.LateDef => Positions.Def(instruction),
        _ => Positions.Late(instruction),
    };
}

/// <summary>Points in linear order: four per instruction.</summary>
/// <remarks>
/// Gap: moves are inserted here. Early: early uses are read. Late: late uses are read, early definitions and clobbers
/// happen. Def: results exist. Ranges are half-open over these points.
/// </remarks>
internal static class Positions
{
    public static int Gap(int instruction) => instruction * 4;

    public static int Early(int instruction) => (instruction * 4) + 1;

    public static int Late(int instruction) => (instruction * 4) + 2;

    public static int Def(int instruction) => (instruction * 4) + 3;

    public static int Instruction(int position) => position >> 2;

    public static bool IsGap(int position) => (position & 3) == 0;
}
