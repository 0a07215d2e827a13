using System;
using System.Collections.Generic;

namespace IL2CPU.Link;

/// <summary>A place in a <see cref="BootPart"/> that depends on the link.</summary>
/// <param name="Offset">Offset in its bytes.</param>
/// <param name="IsPhysical32">A u32 physical address; otherwise a u64 virtual one.</param>
/// <param name="Symbol">Linkage name.</param>
public readonly record struct BootFixup(int Offset, bool IsPhysical32, string Symbol);

/// <summary>The ready-made part a kernel image begins with; see ARCHITECTURE 2.1.</summary>
public sealed class BootPart
{
    /// <summary>Offset from the begin of the image; a multiple of the page size.</summary>
    public required ulong Offset { get; init; }

    public required ReadOnlyMemory<byte> Bytes { get; init; }

    public required IReadOnlyList<BootFixup> Fixups { get; init; }

    /// <summary>Physical entry address.</summary>
    public required ulong Entry { get; init; }

    /// <summary>The PVH note inside the bytes.</summary>
    public required (int Offset, int Size) Note { get; init; }

    /// <summary>Names of places in the bytes.</summary>
    public required IReadOnlyList<(string Name, int Offset)> Symbols { get; init; }
}
