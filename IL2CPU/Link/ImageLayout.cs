using System;
using System.Collections.Generic;
using Abi;
using IL2CPU.Routines.Kernel;

namespace IL2CPU.Link;

/// <summary>Addresses of the sections and of the objects in them.</summary>
internal sealed class ImageLayout
{
    private const string ImageStartName = "__image_start";
    private readonly Dictionary<string, ulong> _names = [];

    public ImageLayout(ImageShape shape, BootSection? boot, uint textSize)
    {
        Shape = shape;
        BootStart = boot is null ? 0 : shape.Base + BootLayout.SectionOffset;
        ulong at = boot is null ? shape.Base + ImageShape.PageSize : BootStart + (ulong)boot.Bytes.Length;
        TextStart = ImageShape.PageUp(at);
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

    /// <summary>Page-aligned end of what the file holds.</summary>
    public ulong DataEnd { get; private set; }

    public ulong BssEnd { get; private set; }

    /// <summary>Places read-only data, data and zero-initialised data behind the text, each from a page boundary on.</summary>
    public void Place(IReadOnlyList<DataObject> objects)
    {
        ReadOnlyStart = ImageShape.PageUp(TextEnd);
        ReadOnlyEnd = Place(objects, SectionKind.ReadOnly, ReadOnlyStart);
        DataStart = ImageShape.PageUp(ReadOnlyEnd);
        DataEnd = ImageShape.PageUp(Place(objects, SectionKind.Data, DataStart));
        BssEnd = ImageShape.PageUp(Place(objects, SectionKind.Bss, DataEnd));
        DefineNames();
    }

    /// <summary>Names C# and the boot part may refer to.</summary>
    public static IEnumerable<string> DefinedNames(BootSection? boot)
    {
        foreach (string name in new[]
        {
            LinkerNames.ImageHeader, LinkerNames.ImageStart, LinkerNames.ImageEnd, LinkerNames.TextStart, LinkerNames.TextEnd,
            LinkerNames.ReadOnlyStart, LinkerNames.ReadOnlyEnd, LinkerNames.DataStart, LinkerNames.DataEnd, LinkerNames.BssEnd,
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
