using System.Threading;
using Abi;
using Core;
using Core.Machine;

namespace TwoLevelScheduler;

/// <summary>Vcore context: what a vcore does between two uthreads.</summary>
internal static unsafe class Dispatcher
{
    /// <summary>Every entry of a vcore: fresh, notified, or with a reflected fault. Called by the routine vcore_entry on the
    /// vcore stack, with R14 = 0. Never returns.</summary>
    [Export("VcoreEntered")]
    public static void Enter()
    {
        Vcore* vcore = Vcores.Here;
        vcore->Entries++;
        vcore->IsIdle = 0;
        Uthread* current = vcore->Current;
        if (current != null && (current->SchedulerFlags & UthreadFlag.DontMigrate) != 0)
        {
            if (vcore->Data->UthreadContext.Marker == FaultMarker.Reflected)
                Faults.InNativeCode(&vcore->Data->UthreadContext);

            // It will enable notifications itself and see what is pending then.
            Volatile.Write(ref vcore->Data->NotifPending, 1);
            Routines.PopRaw(&vcore->Data->UthreadContext, vcore->Data, vcore->Fpu);
        }

        Continue(vcore);
    }

    /// <summary>Handles events, then continues the interrupted uthread or another. Never returns.</summary>
    public static void Continue(Vcore* vcore)
    {
        Uthread* current = vcore->Current;
        bool isFault = false;
        if (current != null)
        {
            current->Context = vcore->Data->UthreadContext;
            current->SchedulerFlags |= UthreadFlag.SavedHardware;
            isFault = current->Context.Marker == FaultMarker.Reflected;
            current->Context.Marker = FaultMarker.None;
            vcore->Data->UthreadContext.Marker = FaultMarker.None;
        }

        Events.HandleAll(vcore);
        if (isFault)
            Faults.Handle(vcore, current);
        Uthread* bootstrap = Start.TakeBootstrap();
        if (bootstrap != null)
            Uthreads.MakeRunnable(bootstrap);
        if (current != null)
            ContinueCurrent(vcore, current);
        RunNext(vcore);
    }

    /// <summary>Picks a runnable uthread, or gives the core back. Never returns.</summary>
    public static void RunNext(Vcore* vcore)
    {
        vcore->Current = null;
        while (true)
        {
            World.CheckIn(vcore);
            Uthread* next = RunQueue.Take(vcore);
            if (next != null)
                Run(vcore, next);
            if (!Events.HandleAll(vcore))
                Idle.GiveBack(vcore);
        }
    }

    /// <summary>Runs a uthread, or the handler of a signal it is to take first. Never returns.</summary>
    public static void Run(Vcore* vcore, Uthread* uthread)
    {
        Uthread* chosen = Signals.HandlerInsteadOf(uthread);
        vcore->Dispatched++;
        vcore->SeenTick = TimeSlice.Tick;
        Resume(vcore, chosen);
    }

    private static void ContinueCurrent(Vcore* vcore, Uthread* current)
    {
        if (World.MustStop(current))
        {
            // It stands anywhere; the next prologue or poll brings it here.
            TimeSlice.AskToYield(current);
        }
        else if (vcore->SeenTick != TimeSlice.Tick)
        {
            vcore->SeenTick = TimeSlice.Tick;
            TimeSlice.AskToYield(current);
        }

        if (Idle.IsPreemptPending(vcore))
            Idle.YieldToPreemption(vcore, current);
        Resume(vcore, current);
    }

    /// <summary>Leaves vcore context for a saved uthread. Never returns.</summary>
    public static void Resume(Vcore* vcore, Uthread* uthread)
    {
        uint saved = uthread->SchedulerFlags & UthreadFlag.SavedMask;
        uthread->SchedulerFlags &= ~UthreadFlag.SavedMask;
        uthread->State = UthreadState.Running;
        uthread->Vcore = vcore->Id;
        uthread->Processor = vcore->Id;
        AllocationCaches.Attach(vcore, uthread, saved);
        vcore->Current = uthread;
        switch (saved)
        {
            case UthreadFlag.SavedByProgram:
                SystemStacks.Assign(vcore, uthread);
                Pop(vcore, uthread, Program.Interface->ResumeUthread);
                break;
            case UthreadFlag.Bootstrap:
                SystemStacks.Assign(vcore, uthread);
                Pop(vcore, uthread, Vcores.Info->ProgramEntry);
                break;
            case UthreadFlag.SavedSoftware:
                Routines.PopSoftware(&uthread->Context.Sw, vcore->Data, PrepareEntryCall(vcore));
                break;
            case UthreadFlag.SavedHardware:
                PopHardware(vcore, uthread);
                break;
        }

        Report.Fatal("2LS: a uthread without a context was to run"u8);
    }

    private static void Pop(Vcore* vcore, Uthread* uthread, ulong code)
    {
        Uthread* system = uthread->SystemUthread;
        Routines.PopToStart(system, system->StackHigh, code, (ulong)uthread, vcore->Data, PrepareEntryCall(vcore));
    }

    private static void PopHardware(Vcore* vcore, Uthread* uthread)
    {
        UserContext* context = &uthread->Context;
        if (context->Type == ContextType.Hardware)
            context->Hw.FsBase = (ulong)vcore;
        else
            context->Sw.FsBase = (ulong)vcore;
        byte* fpu = vcore->Fpu;
        if (uthread->FpuState != null)
        {
            MachineRoutines.MemMove(fpu, uthread->FpuState, Vcore.FpuSize);
            FpuAreas.Free(uthread);
        }

        SyscallStruct* call = vcore->EntryCall;
        call->Number = SyscallNumber.PopCtx;
        call->Flags = 0;
        call->Arg0 = (ulong)context;
        call->Arg1 = context->Type == ContextType.Hardware ? (ulong)fpu : 0;
        Routines.PopByKernel(call);
    }

    private static SyscallStruct* PrepareEntryCall(Vcore* vcore)
    {
        vcore->EntryCall->Number = SyscallNumber.VcEntry;
        vcore->EntryCall->Flags = 0;
        return vcore->EntryCall;
    }
}
