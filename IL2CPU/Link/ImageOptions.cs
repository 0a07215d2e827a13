using System.Collections.Generic;
using IL2CPU.Routines.Kernel;

namespace IL2CPU.Link;

/// <summary>What the image is and what is to be in it besides what the code refers to.</summary>
public sealed class ImageOptions
{
    /// <summary>Name for messages and the image header.</summary>
    public required string Name { get; init; }

    /// <summary>Symbol execution begins at; for a kernel the boot section decides, and this is null.</summary>
    public required string? Entry { get; init; }

    /// <summary>Boot code and headers of a kernel image.</summary>
    public BootSection? Boot { get; init; }

    /// <summary>Linkage names that must be in the image even if nothing refers to them.</summary>
    public IReadOnlyList<string> Roots { get; init; } = [];

    /// <summary>Leaves out the DWARF sections, the symbol table and the source lines of stack traces, which then name functions only, without their parameters.</summary>
    public bool Strip { get; init; }

    /// <summary>Part of a name: <see cref="LinkedImage.Explanation"/> says why the symbols with it are in the image.</summary>
    public string? Why { get; init; }
}
