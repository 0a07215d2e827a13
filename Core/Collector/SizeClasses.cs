using Core.Memory;

namespace Core.Collector;

/// <summary>Block sizes of small objects: at most an eighth wasted inside a block, and an eighth at the end of a span.</summary>
public static unsafe class SizeClasses
{
    /// <summary>Larger objects get pages of their own.</summary>
    public const nuint MaxSmall = 32 * 1024;
    public const int MaxCount = 96;
    private const nuint FineLimit = 1024;
    private const int FineShift = 3;
    private const int CoarseShift = 7;
    private const int FineEntries = (int)(FineLimit >> FineShift) + 1;
    private const int CoarseEntries = (int)(MaxSmall >> CoarseShift) + 1;

    private static byte* s_fine;
    private static byte* s_coarse;
    private static uint* s_sizes;
    private static int s_count;

    public static int Count => s_count;

    public static void Initialize()
    {
        s_sizes = (uint*)HeapSpace.TakeMetadata(MaxCount * sizeof(uint));
        s_fine = HeapSpace.TakeMetadata(FineEntries);
        s_coarse = HeapSpace.TakeMetadata(CoarseEntries);
        uint size = 24;
        while (size <= MaxSmall)
        {
            s_sizes[s_count++] = size;
            uint step = size < 128 ? 8 : size < FineLimit ? PowerBelow(size) / 8 : PowerBelow(size) / 4;
            size = (size + step) & ~(step - 1);
        }

        Fill(s_fine, FineEntries, FineShift);
        Fill(s_coarse, CoarseEntries, CoarseShift);
    }

    /// <summary>Class of the smallest blocks that hold so many bytes; at most <see cref="MaxSmall"/>.</summary>
    [NoSplit("part of allocation")]
    public static int ClassOf(nuint bytes) => bytes <= FineLimit
        ? s_fine[(bytes + 7) >> FineShift]
        : s_coarse[(bytes + 127) >> CoarseShift];

    public static uint SizeOf(int sizeClass) => s_sizes[sizeClass];

    /// <summary>Pages of a span of the class.</summary>
    public static nuint PagesOf(int sizeClass)
    {
        nuint size = s_sizes[sizeClass];
        nuint pages = 1;
        while ((pages << HeapSpace.PageShift) % size > (pages << HeapSpace.PageShift) / 8)
            pages++;
        return pages;
    }

    private static uint PowerBelow(uint value)
    {
        uint power = 1;
        while (power * 2 <= value)
            power *= 2;
        return power;
    }

    private static void Fill(byte* table, int entries, int shift)
    {
        int sizeClass = 0;
        for (int i = 0; i < entries; i++)
        {
            while (s_sizes[sizeClass] < (uint)i << shift)
                sizeClass++;
            table[i] = (byte)sizeClass;
        }
    }
}
