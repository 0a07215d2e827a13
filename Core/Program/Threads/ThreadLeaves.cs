using System.Threading;
using Abi;
using Core.Program.Stacks;
using Core.Program.Start;

namespace Core.Program.Threads;

/// <summary>Threads of the base library are uthreads: each starts with a small stack and its own block of thread statics.</summary>
internal static unsafe class ThreadLeaves
{
    /// <summary>What the library calls a thread's stack: nobody reserves that much here.</summary>
    [Export("RhGetDefaultStackSize")]
    private static nint DefaultStackSize() => (nint)StackPool.SmallestSize;

    // The entry is ours, in CreateThread.
    [Export("RhGetThreadEntryPointAddress")]
    private static nint EntryPointAddress() => 0;

    [Export("SystemNative_CreateThread")]
    private static int CreateThread(nint stackSize, nint entry, nint parameter)
    {
        Uthread* uthread = Uthreads.Create((nint)(delegate*<object, void>)&Run, parameter);
        if (uthread == null)
            return 0;
        Startup.SetAfterMain(&WaitForForeground);
        UthreadScheduler.Ready(uthread);
        return 1;
    }

    // Called when the first Thread object is made, so that programs without threads have none of this.
    [Export("RhSetThreadExitCallback")]
    private static void SetThreadExitCallback(nint callback) => Uthreads.SetBeforeEnd(&Exit);

    [Export("RhSetCurrentThreadName")]
    private static void SetCurrentThreadName(byte* name)
    {
    }

    [Export("RhCurrentOSThreadId")]
    private static ulong CurrentThreadId() => Uthreads.Current->Id;

    [Export("RhLongSpinWait")]
    private static void LongSpinWait(int iterations)
    {
        for (int i = 0; i < iterations; i++)
            Core.Machine.X86.Pause();
    }

    [Export("SystemNative_SchedGetCpu")]
    private static int CurrentProcessor() => (int)Uthreads.Current->Processor;

    // Nothing counts it; the pool's gate only makes starvation delays longer when it is high.
    [Export("SystemNative_GetCpuUtilization")]
    private static double CpuUtilization(void* previous) => 0;

    /// <summary>A Thread object for a uthread the library did not start: the main one is in the foreground, goroutines are not.</summary>
    [Plug("System.Threading.Thread", "InitializeCurrentThread", Hash = "477db90c77346996")]
    private static Thread InitializeCurrentThread()
    {
        Thread thread = ThreadMembers.New();
        bool isMain = (Uthreads.Current->Flags & UthreadFlags.Main) != 0;
        if (isMain)
            ThreadMembers.CountForeground(null);
        ThreadMembers.State(thread) = (int)(isMain ? ThreadState.Running : ThreadState.Background);
        ThreadMembers.InitializeExisting(thread);
        ThreadMembers.Current(null) = thread;
        return thread;
    }

    private static void Run(object handle) => ThreadMembers.Run(null, (nint)handle);

    // On the stack of a uthread whose entry returned.
    private static void Exit()
    {
        Thread? thread = ThreadMembers.Current(null);
        if (thread == null)
            return;
        ThreadMembers.AbandonMutexes(ThreadMembers.WaitInfo(thread));
        ThreadMembers.Stop(null, thread);
        ThreadMembers.Stopped(thread).Set();
    }

    private static void WaitForForeground() => ThreadMembers.WaitForForeground(null);
}
