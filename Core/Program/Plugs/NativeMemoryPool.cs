using Core.Collector;
using Core.Machine;
using Core.Memory;

namespace Core.Program.Plugs;

/// <summary>malloc for the base library: zeroed pieces outside the collected heap, their size in front.</summary>
public static unsafe class NativeMemoryPool
{
    private const nuint Header = 16;

    private struct Request
    {
        public nuint Bytes;
        public byte* Memory;
    }

    public static void* Allocate(nuint bytes)
    {
        Request request = default;
        request.Bytes = bytes + Header;
        Platform.RunOnSystemStack((nint)(delegate*<Request*, void>)&Take, &request);
        *(nuint*)request.Memory = request.Bytes;
        return request.Memory + Header;
    }

    public static void Free(void* memory)
    {
        if (memory != null)
            Platform.RunOnSystemStack((nint)(delegate*<byte*, void>)&Give, (byte*)memory - Header);
    }

    private static void Take(Request* request)
    {
        Heap.AcquireLock();
        request->Memory = MetadataPool.Take(request->Bytes);
        Heap.ReleaseLock();
    }

    private static void Give(byte* memory)
    {
        Heap.AcquireLock();
        MetadataPool.Give(memory, *(nuint*)memory);
        Heap.ReleaseLock();
    }
}
