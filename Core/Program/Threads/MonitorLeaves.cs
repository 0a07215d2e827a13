using Core.Program.Plugs;

namespace Core.Program.Threads;

/// <summary>The base library's low-level monitor. Locks, events, joins and sleeps of the library all wait here.</summary>
internal static unsafe class MonitorLeaves
{
    private const ulong NanosecondsPerMillisecond = 1_000_000;

    [Export("SystemNative_LowLevelMonitor_Create")]
    private static nint Create() => (nint)NativeMemoryPool.Allocate((nuint)sizeof(LowLevelMonitor));

    [Export("SystemNative_LowLevelMonitor_Destroy")]
    private static void Destroy(nint monitor) => NativeMemoryPool.Free((void*)monitor);

    [Export("SystemNative_LowLevelMonitor_Acquire")]
    private static void Acquire(nint monitor) => LowLevelMonitor.Acquire((LowLevelMonitor*)monitor);

    [Export("SystemNative_LowLevelMonitor_Release")]
    private static void Release(nint monitor) => LowLevelMonitor.Release((LowLevelMonitor*)monitor);

    [Export("SystemNative_LowLevelMonitor_Wait")]
    private static void Wait(nint monitor) => LowLevelMonitor.Wait((LowLevelMonitor*)monitor, 0);

    [Export("SystemNative_LowLevelMonitor_TimedWait")]
    private static int TimedWait(nint monitor, int milliseconds)
    {
        ulong deadline = UthreadScheduler.Now() + ((ulong)milliseconds * NanosecondsPerMillisecond);
        return LowLevelMonitor.Wait((LowLevelMonitor*)monitor, deadline) ? 1 : 0;
    }

    [Export("SystemNative_LowLevelMonitor_Signal_Release")]
    private static void SignalAndRelease(nint monitor) => LowLevelMonitor.SignalAndRelease((LowLevelMonitor*)monitor);
}
