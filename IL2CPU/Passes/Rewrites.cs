namespace IL2CPU.Passes;

/// <summary>Numbers every optional rewrite of a compilation, so that one that miscompiles is found by bisection.</summary>
/// <remarks>The numbering depends on the input alone: the same compilation does the same rewrites under the same numbers.</remarks>
public sealed class Rewrites(long limit = long.MaxValue)
{
    /// <summary>Rewrites asked for so far.</summary>
    public long Count { get; private set; }

    /// <summary>Counts one rewrite; false when it must be left out.</summary>
    public bool Allow() => Count++ < limit;
}
