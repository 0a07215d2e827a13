using Kernel.Machine;
using Kernel.Processes;

namespace Kernel.Scheduling;

/// <summary>The process the terminal belongs to.</summary>
internal static class Foreground
{
    /// <summary>Exit status of an interrupted process: 128 + SIGINT.</summary>
    private const int InterruptedStatus = 130;

    private static SpinLock s_lock;
    private static Process? s_process;

    /// <summary>Sets or, with null, clears it. A reference is held meanwhile.</summary>
    public static void Set(Process? process)
    {
        process?.AddReference();
        s_lock.Acquire();
        Process? before = s_process;
        s_process = process;
        s_lock.Release();
        before?.Release();
    }

    /// <summary>Ctrl-C: ends the process.</summary>
    public static void Interrupt()
    {
        s_lock.Acquire();
        Process? process = s_process;
        process?.AddReference();
        s_lock.Release();
        if (process != null)
        {
            process.Destroy(InterruptedStatus);
            process.Release();
        }
    }
}
