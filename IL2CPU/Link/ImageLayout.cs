using System;
using System.Collections.Generic;
using Abi;
using IL2CPU.Link.Elf;
using IL2CPU.Routines.Kernel;

namespace IL2CPU.Link;

/// <summary>Addresses of the sections and of the objects in them.</summary>
internal sealed class ImageLayout
{
    private const string ImageStartName = "__image_start";
    // Segments of which there are at most this many have their headers in front of the text.
    private const int SegmentLimit = 4;
    private const ulong SectionAlignment = 64;
    private readonly Dictionary<string, ulong> _names = [];
    private readonly bool _isPacked;

    public ImageLayout(ImageShape shape, BootSection? boot, uint textSize)
    {
        Shape = shape;
        _isPacked = boot is null;
        BootStart = boot is null ? 0 : shape.Base + BootLayout.SectionOffset;
        TextStart = boot is null
            ? shape.Base + ElfWriter.Align(ElfWriter.HeaderSize + (SegmentLimit * ElfWriter.ProgramHeaderSize), SectionAlignment)
            : ImageShape.PageUp(BootStart + (ulong)boot.Bytes.Length);
        TextEnd = TextStart + textSize;
    }

    public ImageShape Shape { get; }

    /// <summary>Address of the boot part; 0 without one.</summary>
    public ulong BootStart { get; }

    public ulong TextStart { get; }

    public ulong TextEnd { get; }

    public ulong ReadOnlyStart { get; private set; }

    public ulong ReadOnlyEnd { get; private set; }

    public ulong DataStart { get; private set; }

    /// <summary>End of what the file holds; for a kernel on a page boundary.</summary>
    public ulong DataEnd { get; private set; }

    public ulong BssEnd { get; private set; }

    /// <summary>Places read-only data, data and zero-initialised data behind the text, each in pages of its own.</summary>
    /// <remarks>
    /// In the file of a program nothing lies between the sections: a section begins in a new page, at the place in it that
    /// its place in the file has there. A kernel is loaded as one piece, so its file is what the memory is.
    /// </remarks>
    public void Place(IReadOnlyList<DataObject> objects)
    {
        ReadOnlyStart = NewPage(TextEnd, FileOffset(TextEnd));
        ReadOnlyEnd = Place(objects, SectionKind.ReadOnly, ReadOnlyStart);
        DataStart = NewPage(ReadOnlyEnd, FileOffset(ReadOnlyEnd));
        ulong dataEnd = Place(objects, SectionKind.Data, DataStart);
        DataEnd = _isPacked ? ElfWriter.Align(dataEnd, SectionAlignment) : ImageShape.PageUp(dataEnd);
        BssEnd = ImageShape.PageUp(Place(objects, SectionKind.Bss, DataEnd));
        DefineNames();
    }

    /// <summary>Where in the file the byte of an address is; the end of a section counts as its own.</summary>
    public ulong FileOffset(ulong address)
    {
        if (!_isPacked || address <= TextEnd)
            return address - Shape.Base;
        ulong readOnly = ElfWriter.Align(FileOffset(TextEnd), SectionAlignment);
        if (address <= ReadOnlyEnd || DataStart == 0)
            return readOnly + (address - ReadOnlyStart);
        return ElfWriter.Align(FileOffset(ReadOnlyEnd), SectionAlignment) + (address - DataStart);
    }

    private ulong NewPage(ulong end, ulong fileEnd) =>
        ImageShape.PageUp(end) + (_isPacked ? ElfWriter.Align(fileEnd, SectionAlignment) % ImageShape.PageSize : 0);

    /// <summary>Names C# and the boot part may refer to.</summary>
    public static IEnumerable<string> DefinedNames(BootSection? boot)
    {
        foreach (string name in new[]
        {
            LinkerNames.ImageHeader, LinkerNames.ImageStart, LinkerNames.ImageEnd, LinkerNames.TextStart, LinkerNames.TextEnd,
            LinkerNames.ReadOnlyStart, LinkerNames.ReadOnlyEnd, LinkerNames.DataStart, LinkerNames.DataEnd, LinkerNames.BssEnd, LinkerNames.MarshalLayouts,
            ImageStartName, "__text_start", "__text_end", "__rodata_end", "__data_end", "__file_end", "__image_end",
        })
        {
            yield return name;
        }

        if (boot is null)
            yield break;
        foreach ((string name, _) in BootSection.Symbols)
            yield return name;
    }

    public void Define(string name, ulong address) => _names.Add(name, address);

    public bool TryFind(string name, out ulong address) => _names.TryGetValue(name, out address);

    private static ulong Place(IReadOnlyList<DataObject> objects, SectionKind section, ulong at)
    {
        foreach (DataObject item in objects)
        {
            if (item.Section != section)
                continue;
            ulong alignment = (ulong)Math.Max(1, item.Alignment);
            at = (at + alignment - 1) / alignment * alignment;
            item.Address = at;
            at += (ulong)item.Size;
        }

        return at;
    }

    private void DefineNames()
    {
        Define(LinkerNames.ImageStart, Shape.Base);
        Define(LinkerNames.ImageEnd, BssEnd);
        Define(LinkerNames.TextStart, TextStart);
        Define(LinkerNames.TextEnd, TextEnd);
        Define(LinkerNames.ReadOnlyStart, ReadOnlyStart);
        Define(LinkerNames.ReadOnlyEnd, ReadOnlyEnd);
        Define(LinkerNames.DataStart, DataStart);
        Define(LinkerNames.DataEnd, DataEnd);
        Define(LinkerNames.BssEnd, BssEnd);
        Define(ImageStartName, Shape.Base);
        Define("__text_start", TextStart);
        Define("__text_end", ReadOnlyStart);
        Define("__rodata_end", DataStart);
        Define("__data_end", DataEnd);
        Define("__file_end", DataEnd);
        Define("__image_end", BssEnd);
    }
}
