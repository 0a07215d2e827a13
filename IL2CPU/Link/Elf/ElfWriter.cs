using System;
using System.Collections.Generic;
using System.Linq;
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
    private readonly ByteWriter _symbols = new();
    private StringSection? _symbolNames;
    private uint _firstGlobal;

    public ulong Entry { get; set; }

    public void AddSegment(ElfSegment segment) => _segments.Add(segment);

    /// <summary>Returns the section's index for symbols.</summary>
    public int AddSection(ElfSection section)
    {
        _sections.Add(section);
        return _sections.Count;
    }

    /// <summary>Local symbols must come before global ones.</summary>
    public void AddSymbol(ElfSymbol symbol)
    {
        if (_symbolNames is null)
        {
            _symbolNames = new StringSection();
            _symbols.Zeros(SymbolSize);
        }

        int index = _symbols.Length / SymbolSize;
        if (symbol.IsGlobal && _firstGlobal == 0)
            _firstGlobal = (uint)index;
        else if (!symbol.IsGlobal && _firstGlobal != 0)
            throw new InvalidOperationException($"the local symbol {symbol.Name} follows a global one");
        _symbols.UInt32(_symbolNames.Add(symbol.Name));
        _symbols.Byte((byte)((symbol.IsGlobal ? 0x10 : 0) | (symbol.IsFunction ? 2 : 1)));
        _symbols.Byte(0);
        _symbols.UInt16((ushort)symbol.Section);
        _symbols.UInt64(symbol.Address);
        _symbols.UInt64(symbol.Size);
    }

    /// <summary>No symbols come any more: what is left of them is what is written.</summary>
    public void EndSymbols() => _symbolNames?.End();

    /// <summary>Loadable sections keep their file offsets; the rest is appended behind them.</summary>
    public ImageFile Write()
    {
        AddSymbolTable();
        ulong end = HeaderSize + (ulong)(_segments.Count * ProgramHeaderSize);
        foreach (ElfSection section in _sections)
        {
            if (section.FileOffset != 0 && section.Content is { } content)
                end = Math.Max(end, section.FileOffset + (ulong)content.Length);
        }

        var names = new StringSection();
        var nameOffsets = new List<uint>();
        foreach (ElfSection section in _sections)
            nameOffsets.Add(names.Add(section.Name));

        uint ownName = names.Add(".shstrtab");
        _sections.Add(new ElfSection { Name = ".shstrtab", Type = ElfSection.TypeStrings, Content = names.Written });
        nameOffsets.Add(ownName);

        foreach (ElfSection section in _sections)
        {
            if (section.FileOffset != 0 || section.Content is not { } content)
                continue;
            end = Align(end, Math.Max(8, section.Alignment));
            section.FileOffset = end;
            end += (ulong)content.Length;
        }

        return Write(Align(end, 8), nameOffsets);
    }

    private ImageFile Write(ulong table, List<uint> nameOffsets)
    {
        var head = new ByteWriter();
        WriteHeader(head, table);
        WriteSegments(head);
        var file = new ImageFile();
        file.Add(0, head.Written);
        foreach (ElfSection section in _sections.OrderBy(static section => section.FileOffset))
        {
            if (section.Content is { Length: > 0 } content)
                file.Add((long)section.FileOffset, content);
        }

        file.Add((long)table, Sections(nameOffsets).Written);
        return file;
    }

    public static ulong Align(ulong value, ulong alignment) => (value + alignment - 1) / alignment * alignment;

    private void AddSymbolTable()
    {
        if (_symbolNames is null)
            return;
        uint stringIndex = (uint)_sections.Count + 2;
        AddSection(new ElfSection
        {
            Name = ".symtab", Type = ElfSection.TypeSymbols, Content = _symbols.Written, Alignment = 8,
            EntrySize = SymbolSize, Link = stringIndex, Info = _firstGlobal != 0 ? _firstGlobal : (uint)(_symbols.Length / SymbolSize),
        });
        AddSection(new ElfSection { Name = ".strtab", Type = ElfSection.TypeStrings, Content = _symbolNames.Written });
    }

    private void WriteHeader(ByteWriter writer, ulong sectionTable)
    {
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
    }

    private void WriteSegments(ByteWriter writer)
    {
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
    }

    private ByteWriter Sections(List<uint> nameOffsets)
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
            writer.UInt64(section.Content is { } content ? (ulong)content.Length : section.Size);
            writer.UInt32(section.Link);
            writer.UInt32(section.Info);
            writer.UInt64(section.Alignment);
            writer.UInt64(section.EntrySize);
        }

        return writer;
    }

    /// <summary>A string table section: NUL-ended names, the empty one at 0.</summary>
    private sealed class StringSection
    {
        private readonly ByteWriter _bytes = new();
        private Dictionary<string, uint> _offsets = [];

        public StringSection()
        {
            _bytes.Byte(0);
            _offsets[""] = 0;
        }

        public ReadOnlyMemory<byte> Written => _bytes.Written;

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

        /// <summary>Nothing is added any more.</summary>
        public void End() => _offsets = [];
    }
}
