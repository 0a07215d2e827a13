using Abi;

namespace TwoLevelScheduler;

/// <summary>Blocks of one size for everything small the scheduler keeps. Zero when taken.</summary>
/// <remarks>Context: vcore context, or notifications disabled.</remarks>
internal static unsafe class Pool
{
    public const int BlockSize = 512;
    private const ulong ChunkSize = 64 * 1024;

    // Guarded by s_lock:
    private static NativeLock s_lock;
    private static void** s_free;

    public static void* Take()
    {
        s_lock.Acquire();
        if (s_free == null)
            AddChunk();
        void** block = s_free;
        s_free = (void**)*block;
        s_lock.Release();
        Core.Machine.MachineRoutines.MemSet(block, 0, BlockSize);
        return block;
    }

    public static void Give(void* block)
    {
        s_lock.Acquire();
        *(void***)block = s_free;
        s_free = (void**)block;
        s_lock.Release();
    }

    private static void AddChunk()
    {
        byte* chunk = Pages.Map(ChunkSize);
        for (ulong offset = 0; offset < ChunkSize; offset += BlockSize)
        {
            *(void***)(chunk + offset) = s_free;
            s_free = (void**)(chunk + offset);
        }
    }
}
