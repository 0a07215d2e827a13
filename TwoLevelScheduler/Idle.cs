using System.Threading;
using Abi;

namespace TwoLevelScheduler;

/// <summary>How many cores the process asks for, and when it gives them back.</summary>
internal static unsafe class Idle
{
    // 0: as many as there are.
    private static uint s_limit;
    private static int s_outstandingCalls;

    /// <summary>At most so many vcores are asked for.</summary>
    public static uint Limit
    {
        get => s_limit != 0 && s_limit < Vcores.Count ? s_limit : Vcores.Count;
        set => s_limit = value == 0 ? 1 : value;
    }

    private static ResourceRequest* Request => ProcData.Request(Vcores.ProcessData, ResourceType.Cores);

    /// <summary>System calls the kernel has not completed.</summary>
    public static void CallBegun() => Interlocked.Increment(ref s_outstandingCalls);

    public static void CallEnded() => Interlocked.Decrement(ref s_outstandingCalls);

    /// <summary>There is work: asks for a vcore per runnable uthread, within the limit.</summary>
    public static void RequestForWork()
    {
        uint online = Vcores.OnlineCount;
        if (online < Limit)
            RequestTotal(online + (uint)RunQueue.Length);
    }

    /// <summary>Raises the request; giving back lowers it.</summary>
    public static void RequestTotal(uint total)
    {
        if (total > Limit)
            total = Limit;
        while (true)
        {
            uint wanted = Volatile.Read(ref Request->Wanted);
            if (total <= wanted)
                return;
            if (Interlocked.CompareExchange(ref Request->Wanted, total, wanted) == wanted)
                break;
        }

        if (total > Vcores.OnlineCount)
            Kernel.FromVcore(SyscallNumber.PokeKsched, 0, ResourceType.Cores);
    }

    /// <summary>Nothing to run: yields the vcore to the kernel, which keeps it until there is an event. Returns when there is work after all.</summary>
    public static void GiveBack(Vcore* vcore)
    {
        vcore->IsIdle = 1;
        Interlocked.And(ref vcore->Data->Flags, ~VcoreFlags.CanReceiveMessages);
        if (!Events.HandleAll(vcore) && RunQueue.Length == 0 && !World.IsStopping)
        {
            LowerRequest();

            // Who added work before it saw the lower number did not ask for a core.
            Interlocked.MemoryBarrier();
            if (RunQueue.Length == 0)
            {
                CheckDeadlock();
                Kernel.FromVcore(SyscallNumber.ProcYield, 0);
            }
            else
            {
                RequestTotal(Vcores.OnlineCount);
            }
        }

        Interlocked.Or(ref vcore->Data->Flags, VcoreFlags.CanReceiveMessages);
        vcore->IsIdle = 0;
    }

    public static bool IsPreemptPending(Vcore* vcore) => ProcInfo.Vcore(Vcores.Info, (int)vcore->Id)->PreemptPending != 0;

    /// <summary>The kernel wants the core: the current uthread waits for another one. Returns if the kernel changed its mind.</summary>
    public static void YieldToPreemption(Vcore* vcore, Uthread* current)
    {
        Uthreads.PutBackInterrupted(vcore, current);
        vcore->Current = null;
        Interlocked.And(ref vcore->Data->Flags, ~VcoreFlags.CanReceiveMessages);
        Events.HandleAll(vcore);
        Kernel.FromVcore(SyscallNumber.ProcYield, 1);
        Interlocked.Or(ref vcore->Data->Flags, VcoreFlags.CanReceiveMessages);
        Dispatcher.RunNext(vcore);
    }

    private static void LowerRequest()
    {
        while (true)
        {
            uint wanted = Volatile.Read(ref Request->Wanted);
            uint online = Vcores.OnlineCount;
            uint lower = online == 0 ? 0 : online - 1;
            if (wanted <= lower || Interlocked.CompareExchange(ref Request->Wanted, lower, wanted) == wanted)
                return;
        }
    }

    /// <summary>A preempted vcore may hold a uthread; the kernel runs it again before the process counts as waiting.</summary>
    private static bool HasPreempted()
    {
        for (uint id = 0; id < Vcores.Count; id++)
        {
            if ((Volatile.Read(ref Vcores.At(id)->Data->Flags) & (VcoreFlags.Preempted | VcoreFlags.KernelLock)) != 0)
                return true;
        }

        return false;
    }

    /// <summary>The last vcore goes, and neither a call nor an alarm can bring one back: nothing ever will.</summary>
    private static void CheckDeadlock()
    {
        if (Vcores.OnlineCount > 1 || HasPreempted() || Volatile.Read(ref s_outstandingCalls) != 0 || Alarms.HasWaiters || Program.Interface == null)
            return;
        Report.Text("fatal error: all goroutines are asleep - deadlock!\n"u8);
        Kernel.Exit(ExitStatus.Deadlock);
    }
}
