using System.Threading;
using Abi;
using Core;

namespace TwoLevelScheduler;

/// <summary>How uthreads stop and become runnable.</summary>
internal static unsafe class Uthreads
{
    /// <summary>Puts a uthread that stands saved into the run queue. Context: vcore context, or notifications disabled.</summary>
    public static void MakeRunnable(Uthread* uthread)
    {
        uthread->State = UthreadState.Runnable;
        RunQueue.Add(uthread);
        TimeSlice.EnsureRunning();
        Idle.RequestForWork();
    }

    /// <summary>Gives the core up from a position saved by the program; the entry Switch of the table. Never returns.</summary>
    public static void SwitchFromProgram(Uthread* uthread, ulong kind, ulong argument)
    {
        // As in Notifications.Disable, but nothing will enable them: the next pop does.
        Volatile.Write(ref uthread->SchedulerFlags, uthread->SchedulerFlags | UthreadFlag.DontMigrate);
        Interlocked.MemoryBarrier();
        Vcore* vcore = Vcores.Here;
        Volatile.Write(ref vcore->Data->NotifDisabled, 1);
        Routines.ContinueOnStack(vcore->StackTop, (nint)(delegate*<Uthread*, ulong, ulong, void>)&Switched, uthread, kind, argument);
    }

    /// <summary>Blocks the calling native code until <see cref="MakeRunnable"/>. Context: notifications disabled, depth 1;
    /// they are enabled on return.</summary>
    /// <param name="publish">Runs in vcore context once the context is saved; who it tells may resume the uthread at once.</param>
    public static void Block(Uthread* self, delegate*<Uthread*, void*, void> publish, void* argument)
    {
        Vcore* vcore = Vcores.Here;
        BlockRequest request;
        request.Publish = publish;
        request.Argument = argument;
        self->NotificationDepth = 0;
        Routines.SaveAndContinue(
            &self->Context.Sw, vcore->StackTop, (nint)(delegate*<Uthread*, BlockRequest*, void>)&Blocked, self, &request);
    }

    /// <summary>Issues a system call for a uthread and blocks it while the kernel is busy with it.</summary>
    public static void Syscall(SyscallStruct* call)
    {
        call->Flags = 0;
        call->EventQueue = 0;
        call->UserData = 0;
        Routines.RawSyscall(call, 1);
        Uthread* self = Notifications.Self;
        while (!Kernel.IsDone(call))
        {
            if (self == null)
            {
                Core.Machine.X86.Pause();
                continue;
            }

            Notifications.Disable();
            self->Syscall = call;
            Block(self, &AwaitSyscall, call);
            self->Syscall = null;
        }

        if (call->Error == 0)
            call->ErrorText[0] = 0;
    }

    /// <summary>A call the kernel completed. Spurious and repeated messages must do no harm.</summary>
    public static void SyscallDone(SyscallStruct* call)
    {
        var uthread = (Uthread*)Interlocked.Exchange(ref call->UserData, 0);
        if (uthread == null)
            return;
        Idle.CallEnded();
        MakeRunnable(uthread);
    }

    /// <summary>An interrupted uthread leaves the vcore: it keeps its FPU state and waits for another one.</summary>
    public static void PutBackInterrupted(Vcore* vcore, Uthread* uthread)
    {
        FpuAreas.Keep(vcore->Fpu, uthread);
        AllocationCaches.Detach(vcore);
        uthread->State = UthreadState.Runnable;
        RunQueue.Add(uthread);
    }

    private static void Switched(Uthread* uthread, ulong kind, ulong argument)
    {
        Vcore* vcore = Vcores.Here;
        vcore->Current = null;
        SystemStacks.Release(vcore, uthread);
        uthread->SchedulerFlags = (uthread->SchedulerFlags & ~UthreadFlag.DontMigrate) | UthreadFlag.SavedByProgram;
        uthread->NotificationDepth = 0;
        switch (kind)
        {
            case SwitchKind.Yield:
                MakeRunnable(uthread);
                break;
            case SwitchKind.Park:
                uthread->State = UthreadState.Parked;
                if (argument != 0)
                    Volatile.Write(ref *(uint*)argument, 0);
                break;
            case SwitchKind.Sleep:
                Sleep(uthread, argument);
                break;
            case SwitchKind.ParkUntil:
                ParkUntil(uthread, (uint*)argument);
                break;
            case SwitchKind.Exit:
                uthread->State = UthreadState.Ended;
                if (argument != 0)
                    Volatile.Write(ref *(uint*)argument, 1);
                break;
            case SwitchKind.SignalReturn:
                Signals.Returned(vcore, uthread);
                break;
            default:
                Report.Fatal("2LS: unknown kind of switch"u8);
                break;
        }

        Dispatcher.RunNext(vcore);
    }

