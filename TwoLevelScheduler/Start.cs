using System.Threading;
using Abi;
using Core.Machine;

namespace TwoLevelScheduler;

/// <summary>The first code of a process: on the initial stack, before vcore context exists.</summary>
public static unsafe class Start
{
    private static Uthread* s_bootstrap;

    /// <summary>Sets everything up, becomes a many-core process, and enters vcore context. Never returns.</summary>
    /// <param name="policy">How runnable uthreads are queued.</param>
    public static void Run(QueuePolicy policy)
    {
        RunQueue.SetPolicy(policy);
        Vcores.SetUpAll(Routines.VcoreEntryAddress);
        Futexes.SetUp();
        Signals.SetUp();
        Events.SetUp();

        // Its first own act is the handshake; then it makes the main uthread and ends. In a block of its own, not the pool's.
        s_bootstrap = (Uthread*)Pages.Map(Uthread.Size);
        s_bootstrap->Version = Uthread.LayoutVersion;
        s_bootstrap->SchedulerFlags = UthreadFlag.Bootstrap;

        VcorePreemptData* data = Vcores.At(0)->Data;
        Interlocked.And(ref data->Flags, ~VcoreFlags.ScpNoVcoreContext);
        ProcData.Request(Vcores.ProcessData, ResourceType.Cores)->Wanted = 1;
        SyscallStruct call = default;
        call.Number = SyscallNumber.ChangeToM;
        Kernel.Issue(&call);
        if (call.Error != 0)
            Report.Fatal("2LS: cannot become a many-core process"u8);
        SyscallStruct* entry = Vcores.At(0)->EntryCall;
        entry->Number = SyscallNumber.VcEntry;
        Routines.RawSyscall(entry, 1);
        Report.Fatal("2LS: vcore context was not entered"u8);
    }

    /// <summary>The bootstrap uthread, once.</summary>
    internal static Uthread* TakeBootstrap()
    {
        Uthread* bootstrap = s_bootstrap;
        s_bootstrap = null;
        return bootstrap;
    }
}
