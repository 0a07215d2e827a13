using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Import;

/// <summary>What the first way into a place could not tell: kinds of values on the evaluation stack that are wider where ways meet than it had
/// them, and blocks that only later ones reach.</summary>
/// <remarks>Known only when a later way is imported; the method is imported again with what was found.</remarks>
internal sealed class JoinKinds
{
    private readonly Dictionary<(int Offset, int Depth), Kind> _kinds = [];
    private readonly HashSet<(int Start, int Order)> _late = [];

    /// <summary>Nothing was found since the import began.</summary>
    public bool IsComplete { get; private set; } = true;

    public void Begin() => IsComplete = true;

    public Kind At(int offset, int depth, Kind first) => _kinds.Count > 0 && _kinds.TryGetValue((offset, depth), out Kind kind) ? kind : first;

    /// <summary>Notes what a way brings to a place taken to be of another kind.</summary>
    public void Meet(int offset, int depth, Kind taken, Kind brought)
    {
        bool isWider = (taken, brought) is (Kind.I32, Kind.I64) or (Kind.F32, Kind.F64) or (Kind.I32 or Kind.I64, Kind.Ptr);
        if (!isWider)
            return;
        _kinds[(offset, depth)] = brought;
        IsComplete = false;
    }

    /// <summary>A later block leads back to this one, and nothing before it does: a loop with two entries of which the first is dead.</summary>
    /// <param name="start">Where the code begins that the order is of.</param>
    public bool IsReachedLater(int start, int order) => _late.Count > 0 && _late.Contains((start, order));

    /// <summary>Notes a block that was reached when its turn was over.</summary>
    public void ReachLater(int start, int order)
    {
        _late.Add((start, order));
        IsComplete = false;
    }
}
