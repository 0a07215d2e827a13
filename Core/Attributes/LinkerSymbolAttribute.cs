using System;

namespace Core;

/// <summary>On a static extern method returning <c>nint</c>: the address of the linker's table or cell of that name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinkerSymbolAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
