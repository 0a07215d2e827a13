namespace IL2CPU.X64.Emission;

/// <summary>What a piece of out-of-line code does.</summary>
internal enum StubKind : byte
{
    Split,
    Poll,

    /// <summary>Behind a call in a method that pins its stack.</summary>
    Rejoin,
    Throw,
    Overflow,
    FloatToInt,
    FloatToUInt,
    JumpTable,
}

/// <summary>Out-of-line code, emitted after the blocks.</summary>
internal sealed class Stub
{
    public required StubKind Kind { get; init; }

    public required int Label { get; init; }

    public required int Back { get; init; }

    public required int Region { get; init; }

    /// <summary>The code it belongs to has a frame.</summary>
    public required bool HasFrame { get; init; }

    /// <summary>Split: the block at whose start the frame is made.</summary>
    public int Block { get; init; }

    public required Lir.Instruction Instruction { get; init; }

    /// <summary>Index of the instruction, for the safepoint tables.</summary>
    public int Index { get; set; } = -1;

    public int[] Targets { get; set; } = [];
}
