using System.Collections.Generic;

namespace Random;

/// <summary>A way to compile and run: options of il2cpu, the run-time stress switch.</summary>
public sealed record Mode(string Name, IReadOnlyList<string> Options, string Stress)
{
    /// <summary>The modes of the differential tests.</summary>
    public static readonly Mode[] All =
    [
        new("O0", ["-O0", "--verify"], ""),
        new("O2", ["-O2", "--verify"], ""),
        new("Move", ["-O2", "--verify"], "move"),
        new("Collect", ["-O2", "--verify"], "collect"),
        new("Junk", ["-O2", "--junk-dead-slots"], ""),
        new("MoveUnoptimised", ["-O0", "--verify"], "move"),
    ];

    /// <summary>The same options make the same image.</summary>
    public string Key => string.Concat(Options);
}
