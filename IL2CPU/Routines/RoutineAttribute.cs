using System;
using IL2CPU.X64;

namespace IL2CPU.Routines;

/// <summary>Images a routine may be linked into.</summary>
[Flags]
public enum RoutineImages
{
    None = 0,

    /// <summary>Programs on either target.</summary>
    Program = 1,

    /// <summary>Second-level schedulers.</summary>
    Native = 2,
    Kernel = 4,

    /// <summary>Programs on Linux only.</summary>
    Linux = 8,

    /// <summary>Programs on Sharkaros only.</summary>
    Metal = 16,
    All = Program | Native | Kernel,
}

/// <summary>Marks a static method taking a <see cref="RoutineAssembler"/> as the emitter of one routine.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RoutineAttribute(string name) : Attribute
{
    /// <summary>Linkage name.</summary>
    public string Name { get; } = name;

    public RoutineImages Images { get; init; } = RoutineImages.All;

    /// <summary>64, or 32 or 16 for boot code.</summary>
    public int Bits { get; init; } = 64;

    public int Alignment { get; init; } = 16;

    /// <summary>True when it begins with <c>push rbp; mov rbp, rsp</c> and a walk may pass through it.</summary>
    public bool HasFrame { get; init; }

    /// <summary>Where a debugger's backtrace goes on.</summary>
    public CallerKind Caller { get; init; }
}
