using System.Threading;
using Abi;
using Core;
using Core.Machine;
using Kernel.Events;
using Kernel.Machine;
using Kernel.Scheduling;

namespace Kernel.Processes;

/// <summary>What a core does when it is told to start, notify or preempt a vcore. Context: the core's loop.</summary>
[NoAlloc("notification and fault")]
internal static class VcoreStart
{
    /// <summary>Exit status of a process the kernel ended.</summary>
    public const int KilledStatus = 139;

    /// <summary>Runs a vcore that was granted this core. Takes over the message's reference.</summary>
    public static void Start(Pcore core, Process process, int vcore)
    {
        if (process.IsDying)
        {
            process.Release();
            Ksched.CoreReleased(core);
            return;
        }

        // The context may still be on its way into process data from the core it was preempted on.
        ref VcoreMapEntry entry = ref process.Pages.VcoreEntry(vcore);
        while (Volatile.Read(ref entry.PreemptsDone) != Volatile.Read(ref entry.PreemptsSent))
        {
            X86.Pause();
            Tlb.ServiceFlush();
        }

        core.SetOwner(process, vcore);
        Load(core, process, vcore);
    }

    /// <summary>Loads a vcore's context, a fresh one unless it was interrupted in vcore context.</summary>
    public static void Load(Pcore core, Process process, int vcore)
    {
        ref VcorePreemptData vcpd = ref process.Pages.Vcpd(vcore);
        Interlocked.And(ref vcpd.Flags, ~VcoreFlags.Preempted);
        Interlocked.Or(ref vcpd.Flags, VcoreFlags.CanReceiveMessages);
        bool usable = vcpd.NotifDisabled != 0
            ? UserContexts.LoadVcoreContext(process.Pages, vcore)
            : LoadFresh(process, vcore, interrupts: false);
        if (!usable)
        {
            Kill(process, "a vcore's context cannot be run");
        }
    }

    /// <summary>Enters vcore context if the vcore still runs here with notifications on.</summary>
    public static void Notify(Pcore core, Process process, int vcore)
    {
        process.NotifyArrived(vcore);
        if (core.Process == process && core.Vcore == vcore && process.Pages.Vcpd(vcore).NotifPending != 0)
        {
            EnterVcoreContext(core, process);
        }
    }

    /// <summary>Saves the interrupted uthread and starts vcore context, unless that is where the core is.</summary>
    /// <returns>Whether vcore context was entered.</returns>
    public static bool EnterVcoreContext(Pcore core, Process process)
    {
        int vcore = core.Vcore;
        ref VcorePreemptData vcpd = ref process.Pages.Vcpd(vcore);
        if ((vcpd.Flags & VcoreFlags.ScpNoVcoreContext) != 0 || vcpd.NotifDisabled != 0)
        {
            return false;
        }

        UserContexts.SaveToVcore(process.Pages, vcore, asVcoreContext: false);
        if (!LoadFresh(process, vcore, interrupts: true))
        {
            Kill(process, "a vcore's entry point is not an address");
        }

        return true;
    }

    /// <summary>Runs a context in place of the caller's vcore context, with notifications on.</summary>
    /// <remarks>A notification that came meanwhile is delivered at once: vcore context begins again with the new context
    /// as its interrupted uthread.</remarks>
    public static Errno PopContext(Pcore core, Process process, ulong context, ulong fpuState)
    {
        Errno error = UserContexts.LoadFromUser(process.Space, context, fpuState);
        if (error != Errno.None)
        {
            return error;
        }

        ref VcorePreemptData vcpd = ref process.Pages.Vcpd(core.Vcore);
        Volatile.Write(ref vcpd.NotifDisabled, 0);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref vcpd.NotifPending) != 0)
        {
            EnterVcoreContext(core, process);
        }

        return Errno.None;
    }

    /// <summary>Gives the core up, saving what runs on it.</summary>
    public static void Preempt(Pcore core, Process process, int vcore)
    {
        ref VcorePreemptData vcpd = ref process.Pages.Vcpd(vcore);
        ref VcoreMapEntry entry = ref process.Pages.VcoreEntry(vcore);
        bool runsHere = core.Process == process && core.Vcore == vcore;
        process.AddReference();
        if (runsHere)
        {
            UserContexts.SaveToVcore(process.Pages, vcore, vcpd.NotifDisabled != 0);
            core.ClearOwner();
        }

        Interlocked.Or(ref vcpd.Flags, VcoreFlags.Preempted);
        Interlocked.And(ref vcpd.Flags, ~VcoreFlags.KernelLock);
        entry.PreemptPending = 0;
        Interlocked.Increment(ref entry.PreemptsDone);
        if (runsHere)
        {
            Ksched.CoreReleased(core);
        }

        if (process.FirstOnline() >= 0)
        {
            var message = new EventMessage { Type = EventType.VcorePreempt, Arg2 = (uint)vcore };
            EventSender.SendKernelEvent(process, EventType.VcorePreempt, in message, 0);
        }

        process.Release();
    }

    /// <summary>Ends a process that left the kernel no other choice.</summary>
    public static void Kill(Process process, string reason)
    {
        Log.Begin();
        Log.Write("process ");
        Log.Decimal((ulong)process.Pid);
        Log.Write(" killed: ");
        Log.Write(reason);
        Log.Write("\n");
        Log.End();
        process.Destroy(KilledStatus);
    }

    private static bool LoadFresh(Process process, int vcore, bool interrupts)
    {
        Volatile.Write(ref process.Pages.Vcpd(vcore).NotifDisabled, 1);
        return UserContexts.LoadFreshVcore(process.Pages, vcore, interrupts);
    }
}
