using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Import;

/// <summary>Kinds of values on the evaluation stack where ways meet that are wider than the first way in had them.</summary>
/// <remarks>Known only when a later way is imported; the method is imported again with what was found.</remarks>
internal sealed class JoinKinds
{
    private readonly Dictionary<(int Offset, int Depth), Kind> _kinds = [];

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
}
