namespace Core.Machine;

/// <summary>Emitted routines every image may use.</summary>
public static unsafe class MachineRoutines
{
    /// <summary>cpuid.</summary>
    /// <remarks>The result is four values: EAX, EBX, ECX, EDX.</remarks>
    [Routine("cpuid")]
    public static extern void Cpuid(uint leaf, uint subleaf, uint* result);

    /// <summary>Copies bytes; the ranges may overlap.</summary>
    [Routine("memmove")]
    public static extern void MemMove(void* destination, void* source, nuint bytes);

    /// <summary>Fills bytes.</summary>
    [Routine("memset")]
    public static extern void MemSet(void* destination, int value, nuint bytes);

    /// <summary>Compares bytes as unsigned numbers.</summary>
    /// <returns>Negative, zero or positive.</returns>
    [Routine("memcmp")]
    public static extern int MemCmp(void* left, void* right, nuint bytes);
}
