namespace IL2CPU.Link.Elf;

/// <summary>One program header.</summary>
internal readonly record struct ElfSegment(
    uint Type, uint Flags, ulong FileOffset, ulong Address, ulong Physical, ulong FileSize, ulong MemorySize, ulong Alignment)
{
    public const uint Load = 1;
    public const uint Note = 4;

    /// <summary>PT_GNU_STACK: tells Linux that stacks need not be executable.</summary>
    public const uint GnuStack = 0x6474E551;

    public const uint Execute = 1;
    public const uint Write = 2;
    public const uint Read = 4;
}
