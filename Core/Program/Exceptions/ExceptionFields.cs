using System;
using System.Runtime.CompilerServices;

namespace Core.Program.Exceptions;

/// <summary>Private fields of the base library's exceptions.</summary>
internal static class ExceptionFields
{
    /// <summary>Return addresses of the trace, innermost first.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_corDbgStackTrace")]
    public static extern ref nint[]? StackTrace(Exception exception);

    /// <summary>Number of addresses in the trace.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_idxFirstFreeStackTraceEntry")]
    public static extern ref int StackTraceCount(Exception exception);

    /// <summary>Trace of an earlier life of the exception, as text.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_remoteStackTraceString")]
    public static extern ref string? RemoteStackTrace(Exception exception);

    /// <summary>What the program set <see cref="Exception.Source"/> to.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_source")]
    public static extern ref string? Source(Exception exception);
}
