using System;

namespace Core.Program.Exceptions;

/// <summary>A found handler, while the finally blocks on the way to it run.</summary>
/// <remarks>
/// A heap object, because the stack below a running finally block is reused and because the stack may move: positions are
/// depths, distances from the stack's beginning.
/// </remarks>
internal sealed class DispatchRecord(Exception exception)
{
    public Exception Exception { get; } = exception;

    /// <summary>Of the handling frame's RBP.</summary>
    public ulong TargetDepth { get; set; }

    /// <summary>Region of the handling frame's method that catches.</summary>
    public int TargetRegion { get; set; }
}
