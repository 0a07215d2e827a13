using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.X64;

namespace IL2CPU.Link;

/// <summary>Part of the image's memory with one protection.</summary>
internal enum SectionKind
{
    Text,
    ReadOnly,
    Data,
    Bss,
}

/// <summary>A piece of data to be placed.</summary>
internal sealed class DataObject
{
    public required Symbol Symbol { get; init; }

    public required SectionKind Section { get; init; }

    /// <summary>For the summary of sizes.</summary>
    public required string Category { get; init; }

    /// <summary>Empty in <see cref="SectionKind.Bss"/>.</summary>
    public byte[] Content { get; set; } = [];

    public IReadOnlyList<Relocation> Relocations { get; set; } = [];

    /// <summary>Bytes in memory.</summary>
    public int Size { get; init; }

    public int Alignment { get; init; } = 8;

    /// <summary>Where in the object its symbol points.</summary>
    public int SymbolOffset { get; init; }

    /// <summary>Address of the first byte, once placed.</summary>
    public ulong Address { get; set; }
}
