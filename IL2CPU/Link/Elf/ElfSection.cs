using System;

namespace IL2CPU.Link.Elf;

/// <summary>One section of the file; loadable when its address is not 0.</summary>
internal sealed class ElfSection
{
    public const uint TypeProgBits = 1;
    public const uint TypeSymbols = 2;
    public const uint TypeStrings = 3;
    public const uint TypeNote = 7;
    public const uint TypeNoBits = 8;

    public const ulong FlagWrite = 1;
    public const ulong FlagAlloc = 2;
    public const ulong FlagExecute = 4;

    public required string Name { get; init; }

    public required uint Type { get; init; }

    public ulong Flags { get; init; }

    public ulong Address { get; init; }

    /// <summary>Null for zero-initialised memory.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }

    public ulong Size { get; init; }

    public ulong Alignment { get; init; } = 1;

    /// <summary>Symbol table: the string section; otherwise 0.</summary>
    public uint Link { get; set; }

    /// <summary>Symbol table: index of the first global symbol.</summary>
    public uint Info { get; set; }

    public ulong EntrySize { get; init; }

    /// <summary>Position in the file; fixed for loadable sections, chosen by the writer for the others.</summary>
    public ulong FileOffset { get; set; }
}
