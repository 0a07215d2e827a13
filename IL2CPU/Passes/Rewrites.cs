using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>Numbers every optional rewrite of a compilation, so that one that miscompiles is found by bisection.</summary>
/// <remarks>The numbering depends on the input alone: the same compilation does the same rewrites under the same numbers.</remarks>
public sealed class Rewrites(long limit = long.MaxValue)
{
    private string _pass = "";
    private MethodBody? _body;

    /// <summary>Rewrites asked for so far.</summary>
    public long Count { get; private set; }

    /// <summary>Rewrites done so far.</summary>
    internal long Done => System.Math.Min(Count, limit);

    /// <summary>Pass and method of the last rewrite that was allowed, when the limit was reached.</summary>
    public string? Last { get; private set; }

    /// <summary>Counts one rewrite; false when it must be left out.</summary>
    public bool Allow()
    {
        if (++Count == limit)
            Last = $"{_pass}: {_body?.Symbol.Name}";
        return Count <= limit;
    }

    /// <summary>The rewrites that follow are of this pass, in this method.</summary>
    internal void Enter(string pass, MethodBody body) => (_pass, _body) = (pass, body);
}
