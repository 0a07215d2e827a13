using System;

namespace Core;

/// <summary>On a static extern method of <see cref="Machine.X86"/>: expands to one machine instruction, named as the method.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InstructionAttribute : Attribute
{
}
