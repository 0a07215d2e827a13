using System;

namespace IL2CPU.Link;

/// <summary>The image cannot be made from this input. The message is meant for the user, one finding per line.</summary>
public sealed class LinkException : Exception
{
    public LinkException()
    {
    }

    public LinkException(string message)
        : base(message)
    {
    }

    public LinkException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
