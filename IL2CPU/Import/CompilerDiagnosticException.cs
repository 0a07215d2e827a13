using System;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>The input uses something the compiler cannot do; <see cref="Reachability"/> adds the chain and goes on.</summary>
public sealed class CompilerDiagnosticException : Exception
{
    public CompilerDiagnosticException()
    {
    }

    public CompilerDiagnosticException(string message)
        : base(message)
    {
    }

    public CompilerDiagnosticException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public CompilerDiagnosticException(string message, MethodDesc? method, int offset)
        : base(message)
    {
        Method = method;
        Offset = offset;
    }

    public MethodDesc? Method { get; }

    /// <summary>What the user can do instead; one line, or null.</summary>
    public string? Advice { get; init; }

    /// <summary>IL offset in <see cref="Method"/>; -1 when the whole method is meant.</summary>
    public int Offset { get; } = -1;
}