    private static void Sleep(Uthread* uthread, ulong wakeTsc)
    {
        uthread->State = UthreadState.Sleeping;
        Alarm* alarm = Alarms.Create();
        alarm->Action = AlarmAction.Wake;
        alarm->Uthread = uthread;
        Alarms.Arm(alarm, wakeTsc);

        // The kernel's alarm is not set for a time in the past.
        if (wakeTsc <= Clock.Now)
            Alarms.Expire();
    }

    // Armed before the lock is released: who ends the park finds the alarm. After the release the uthread may be gone.
    private static void ParkUntil(Uthread* uthread, uint* lockWord)
    {
        uthread->State = UthreadState.Parked;
        ulong deadline = uthread->Deadline;
        Alarm* alarm = Alarms.Create();
        alarm->Action = AlarmAction.ParkTimeout;
        alarm->Uthread = uthread;
        uthread->ParkAlarm = alarm;
        Alarms.Arm(alarm, deadline);
        if (lockWord != null)
            Volatile.Write(ref *lockWord, 0);
        if (deadline <= Clock.Now)
            Alarms.Expire();
    }

    /// <summary>The alarm of a park went off; vcore context. Pairs with <see cref="CancelParkAlarm"/>.</summary>
    public static void ParkTimedOut(Alarm* alarm)
    {
        Uthread* uthread = alarm->Uthread;
        if (Interlocked.CompareExchange(ref uthread->ParkState, ParkState.TimedOut, ParkState.Waiting) != ParkState.Waiting)
        {
            // Its waker waits for this in CancelParkAlarm, and then destroys the alarm.
            Volatile.Write(ref alarm->HasFired, 1);
            return;
        }

        uthread->ParkAlarm = null;
        Alarms.Destroy(alarm);
        MakeRunnable(uthread);
    }

    /// <summary>Of who changed <see cref="Uthread.ParkState"/> to <see cref="ParkState.Woken"/>, before it makes the uthread runnable.</summary>
    public static void CancelParkAlarm(Uthread* uthread)
    {
        var alarm = (Alarm*)uthread->ParkAlarm;
        if (alarm == null)
            return;
        uthread->ParkAlarm = null;
        if (!Alarms.Cancel(alarm))
        {
            while (Volatile.Read(ref alarm->HasFired) == 0)
                Core.Machine.X86.Pause();
        }

        Alarms.Destroy(alarm);
    }

    private static void Blocked(Uthread* uthread, BlockRequest* request)
    {
        Vcore* vcore = Vcores.Here;
        vcore->Current = null;
        delegate*<Uthread*, void*, void> publish = request->Publish;
        void* argument = request->Argument;
        uthread->SchedulerFlags = (uthread->SchedulerFlags & ~UthreadFlag.DontMigrate) | UthreadFlag.SavedSoftware;

        // From here on the uthread, and the request on its stack, may be running elsewhere.
        publish(uthread, argument);
        Dispatcher.RunNext(vcore);
    }

    private static void AwaitSyscall(Uthread* uthread, void* argument)
    {
        var call = (SyscallStruct*)argument;
        uthread->State = UthreadState.InSyscall;
        call->EventQueue = (ulong)Vcores.Here->SyscallQueue;
        Volatile.Write(ref call->UserData, (ulong)uthread);
        Idle.CallBegun();
        Statistics.BlockedSyscalls++;
        while (true)
        {
            ulong flags = Volatile.Read(ref call->Flags);
            if ((flags & (SyscallFlags.Done | SyscallFlags.Progress)) != 0)
                break;
            if ((flags & SyscallFlags.KernelLock) != 0)
                Core.Machine.X86.Pause();
            else if (Interlocked.CompareExchange(ref call->Flags, flags | SyscallFlags.UserEvent, flags) == flags)
                return;
        }

        // Done before it could be told to tell.
        SyscallDone(call);
    }
}

/// <summary>What is to happen after a context was saved.</summary>
internal unsafe struct BlockRequest
{
    public delegate*<Uthread*, void*, void> Publish;
    public void* Argument;
}
