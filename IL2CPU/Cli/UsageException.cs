using System;

namespace IL2CPU.Cli;

/// <summary>The command line or an input cannot be used; the message is one line for the user.</summary>
public sealed class UsageException : Exception
{
    public UsageException()
    {
    }

    public UsageException(string message)
        : base(message)
    {
    }

    public UsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
