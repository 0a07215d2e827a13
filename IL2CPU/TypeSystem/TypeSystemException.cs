using System;

namespace IL2CPU.TypeSystem;

/// <summary>An input file, or something it refers to, cannot be used. The message is one line meant for the user.</summary>
public sealed class TypeSystemException : Exception
{
    public TypeSystemException()
    {
    }

    public TypeSystemException(string message)
        : base(message)
    {
    }

    public TypeSystemException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
