using System;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Threading;
using Abi;

namespace Unit.Protocols;

/// <summary>A uthread that is a thread of the host: it parks on a semaphore.</summary>
internal static unsafe class HostUthread
{
    private static readonly ConcurrentDictionary<nint, SemaphoreSlim> s_ready = [];

    [ThreadStatic]
    private static nint t_current;

    public static nint Current => t_current;

    /// <summary>Gives this thread a block.</summary>
    public static void Begin()
    {
        t_current = (nint)NativeMemory.AllocZeroed((nuint)sizeof(Uthread));
        s_ready[t_current] = new SemaphoreSlim(0);
    }

    public static void Ready(Uthread* uthread) => s_ready[(nint)uthread].Release();

    public static void Park(Uthread* uthread, int* lockWord, ulong deadlineNs)
    {
        SemaphoreSlim ready = s_ready[(nint)uthread];
        Volatile.Write(ref *lockWord, 0);
        if (deadlineNs == 0)
        {
            ready.Wait();
            return;
        }

        // Any deadline is at once: the race with who wakes is what is looked for.
        if (Interlocked.CompareExchange(ref uthread->ParkState, ParkState.TimedOut, ParkState.Waiting) != ParkState.Waiting)
            ready.Wait();
    }
}
