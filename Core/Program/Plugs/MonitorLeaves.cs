using System.Threading;
using Core.Program.Stacks;

namespace Core.Program.Plugs;

/// <summary>The base library's low-level monitor, a lock with one condition, over uthreads.</summary>
/// <remarks>
/// Only contended locks and waits come here. A waiting uthread gives way until it is signalled; wake-ups without a signal
/// are allowed by the callers, which all test their condition again.
/// </remarks>
internal static unsafe class MonitorLeaves
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    private struct LowLevelMonitor
    {
        public int Held;

        /// <summary>Changed by every signal.</summary>
        public int Signals;
    }

    [Export("SystemNative_LowLevelMonitor_Create")]
    private static nint Create() => (nint)NativeMemoryPool.Allocate((nuint)sizeof(LowLevelMonitor));

    [Export("SystemNative_LowLevelMonitor_Destroy")]
    private static void Destroy(nint monitor) => NativeMemoryPool.Free((void*)monitor);

    [Export("SystemNative_LowLevelMonitor_Acquire")]
    private static void Acquire(nint monitor)
    {
        while (Interlocked.CompareExchange(ref ((LowLevelMonitor*)monitor)->Held, 1, 0) != 0)
            Yielding.Yield();
    }

    [Export("SystemNative_LowLevelMonitor_Release")]
    private static void Release(nint monitor) => Volatile.Write(ref ((LowLevelMonitor*)monitor)->Held, 0);

    [Export("SystemNative_LowLevelMonitor_Wait")]
    private static void Wait(nint monitor)
    {
        int before = Volatile.Read(ref ((LowLevelMonitor*)monitor)->Signals);
        Release(monitor);
        while (Volatile.Read(ref ((LowLevelMonitor*)monitor)->Signals) == before)
            Yielding.Yield();
        Acquire(monitor);
    }

    [Export("SystemNative_LowLevelMonitor_TimedWait")]
    private static int TimedWait(nint monitor, int milliseconds)
    {
        int before = Volatile.Read(ref ((LowLevelMonitor*)monitor)->Signals);
        long end = Clock() + milliseconds * NanosecondsPerMillisecond;
        Release(monitor);
        bool isSignalled;
        while (!(isSignalled = Volatile.Read(ref ((LowLevelMonitor*)monitor)->Signals) != before) && Clock() < end)
            Yielding.Yield();
        Acquire(monitor);
        return isSignalled ? 1 : 0;
    }

    [Export("SystemNative_LowLevelMonitor_Signal_Release")]
    private static void SignalAndRelease(nint monitor)
    {
        ((LowLevelMonitor*)monitor)->Signals++;
        Release(monitor);
    }

    // Threads of the base library are uthreads, which end in Uthreads; nothing is to be called back.
    [Export("RhSetThreadExitCallback")]
    private static void SetThreadExitCallback(nint callback)
    {
    }

    [Routine("platform_clock")]
    private static extern long Clock();
}
