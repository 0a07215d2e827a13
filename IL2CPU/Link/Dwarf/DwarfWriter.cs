using System;
using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.Link.Elf;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Dwarf;

/// <summary>Writes debug information for gdb: lines, functions, frames and variables.</summary>
/// <remarks>
/// DWARF 5, one compilation unit over the whole text section. Every address of its range lies in a subprogram: gdb
/// complains about gaps. Sources: DWARF 5 sections 2.6, 2.17, 6.2, 6.4 and 7.
/// </remarks>
internal sealed partial class DwarfWriter
{
    private const int AddressSize = 8;
    private const int Version = 5;
    private readonly IReadOnlyList<PlacedFunction> _functions;
    private readonly SourceMap _sources;
    private readonly ulong _textStart;
    private readonly ulong _textEnd;
    private readonly string _name;
    private readonly Func<Symbol, ulong?> _addressOf;
    private readonly List<string> _files = [];
    private readonly Dictionary<string, int> _fileIndex = [];

    /// <param name="addressOf">Address of what is in the image; null for what is not.</param>
    public DwarfWriter(
        IReadOnlyList<PlacedFunction> functions, SourceMap sources, ulong textStart, ulong textEnd, string name, Func<Symbol, ulong?> addressOf)
    {
        _functions = functions;
        _sources = sources;
        _textStart = textStart;
        _textEnd = textEnd;
        _name = name;
        _addressOf = addressOf;
        ListHeader(_ranges);
        ListHeader(_locations);
    }

    /// <summary>Adds the sections to the file.</summary>
    public void AddSections(ElfWriter elf)
    {
        ByteWriter program = LineProgram();
        Add(elf, ".debug_info", Info());
        Add(elf, ".debug_abbrev", Abbreviations());
        Add(elf, ".debug_line", LineSection(program));
        Add(elf, ".debug_rnglists", ListSection(_ranges));
        Add(elf, ".debug_loclists", ListSection(_locations));
        Add(elf, ".debug_frame", Frames());
    }

    private static void Add(ElfWriter elf, string name, ReadOnlyMemory<byte> content) =>
        elf.AddSection(new ElfSection { Name = name, Type = ElfSection.TypeProgBits, Content = content });

    /// <summary>Begins a section of lists. They are found by their offset, not by an index.</summary>
    private static void ListHeader(ByteWriter section)
    {
        section.UInt32(0);
        section.UInt16(Version);
        section.Byte(AddressSize);
        section.Byte(0);
        section.UInt32(0);
    }

    private static ReadOnlyMemory<byte> ListSection(ByteWriter section)
    {
        section.PatchUInt32(0, (uint)section.Length - 4);
        return section.Written;
    }

    /// <summary>1-based index of a file in the line table.</summary>
    private int FileIndex(string file)
    {
        if (!_fileIndex.TryGetValue(file, out int index))
        {
            _files.Add(file);
            index = _files.Count;
            _fileIndex.Add(file, index);
        }

        return index;
    }

    /// <summary>First address after a function, padding included.</summary>
    private ulong EndOf(int functionIndex) =>
        functionIndex + 1 < _functions.Count ? _textStart + _functions[functionIndex + 1].Offset : _textEnd;

    /// <summary>Name as gdb shows it: <c>Namespace.Type.Method</c>.</summary>
    private static string DisplayName(PlacedFunction function) => function.Code.Symbol switch
    {
        MethodSymbol method => $"{method.Method.OwningType.FullName}.{method.Method.Name}",
        StubSymbol stub => $"{stub.Method.OwningType.FullName}.{stub.Method.Name}${stub.Kind}",
        var symbol => symbol.Name,
    };

    private SourceLine FirstLine(PlacedFunction function)
    {
        if (function.Code.Body is not { } body || body.Method is not { } method)
            return default;
        return _sources.Find(new Location(method, FirstVisibleOffset(method), -1)) is { Line: > 0 } line ? line : default;
    }

    private static int FirstVisibleOffset(MethodDesc method)
    {
        foreach (SequencePoint point in method.Body?.SequencePoints ?? [])
        {
            if (!point.Hidden)
                return point.Offset;
        }

        return 0;
    }
}
