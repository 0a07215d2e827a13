using System;

namespace Core;

/// <summary>The method has no split check and no polls; chains of such methods stay within the budget below the guard.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NoSplitAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}
