using Kernel.Machine;

namespace Kernel.Processes;

/// <summary>Living processes by number.</summary>
internal static class ProcessTable
{
    private const int MaxProcesses = 64;

    private static Process?[]? s_all;
    private static SpinLock s_lock;

    // Guarded by s_lock:
    private static int s_nextPid = 1;

    private static Process?[] Processes => s_all!;

    /// <summary>Called at boot: a class constructor would allocate where that is forbidden.</summary>
    public static void Initialize() => s_all = new Process?[MaxProcesses];

    public static int NextPid()
    {
        s_lock.Acquire();
        int pid = s_nextPid++;
        s_lock.Release();
        return pid;
    }

    /// <summary>Adds a process; the table holds no reference, see <see cref="Remove"/>.</summary>
    public static bool TryAdd(Process process)
    {
        bool added = false;
        s_lock.Acquire();
        for (int i = 0; i < MaxProcesses && !added; i++)
        {
            if (Processes[i] == null)
            {
                Processes[i] = process;
                added = true;
            }
        }

        s_lock.Release();
        return added;
    }

    /// <summary>Called when a process begins to die, while it still has its creator's reference.</summary>
    public static void Remove(Process process)
    {
        s_lock.Acquire();
        for (int i = 0; i < MaxProcesses; i++)
        {
            if (Processes[i] == process)
            {
                Processes[i] = null;
            }
        }

        s_lock.Release();
    }

    /// <summary>The process with a reference for the caller, or null.</summary>
    public static Process? Find(int pid)
    {
        Process? found = null;
        s_lock.Acquire();
        for (int i = 0; i < MaxProcesses; i++)
        {
            if (Processes[i] is { } process && process.Pid == pid)
            {
                found = process;
                process.AddReference();
            }
        }

        s_lock.Release();
        return found;
    }
}
