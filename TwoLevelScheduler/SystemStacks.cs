using Abi;
using Core.Machine;

namespace TwoLevelScheduler;

/// <summary>Stacks safe for any code, with the control block R14 points to while code runs on them.</summary>
/// <remarks>A uthread has one while it runs and keeps it while it is blocked in a native call. A vcore has a pool, and only
/// it touches that, in vcore context; so handing stacks out needs no lock.</remarks>
internal static unsafe class SystemStacks
{
    /// <summary>Room for the collector, exception dispatch and native code; touched pages only are real.</summary>
    private const ulong Size = 256 * 1024;

    // The kernel has a table of ranges per process, and an unmapped page between two stacks costs one of them.
    private const ulong MostWithGuard = 256;

    private static ulong s_count;

    public static ulong Count => s_count;

    /// <summary>Gives the uthread a system stack.</summary>
    public static void Assign(Vcore* vcore, Uthread* uthread)
    {
        Uthread* block = vcore->FreeStacks;
        if (block == null)
            block = Create();
        else
            vcore->FreeStacks = block->QueueNext;
        block->QueueNext = uthread;
        block->ThreadStatics = uthread->ThreadStatics;
        uthread->SystemUthread = block;
    }

    /// <summary>Takes the system stack away from a uthread that no longer stands on it.</summary>
    public static void Release(Vcore* vcore, Uthread* uthread)
    {
        Uthread* block = uthread->SystemUthread;
        uthread->SystemUthread = null;
        block->QueueNext = vcore->FreeStacks;
        vcore->FreeStacks = block;
    }

    private static Uthread* Create()
    {
        byte* low = s_count < MostWithGuard ? Pages.MapStack(Size) : Pages.MapLazily(Size);
        var block = (Uthread*)(low + Size - Uthread.Size);
        block->StackGuard = 0;
        block->StackLow = (ulong)low;
        block->StackHigh = (ulong)block;
        block->SystemUthread = block;
        block->Flags = Abi.UthreadFlags.System;
        block->Version = Uthread.LayoutVersion;
        System.Threading.Interlocked.Increment(ref s_count);
        return block;
    }
}
