using System;

namespace Core;

/// <summary>Gives a static method a linkage name: the compiler, emitted routines, <c>[Routine]</c> methods, P/Invokes and
/// runtime imports of that name call it, with the managed convention.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ExportAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
