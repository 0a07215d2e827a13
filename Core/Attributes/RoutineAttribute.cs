using System;

namespace Core;

/// <summary>On a static extern method: a call of the emitted routine, or of the <see cref="ExportAttribute"/> method of
/// another assembly of the image, that has this linkage name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RoutineAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
