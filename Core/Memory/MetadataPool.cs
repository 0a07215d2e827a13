using Core.Machine;

namespace Core.Memory;

/// <summary>Small zeroed pieces of metadata by powers of two, with reuse.</summary>
/// <remarks>Guarded by the heap lock.</remarks>
public static unsafe class MetadataPool
{
    private const int SmallestShift = 4;
    private const int ClassCount = 24;

    private static byte** s_free;

    public static void Initialize() => s_free = (byte**)HeapSpace.TakeMetadata(ClassCount * 8);

    public static byte* Take(nuint bytes)
    {
        int index = ClassOf(bytes);
        nuint size = (nuint)1 << (index + SmallestShift);
        byte* piece = s_free[index];
        if (piece == null)
            return HeapSpace.TakeMetadata(size);
        s_free[index] = *(byte**)piece;
        MachineRoutines.MemSet(piece, 0, size);
        return piece;
    }

    public static void Give(byte* piece, nuint bytes)
    {
        int index = ClassOf(bytes);
        *(byte**)piece = s_free[index];
        s_free[index] = piece;
    }

    private static int ClassOf(nuint bytes)
    {
        int index = 0;
        while (((nuint)1 << (index + SmallestShift)) < bytes)
            index++;
        return index;
    }
}
