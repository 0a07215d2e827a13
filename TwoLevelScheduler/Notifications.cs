using System.Threading;
using Abi;

namespace TwoLevelScheduler;

/// <summary>Keeps notifications away while a uthread's native call touches what vcore context touches too. Nests.</summary>
internal static unsafe class Notifications
{
    /// <summary>The uthread whose native call this is; null in vcore context.</summary>
    public static Uthread* Self
    {
        get
        {
            Uthread* block = Routines.SystemBlock();
            return block == null ? null : block->QueueNext;
        }
    }

    public static void Disable()
    {
        Uthread* self = Self;
        if (self == null)
            return;

        // First the flag: between reading FS and the store below the uthread must not change its vcore.
        Volatile.Write(ref self->SchedulerFlags, self->SchedulerFlags | UthreadFlag.DontMigrate);
        Interlocked.MemoryBarrier();
        Volatile.Write(ref Vcores.Here->Data->NotifDisabled, 1);
        self->NotificationDepth++;
    }

    public static void Enable()
    {
        Uthread* self = Self;
        if (self == null || --self->NotificationDepth > 0)
            return;
        Vcore* vcore = Vcores.Here;
        VcorePreemptData* data = vcore->Data;
        SyscallStruct* entry = vcore->EntryCall;

        // Cleared before enabling, or a notification in between would find it set and its messages be missed.
        Volatile.Write(ref self->SchedulerFlags, self->SchedulerFlags & ~UthreadFlag.DontMigrate);
        Volatile.Write(ref data->NotifDisabled, 0);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref data->NotifPending) != 0)
        {
            entry->Number = SyscallNumber.VcEntry;
            entry->Flags = 0;
            Routines.RawSyscall(entry, 1);
        }
    }
}
