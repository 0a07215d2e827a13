namespace IL2CPU.X64;

/// <summary>How code is generated; the same for every method of an image.</summary>
public sealed record CodeGenOptions
{
    /// <summary>Program profile: split checks in prologues, polls, unmanaged calls through <c>CallOnSystemStack</c>.</summary>
    public bool SplitStacks { get; init; }

    /// <summary>0: no combination of instructions; frames are always built. 2: everything.</summary>
    public int OptimizationLevel { get; init; } = 2;

    /// <summary>Overwrites every dead spill slot before each call: finds maps that miss a live slot.</summary>
    public bool JunkDeadSlots { get; init; }

    /// <summary>Replays every register allocation; a difference is an <see cref="AllocationException"/>.</summary>
    public bool CheckAllocation { get; init; }
}
