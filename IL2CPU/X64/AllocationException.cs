using System;

namespace IL2CPU.X64;

/// <summary>The allocator produced, or was given, something that cannot be right.</summary>
public sealed class AllocationException : Exception
{
    public AllocationException(string message)
        : base(message)
    {
    }
}
