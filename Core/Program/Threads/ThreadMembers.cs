using System.Runtime.CompilerServices;
using System.Threading;

namespace Core.Program.Threads;

/// <summary>Private members of the base library's <see cref="Thread"/>.</summary>
internal static class ThreadMembers
{
    /// <summary>Thread of the calling uthread; null as long as nobody asked for it. The argument is not used.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "t_currentThread")]
    public static extern ref Thread? Current(Thread? unused);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    public static extern Thread New();

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_threadState")]
    public static extern ref int State(Thread thread);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_stopped")]
    public static extern ref ManualResetEvent Stopped(Thread thread);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "PlatformSpecificInitializeExistingThread")]
    public static extern void InitializeExisting(Thread thread);

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "IncrementRunningForeground")]
    public static extern void CountForeground(Thread? unused);

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "WaitForForegroundThreads")]
    public static extern void WaitForForeground(Thread? unused);

    /// <summary>First code of a started thread; the handle names its Thread.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "StartThread")]
    public static extern void Run(Thread? unused, nint handle);

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "StopThread")]
    public static extern void Stop(Thread? unused, Thread thread);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_waitInfo")]
    [return: UnsafeAccessorType("System.Threading.WaitSubsystem+ThreadWaitInfo&")]
    public static extern ref object WaitInfo(Thread thread);

    /// <summary>Abandons the mutexes the thread holds.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "OnThreadExiting")]
    public static extern void AbandonMutexes([UnsafeAccessorType("System.Threading.WaitSubsystem+ThreadWaitInfo")] object waitInfo);
}
