using System.Threading;
using Abi;
using Core;
using Kernel.Machine;
using Kernel.Processes;

namespace Kernel.Scheduling;

/// <summary>Runs single-core processes round-robin on core 0.</summary>
internal static class SingleScheduler
{
    private const ulong SliceNs = 10_000_000;

    private static Alarm? s_tick;
    private static SpinLock s_lock;

    // Guarded by s_lock:
    private static Process? s_first;
    private static Process? s_last;

    // Processes queued or running.
    private static int s_active;
    private static ulong s_sliceEnd;

    /// <summary>Whether core 0 is needed here.</summary>
    public static bool WantsCore => Volatile.Read(ref s_active) != 0;

    /// <summary>Called at boot.</summary>
    public static void Initialize() => s_tick = new Alarm();

    /// <summary>Queues a process that has just become runnable.</summary>
    [NoAlloc("timer interrupt")]
    public static void Add(Process process)
    {
        process.AddReference();
        Interlocked.Increment(ref s_active);
        Append(process);
        if (Cores.CurrentId != 0)
        {
            LocalApic.SendInterrupt(0, Interrupts.WakeVector);
        }
    }

    /// <summary>The process that ran is off core 0, for whatever reason.</summary>
    [NoAlloc("timer interrupt")]
    public static void Left(Pcore core)
    {
        Panic.Unless(core.Id == 0, "a single-core process left another core than 0");
        AlarmChain.Cancel(s_tick!);
        if (Interlocked.Decrement(ref s_active) == 0)
        {
            Ksched.SingleCoreIdle();
        }
    }

    /// <summary>Makes the next process core 0's owner.</summary>
    /// <returns>False when there is none, or the core must first be taken back.</returns>
    [NoAlloc("timer interrupt")]
    public static bool Dispatch(Pcore core)
    {
        if (Volatile.Read(ref s_first) == null || !Ksched.ClaimForSingle(core))
        {
            return false;
        }

        Process? process = Take();
        if (process == null)
        {
            return false;
        }

        if (process.BeginSingle(core))
        {
            core.SetOwner(process, 0);
            Enter(core, process);
        }
        else
        {
            Left(core);
        }

        process.Release();
        return true;
    }

    /// <summary>Ends the running process's slice when its time is over and others wait. Context: core 0 after an interrupt.</summary>
    [NoAlloc("timer interrupt")]
    public static void Tick(Pcore core)
    {
        Process? process = core.Process;
        if (core.Id != 0 || process == null || process.IsMcp || Clock.Now < s_sliceEnd || Volatile.Read(ref s_first) == null)
        {
            return;
        }

        if (process.EndSlice(core))
        {
            Append(process);
        }
    }

    private static void Enter(Pcore core, Process process)
    {
        UserContexts.Load(process.Single);
        ref VcorePreemptData vcpd = ref process.Pages.Vcpd(0);
        if ((vcpd.Flags & VcoreFlags.ScpNoVcoreContext) != 0)
        {
            Volatile.Write(ref vcpd.NotifPending, 0);
        }
        else if (Volatile.Read(ref vcpd.NotifPending) != 0)
        {
            VcoreStart.EnterVcoreContext(core, process);
        }

        s_sliceEnd = Clock.Now + Clock.FromNanoseconds(SliceNs);
        AlarmChain.Cancel(s_tick!);
        if (Volatile.Read(ref s_first) != null)
        {
            core.Alarms.Set(s_tick!, s_sliceEnd);
        }
    }

    // The queue's entry holds the reference the caller made.
    private static void Append(Process process)
    {
        s_lock.Acquire();
        process.NextRunnable = null;
        if (s_last == null)
        {
            s_first = process;
        }
        else
        {
            s_last.NextRunnable = process;
        }

        s_last = process;
        s_lock.Release();
    }

    private static Process? Take()
    {
        s_lock.Acquire();
        Process? process = s_first;
        if (process != null)
        {
            s_first = process.NextRunnable;
            if (s_first == null)
            {
                s_last = null;
            }
        }

        s_lock.Release();
        return process;
    }
}
