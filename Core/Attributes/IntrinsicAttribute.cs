using System;

namespace Core;

/// <summary>On a static extern method of <see cref="Machine.Intrinsics"/>: the compiler knows it by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IntrinsicAttribute : Attribute
{
}
