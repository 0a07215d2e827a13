using System;
using System.Collections.Generic;
using System.Text;

namespace IL2CPU.Link.Elf;

/// <summary>Writes an ELF64 executable for x86-64. Source: System V gABI, chapters 4 and 5.</summary>
internal sealed class ElfWriter
{
    public const int HeaderSize = 64;
    public const int ProgramHeaderSize = 56;
    private const int SectionHeaderSize = 64;
    private const int SymbolSize = 24;

    private readonly List<ElfSegment> _segments = [];
    private readonly List<ElfSection> _sections = [];
    private readonly List<ElfSymbol> _symbols = [];

    public ulong Entry { get; set; }

    public void AddSegment(ElfSegment segment) => _segments.Add(segment);

    /// <summary>Returns the section's index for symbols.</summary>
    public int AddSection(ElfSection section)
    {
        _sections.Add(section);
        return _sections.Count;
    }

    public void AddSymbol(ElfSymbol symbol) => _symbols.Add(symbol);

    /// <summary>Loadable sections keep their file offsets; the rest is appended behind them.</summary>
    public byte[] Write()
    {
        AddSymbolTable();
        ulong end = HeaderSize + (ulong)(_segments.Count * ProgramHeaderSize);
        foreach (ElfSection section in _sections)
        {
            if (section.FileOffset != 0 && section.Content is not null)
                end = Math.Max(end, section.FileOffset + (ulong)section.Content.Length);
        }

        var names = new StringSection();
        var nameOffsets = new List<uint>();
        foreach (ElfSection section in _sections)
            nameOffsets.Add(names.Add(section.Name));

        uint ownName = names.Add(".shstrtab");
        _sections.Add(new ElfSection { Name = ".shstrtab", Type = ElfSection.TypeStrings, Content = names.ToArray() });
        nameOffsets.Add(ownName);

        foreach (ElfSection section in _sections)
        {
            if (section.FileOffset != 0 || section.Content is null)
                continue;
            end = Align(end, Math.Max(8, section.Alignment));
            section.FileOffset = end;
            end += (ulong)section.Content.Length;
        }

        ulong table = Align(end, 8);
        var file = new byte[table + (ulong)((_sections.Count + 1) * SectionHeaderSize)];
        WriteHeader(file, table);
        WriteSegments(file);
        foreach (ElfSection section in _sections)
            section.Content?.CopyTo(file.AsSpan((int)section.FileOffset));
        WriteSections(file, table, nameOffsets);
        return file;
    }

    public static ulong Align(ulong value, ulong alignment) => (value + alignment - 1) / alignment * alignment;

    private void AddSymbolTable()
    {
        if (_symbols.Count == 0)
            return;
        // Local symbols must come first; List.Sort is not stable, so order by insertion inside each group.
        var ordered = new List<ElfSymbol>();
        ordered.AddRange(_symbols.FindAll(s => !s.IsGlobal));
        uint firstGlobal = (uint)ordered.Count + 1;
        ordered.AddRange(_symbols.FindAll(s => s.IsGlobal));
        var strings = new StringSection();
        var writer = new ByteWriter();
        writer.Zeros(SymbolSize);
        foreach (ElfSymbol symbol in ordered)
        {
            writer.UInt32(strings.Add(symbol.Name));
            writer.Byte((byte)((symbol.IsGlobal ? 0x10 : 0) | (symbol.IsFunction ? 2 : 1)));
            writer.Byte(0);
            writer.UInt16((ushort)symbol.Section);
            writer.UInt64(symbol.Address);
            writer.UInt64(symbol.Size);
        }

        uint stringIndex = (uint)_sections.Count + 2;
        AddSection(new ElfSection
        {
            Name = ".symtab", Type = ElfSection.TypeSymbols, Content = writer.ToArray(), Alignment = 8,
            EntrySize = SymbolSize, Link = stringIndex, Info = firstGlobal,
        });
        AddSection(new ElfSection { Name = ".strtab", Type = ElfSection.TypeStrings, Content = strings.ToArray() });
    }

    private void WriteHeader(byte[] file, ulong sectionTable)
    {
        var writer = new ByteWriter();
        writer.Bytes([0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        writer.UInt16(2);
        writer.UInt16(62);
        writer.UInt32(1);
        writer.UInt64(Entry);
        writer.UInt64(HeaderSize);
        writer.UInt64(sectionTable);
        writer.UInt32(0);
        writer.UInt16(HeaderSize);
        writer.UInt16(ProgramHeaderSize);
        writer.UInt16((ushort)_segments.Count);
        writer.UInt16(SectionHeaderSize);
        writer.UInt16((ushort)(_sections.Count + 1));
        writer.UInt16((ushort)_sections.Count);
        writer.ToArray().CopyTo(file, 0);
    }

    private void WriteSegments(byte[] file)
    {
        var writer = new ByteWriter();
        foreach (ElfSegment segment in _segments)
        {
            writer.UInt32(segment.Type);
            writer.UInt32(segment.Flags);
            writer.UInt64(segment.FileOffset);
            writer.UInt64(segment.Address);
            writer.UInt64(segment.Physical);
            writer.UInt64(segment.FileSize);
            writer.UInt64(segment.MemorySize);
            writer.UInt64(segment.Alignment);
        }

        writer.ToArray().CopyTo(file, HeaderSize);
    }

    private void WriteSections(byte[] file, ulong table, List<uint> nameOffsets)
    {
        var writer = new ByteWriter();
        writer.Zeros(SectionHeaderSize);
        for (int i = 0; i < _sections.Count; i++)
        {
            ElfSection section = _sections[i];
            writer.UInt32(nameOffsets[i]);
            writer.UInt32(section.Type);
            writer.UInt64(section.Flags);
            writer.UInt64(section.Address);
            writer.UInt64(section.FileOffset);
            writer.UInt64(section.Content is null ? section.Size : (ulong)section.Content.Length);
            writer.UInt32(section.Link);
            writer.UInt32(section.Info);
            writer.UInt64(section.Alignment);
            writer.UInt64(section.EntrySize);
        }

        writer.ToArray().CopyTo(file, (int)table);
    }

    /// <summary>A string table section: NUL-ended names, the empty one at 0.</summary>
    private sealed class StringSection
    {
        private readonly ByteWriter _bytes = new();
        private readonly Dictionary<string, uint> _offsets = [];

        public StringSection()
        {
            _bytes.Byte(0);
            _offsets[""] = 0;
        }

        public uint Add(string text)
        {
            if (_offsets.TryGetValue(text, out uint offset))
                return offset;
            offset = (uint)_bytes.Length;
            _offsets.Add(text, offset);
            _bytes.Bytes(Encoding.UTF8.GetBytes(text));
            _bytes.Byte(0);
            return offset;
        }

        public byte[] ToArray() => _bytes.ToArray();
    }
}
