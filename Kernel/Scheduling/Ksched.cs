using Core;
using Kernel.Machine;
using Kernel.Processes;

namespace Kernel.Scheduling;

/// <summary>Grants cores to many-core processes, first come first served.</summary>
/// <remarks>While a process that wants to run has no core at all, the one with the most loses one per slice.
/// Core 0 is granted last, and taken back when a single-core process wants to run. Lock order: this lock, then a
/// process's, then a core's queue; a process is never locked while calling in here.</remarks>
internal static class Ksched
{
    private const int MaxProcesses = 64;
    private const ulong SliceNs = 10_000_000;

    private static Process?[]? s_all;
    private static SpinLock s_lock;

    // Guarded by s_lock:
    private static int s_count;
    private static Alarm? s_share;

    private static Process?[] Processes => s_all!;

    /// <summary>Called at boot: a class constructor would allocate where that is forbidden.</summary>
    public static void Initialize()
    {
        s_all = new Process?[MaxProcesses];
        s_share = Alarm.ForSharing();
    }

    /// <summary>A process has become many-core.</summary>
    [NoAlloc("every grant and yield")]
    public static void Add(Process process)
    {
        s_lock.Acquire();
        Panic.Unless(s_count < MaxProcesses, "too many many-core processes");
        Processes[s_count++] = process;
        process.AddReference();
        Grant(process);
        s_lock.Release();
    }

    /// <summary>A process asks to have its request looked at.</summary>
    [NoAlloc("every grant and yield")]
    public static void Poke(Process process)
    {
        s_lock.Acquire();
        Grant(process);
        s_lock.Release();
    }

    /// <summary>A process is dying; it gets no more cores.</summary>
    [NoAlloc("every grant and yield")]
    public static void Forget(Process process)
    {
        bool found = false;
        s_lock.Acquire();
        for (int i = 0; i < s_count; i++)
        {
            if (Processes[i] == process)
            {
                found = true;
            }

            if (found)
            {
                Processes[i] = i + 1 < s_count ? Processes[i + 1] : null;
            }
        }

        s_count -= found ? 1 : 0;
        s_lock.Release();
        if (found)
        {
            process.Release();
        }
    }

    /// <summary>The core no longer runs a vcore. Context: the core itself.</summary>
    [NoAlloc("every grant and yield")]
    public static void CoreReleased(Pcore core)
    {
        s_lock.Acquire();
        core.AllocatedTo = null;
        if (core.Id != 0 || !SingleScheduler.WantsCore)
        {
            GrantAll();
        }

        s_lock.Release();
    }

    /// <summary>The core's owner is dying: leave it.</summary>
    [NoAlloc("every grant and yield")]
    public static void LeaveDying(Pcore core)
    {
        core.ClearOwner();
        s_lock.Acquire();
        bool wasGranted = core.AllocatedTo != null;
        s_lock.Release();
        if (wasGranted)
        {
            CoreReleased(core);
        }
        else
        {
            SingleScheduler.Left(core);
        }
    }

    /// <summary>Asks for core 0 on behalf of single-core processes.</summary>
    /// <returns>Whether it may be used now; otherwise its holder has been told to leave.</returns>
    [NoAlloc("every grant and yield")]
    public static bool ClaimForSingle(Pcore core)
    {
        s_lock.Acquire();
        Process? holder = core.AllocatedTo;
        holder?.PreemptCore(core);
        s_lock.Release();
        return holder == null;
    }

    /// <summary>Core 0 has no single-core process to run any more.</summary>
    [NoAlloc("every grant and yield")]
    public static void SingleCoreIdle()
    {
        s_lock.Acquire();
        GrantAll();
        s_lock.Release();
    }

    /// <summary>Takes a core from the process that has most, for one that has none. Context: timer interrupt.</summary>
    [NoAlloc("timer interrupt")]
    public static void Share()
    {
        s_lock.Acquire();
        GrantAll();
        int starving = IndexOfStarving();
        int richest = starving < 0 ? -1 : IndexOfRichest();
        if (richest >= 0)
        {
            Process loser = Processes[richest]!;
            MoveToEnd(richest);
            if (LastCoreOf(loser) is { } core)
            {
                loser.PreemptCore(core);
            }
        }

        s_lock.Release();
    }

    private static int IndexOfStarving()
    {
        for (int i = 0; i < s_count; i++)
        {
            if (Processes[i]!.State == ProcessState.RunnableM && Processes[i]!.MissingCores > 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static int IndexOfRichest()
    {
        int richest = -1;
        int most = 0;
        for (int i = 0; i < s_count; i++)
        {
            int held = CountCores(Processes[i]!);
            if (held > most)
            {
                richest = i;
                most = held;
            }
        }

        return richest;
    }

    private static int CountCores(Process process)
    {
        int count = 0;
        for (int i = 0; i < Pcore.Count; i++)
        {
            count += Pcore.At(i).AllocatedTo == process ? 1 : 0;
        }

        return count;
    }

    private static Pcore? LastCoreOf(Process process)
    {
        for (int i = Pcore.Count - 1; i >= 0; i--)
        {
            if (Pcore.At(i).AllocatedTo == process)
            {
                return Pcore.At(i);
            }
        }

        return null;
    }

    // So that the others are asked first when a core is free again.
    private static void MoveToEnd(int index)
    {
        Process? process = Processes[index];
        for (int i = index; i < s_count - 1; i++)
        {
            Processes[i] = Processes[i + 1];
        }

        Processes[s_count - 1] = process;
    }

    private static void GrantAll()
    {
        for (int i = 0; i < s_count; i++)
        {
            Grant(Processes[i]!);
        }
    }

    private static void Grant(Process process)
    {
        while (process.MissingCores > 0)
        {
            if (FindIdle() is not { } core)
            {
                if (process.State == ProcessState.RunnableM && s_share!.Chain == null)
                {
                    Pcore.Current.Alarms.Set(s_share, Clock.Now + Clock.FromNanoseconds(SliceNs));
                }

                return;
            }

            core.AllocatedTo = process;
            if (!process.GiveCore(core))
            {
                core.AllocatedTo = null;
                return;
            }
        }
    }

    private static Pcore? FindIdle()
    {
        for (int i = 1; i < Pcore.Count; i++)
        {
            if (Pcore.At(i).AllocatedTo == null)
            {
                return Pcore.At(i);
            }
        }

        Pcore first = Pcore.At(0);
        return first.AllocatedTo == null && !SingleScheduler.WantsCore ? first : null;
    }
}
