using Kernel.Machine;

namespace Kernel.Processes;

/// <summary>Living processes by number.</summary>
internal static class ProcessTable
{
    private const int MaxProcesses = 64;

    private static readonly Process?[] s_processes = new Process?[MaxProcesses];
    private static SpinLock s_lock;

    // Guarded by s_lock:
    private static int s_nextPid = 1;

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
            if (s_processes[i] == null)
            {
                s_processes[i] = process;
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
            if (s_processes[i] == process)
            {
                s_processes[i] = null;
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
            if (s_processes[i] is { } process && process.Pid == pid)
            {
                found = process;
                process.AddReference();
            }
        }

        s_lock.Release();
        return found;
    }
}
