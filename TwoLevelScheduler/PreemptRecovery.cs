using System.Threading;
using Abi;
using Core.Machine;

namespace TwoLevelScheduler;

/// <summary>Saves what a vcore was doing when the kernel took its core. Source: akaros.md section 3.</summary>
internal static unsafe class PreemptRecovery
{
    /// <summary>A vcore was preempted: steals its uthread, or changes to it when it was in vcore context.</summary>
    public static void Recover(uint id)
    {
        if (id >= Vcores.Count || id == Vcores.Here->Id)
            return;
        Vcore* lost = Vcores.At(id);
        VcorePreemptData* data = lost->Data;
        while ((Volatile.Read(ref data->Flags) & VcoreFlags.KernelLock) != 0)
            X86.Pause();
        if (!Vcores.IsPreempted(id))
            return;
        if (Volatile.Read(ref data->NotifDisabled) != 0)
        {
            RunInstead(id);
            return;
        }

        if (!TryBeginStealing(data))
            return;
        bool mustRunThere = false;
        if (Vcores.IsPreempted(id) && Volatile.Read(ref data->NotifDisabled) == 0)
            mustRunThere = !TrySteal(lost);
        Interlocked.And(ref data->Flags, ~VcoreFlags.UthreadStealing);
        if (mustRunThere)
        {
            RunInstead(id);
            return;
        }

        if (Vcores.IsPreempted(id))
            Interlocked.And(ref data->Flags, ~VcoreFlags.CanReceiveMessages);
        Events.DrainPublic(id);
    }

    /// <summary>Changes to a preempted vcore; the caller continues when it gets a core again.</summary>
    public static void RunInstead(uint id)
    {
        if (Vcores.IsPreempted(id))
            Kernel.FromVcore(SyscallNumber.ChangeVcore, id, 0);
    }

    private static bool TryBeginStealing(VcorePreemptData* data)
    {
        while (true)
        {
            ulong flags = Volatile.Read(ref data->Flags);
            if ((flags & VcoreFlags.UthreadStealing) != 0)
                return false;
            if ((flags & VcoreFlags.KernelLock) == 0
                && Interlocked.CompareExchange(ref data->Flags, flags | VcoreFlags.UthreadStealing, flags) == flags)
                return true;
            X86.Pause();
        }
    }

    /// <returns>False when the uthread must go on where it was.</returns>
    private static bool TrySteal(Vcore* lost)
    {
        Uthread* uthread = lost->Current;
        if (uthread == null)
            return true;
        if ((uthread->SchedulerFlags & UthreadFlag.DontMigrate) != 0)
            return false;
        lost->Current = null;
        AllocationCaches.Detach(lost);
        uthread->Context = lost->Data->UthreadContext;
        uthread->SchedulerFlags |= UthreadFlag.SavedHardware;
        FpuAreas.Keep(lost->Data->Ancillary, uthread);
        uthread->State = UthreadState.Runnable;
        RunQueue.Add(uthread);
        return true;
    }
}
