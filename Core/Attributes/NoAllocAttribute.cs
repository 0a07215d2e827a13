using System;

namespace Core;

/// <summary>Nothing reachable from the method allocates; verified over the call graph.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Assembly)]
public sealed class NoAllocAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}
