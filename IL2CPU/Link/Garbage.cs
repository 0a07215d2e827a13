using System;

namespace IL2CPU.Link;

/// <summary>Helps the collector of the compiler's own process.</summary>
internal static class Garbage
{
    private const long Plenty = 256L << 20;

    /// <summary>To be called where much has just become unreachable.</summary>
    /// <remarks>
    /// Left to itself the collector lets old objects die uncollected while the heap grows by half; nothing is old in an
    /// ordinary compilation, for which this does nothing.
    /// </remarks>
    public static void Collect()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) > Plenty)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
    }
}
