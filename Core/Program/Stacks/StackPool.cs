using Core.Collector;
using Core.Memory;

namespace Core.Program.Stacks;

/// <summary>Memory for split stacks: powers of two from 2 KiB.</summary>
/// <remarks>On the system stack. Small stacks are cut from shared spans and kept for reuse; larger ones are runs of pages.</remarks>
internal static unsafe class StackPool
{
    public const nuint SmallestSize = 2048;
    private const nuint SpanBytes = 32 * 1024;
    private const int SmallOrders = 4;

    private static byte** s_free;

    /// <returns>Low end, or null when memory is short. Not zeroed.</returns>
    public static byte* Take(nuint size)
    {
        Heap.AcquireLock();
        byte* stack = size < SpanBytes ? TakeSmall(size) : TakeLarge(size);
        Heap.ReleaseLock();
        return stack;
    }

    public static void Give(byte* low, nuint size)
    {
        Heap.AcquireLock();
        if (size < SpanBytes)
        {
            int order = OrderOf(size);
            *(byte**)low = s_free[order];
            s_free[order] = low;
        }
        else
        {
            PageHeap.Give(PageHeap.Find((nuint)low));
        }

        Heap.ReleaseLock();
    }

    private static byte* TakeSmall(nuint size)
    {
        if (s_free == null)
            s_free = (byte**)MetadataPool.Take(SmallOrders * 8);
        int order = OrderOf(size);
        if (s_free[order] == null)
        {
            byte* span = TakeLarge(SpanBytes);
            if (span == null)
                return null;
            for (nuint offset = 0; offset < SpanBytes; offset += size)
            {
                *(byte**)(span + offset) = s_free[order];
                s_free[order] = span + offset;
            }
        }

        byte* stack = s_free[order];
        s_free[order] = *(byte**)stack;
        return stack;
    }

    private static byte* TakeLarge(nuint size)
    {
        Span* span = PageHeap.Take((size + HeapSpace.PageSize - 1) >> HeapSpace.PageShift, SpanState.Opaque);
        return span == null ? null : (byte*)span->Start;
    }

    private static int OrderOf(nuint size)
    {
        int order = 0;
        while ((SmallestSize << order) < size)
            order++;
        return order;
    }
}
