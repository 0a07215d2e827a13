using System;

namespace IL2CPU.IR;

/// <summary>Modifiers of a <see cref="Value"/>.</summary>
[Flags]
public enum ValueFlags : byte
{
    None = 0,

    /// <summary>Memory: acquire on loads, release on stores; never removed, merged or reordered with other accesses.</summary>
    Volatile = 1,

    /// <summary>Memory: the base is known not to be null, the access cannot fault.</summary>
    NonNull = 2,

    /// <summary>Call: System V through a function pointer or import.</summary>
    Unmanaged = 4,

    /// <summary>Call: control does not come back; an Unreachable follows.</summary>
    NoReturn = 8,

    /// <summary>Call: explicit tail call.</summary>
    Tail = 16,

    /// <summary>Call: neither reads nor writes program-visible memory and may be removed when unused.</summary>
    Pure = 32,

    /// <summary>Load: the cell never changes once the base exists (length, MethodTable).</summary>
    Invariant = 64,
}
