using System;
using System.Collections.Generic;

namespace IL2CPU.Link;

/// <summary>A finished image.</summary>
/// <param name="File">The ELF file.</param>
/// <param name="Sizes">Bytes by category, in order of the memory map.</param>
/// <param name="MethodCount">Functions in the image.</param>
/// <param name="Explanation">Answer to <see cref="ImageOptions.Why"/>.</param>
public sealed record LinkedImage(ImageFile File, IReadOnlyList<(string Category, long Bytes)> Sizes, int MethodCount, string Explanation)
{
    /// <summary>Makes the text of the map file.</summary>
    public required Func<string> Map { get; init; }

    /// <summary>The one category that has memory but no bytes in the file.</summary>
    public const string ZeroedStatics = "statics, not in the file";
}
