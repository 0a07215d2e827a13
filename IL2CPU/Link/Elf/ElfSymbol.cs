namespace IL2CPU.Link.Elf;

/// <summary>One row of .symtab.</summary>
internal readonly record struct ElfSymbol(string Name, ulong Address, ulong Size, bool IsFunction, bool IsGlobal, int Section);
