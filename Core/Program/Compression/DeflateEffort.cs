namespace Core.Program.Compression;

/// <summary>How hard matches are sought.</summary>
/// <param name="Lazy">A match shorter than this is given up for a longer one a byte later.</param>
/// <param name="Nice">A match of this length is not improved upon.</param>
/// <param name="Chain">Places that are looked at.</param>
internal readonly record struct DeflateEffort(int Lazy, int Nice, int Chain)
{
    /// <summary>Of levels 1 to 9; anything else is the default, 6.</summary>
    public static DeflateEffort Of(int level) => level switch
    {
        1 => new(0, 16, 4),
        2 => new(4, 16, 8),
        3 => new(6, 32, 16),
        4 => new(8, 32, 24),
        5 => new(16, 64, 48),
        7 => new(32, 128, 256),
        8 => new(128, 258, 1024),
        9 => new(258, 258, 4096),
        _ => new(16, 128, 128),
    };
}
