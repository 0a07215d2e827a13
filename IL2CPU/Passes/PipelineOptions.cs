using System;

namespace IL2CPU.Passes;

/// <summary>How the pipeline runs.</summary>
public sealed record PipelineOptions
{
    /// <summary>0: what correctness needs and a clean-up. 2: everything.</summary>
    public int OptimisationLevel { get; init; } = 2;

    /// <summary>Verify every body after every pass.</summary>
    public bool Verify { get; init; }

    /// <summary>Rewrites from this number on are not done: for bisection.</summary>
    public long RewriteLimit { get; init; } = long.MaxValue;

    /// <summary>Receives (pass, method, text) after every pass for the methods <see cref="DumpFilter"/> selects.</summary>
    public Action<string, string, string>? Dump { get; init; }

    /// <summary>METHOD or METHOD:PASS; a method matches when its full name contains METHOD.</summary>
    public string? DumpFilter { get; init; }
}
