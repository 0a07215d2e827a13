using IL2CPU.TypeSystem;

namespace IL2CPU.IR;

/// <summary>What a handler does.</summary>
public enum RegionKind : byte
{
    Catch,
    Finally,
    Fault,
    Filter,
}

/// <summary>One protected range and its handler. Clauses sharing a try range are nested: the first clause is the innermost.</summary>
public sealed class Region
{
    public required int Index { get; init; }

    /// <summary>Enclosing region, tried next; -1 at the outermost.</summary>
    public required int Parent { get; set; }

    public required RegionKind Kind { get; init; }

    /// <summary>Caught type; null for the other kinds.</summary>
    public TypeDesc? CatchType { get; init; }

    /// <summary>Null when nothing in the region can throw and the handler was removed.</summary>
    public Block? Handler { get; set; }

    /// <summary>For Filter: the separate function (Ref exception, Ptr parent frame) -> I32.</summary>
    public Symbol? FilterFunction { get; set; }
}
