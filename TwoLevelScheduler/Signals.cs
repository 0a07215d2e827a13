using System.Runtime.InteropServices;
using System.Threading;
using Abi;
using Core;

namespace TwoLevelScheduler;

/// <summary>A signal with what was sent along, waiting to be taken.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct QueuedSignal
{
    public QueuedSignal* Next;
    public SignalInfo Info;
}

/// <summary>Delivery of signals: which handler runs where. The native handler itself is in <c>Signals/Native</c>.</summary>
internal static unsafe class Signals
{
    private const ulong IgnoredByDefault =
        (1UL << Signal.SIGCHLD) | (1UL << Signal.SIGCONT) | (1UL << Signal.SIGURG) | (1UL << Signal.SIGWINCH);

    private static ulong* s_dispositions;

    // Guarded by s_lock, like the queues of uthreads:
    private static NativeLock s_lock;
    private static QueuedSignal* s_first;
    private static QueuedSignal* s_last;

    public static void SetUp() => s_dispositions = (ulong*)Pages.Map(Signal.Count * sizeof(ulong));

    public static long SetDisposition(ulong signal, ulong disposition)
    {
        if (signal is 0 or >= Signal.Count or Signal.SIGKILL or Signal.SIGSTOP || disposition > SignalDisposition.Handle)
            return -(long)Errno.EINVAL;
        return (long)Interlocked.Exchange(ref s_dispositions[signal], disposition);
    }

    /// <summary>A signal to the process, as an event: vcore context.</summary>
    public static void TakeInVcoreContext(ulong signal, ulong value)
    {
        if (signal is 0 or >= Signal.Count)
            return;
        switch (s_dispositions[signal])
        {
            case SignalDisposition.Ignore:
                return;
            case SignalDisposition.Default:
                DoDefault(signal);
                return;
        }

        SignalInfo info = default;
        info.Signal = (uint)signal;
        info.Value = value;
        Statistics.SignalsInVcoreContext++;
        NativeHandler((int)signal, &info);
    }

    /// <summary>Sends a signal to the own process the way the kernel would: as an event to this vcore.</summary>
    public static long SendToProcess(ulong signal, ulong value)
    {
        if (signal is 0 or >= Signal.Count)
            return -(long)Errno.EINVAL;
        EventMessage message = default;
        message.Type = EventType.PosixSignal;
        message.Arg1 = (ushort)signal;
        message.Arg4 = value;
        Notifications.Disable();
        long result = Kernel.FromVcore(
            SyscallNumber.SelfNotify, Vcores.Here->Id, EventType.PosixSignal, (ulong)&message, 0);
        Notifications.Enable();
        return result;
    }

    /// <summary>Sends a signal to one uthread. It is taken when that next stands where it gave itself up.</summary>
    public static long SendToUthread(Uthread* uthread, ulong signal, ulong value)
    {
        if (signal is 0 or >= Signal.Count)
            return -(long)Errno.EINVAL;
        if (s_dispositions[signal] == SignalDisposition.Ignore)
            return 0;
        SignalInfo info = default;
        info.Signal = (uint)signal;
        info.Value = value;
        Notifications.Disable();
        Queue(uthread, &info);
        Interlocked.Or(ref uthread->SignalPending, 1UL << (int)signal);
        TimeSlice.AskToYield(uthread);
        Notifications.Enable();
        return 0;
    }

    public static long ChangeMask(ulong how, ulong set, ulong* former)
    {
        Uthread* self = Notifications.Self;
        if (self == null)
            return -(long)Errno.EINVAL;
        ulong mask = self->SignalMask;
        if (former != null)
            *former = mask;
        switch (how)
        {
            case SignalMaskChange.Block:
                self->SignalMask = mask | set;
                break;
            case SignalMaskChange.Unblock:
                self->SignalMask = mask & ~set;
                break;
            case SignalMaskChange.Set:
                self->SignalMask = set;
                break;
            default:
                return -(long)Errno.EINVAL;
        }

        return 0;
    }

    /// <summary>The uthread on whose stack the caller's handlers run. In place of an address and size of a stack.</summary>
    public static long SetStack(Uthread* handler)
    {
        Uthread* self = Notifications.Self;
        if (self == null)
            return -(long)Errno.EINVAL;
        if (handler != null && (handler->SchedulerFlags & UthreadFlag.SavedMask) == 0)
            handler->SchedulerFlags |= UthreadFlag.SavedByProgram;
        self->SignalStackLow = (ulong)handler;
        return 0;
    }

    /// <summary>What is to run when the scheduler picked a uthread: itself, or the handler of a signal it has to take first.</summary>
    public static Uthread* HandlerInsteadOf(Uthread* uthread)
    {
        if ((uthread->SignalPending & ~uthread->SignalMask) == 0)
            return uthread;
        var handler = (Uthread*)uthread->SignalStackLow;
        bool standsAtCall = (uthread->SchedulerFlags & UthreadFlag.SavedByProgram) != 0;
        if (handler == null || !standsAtCall || (handler->SchedulerFlags & UthreadFlag.SavedByProgram) == 0)
            return uthread;
        Statistics.SignalsDirect++;
        uthread->SchedulerFlags |= UthreadFlag.InSignal;
        handler->OwnerData = (ulong)uthread;
        return handler;
    }

    /// <summary>A handler's uthread is done; it waits for its next signal and the interrupted one goes on.</summary>
    public static void Returned(Vcore* vcore, Uthread* handler)
    {
        handler->State = UthreadState.Parked;
        var uthread = (Uthread*)handler->OwnerData;
        handler->OwnerData = 0;
        uthread->SchedulerFlags &= ~UthreadFlag.InSignal;
        if (!World.IsStopping)
            Dispatcher.Run(vcore, uthread);
        Uthreads.MakeRunnable(uthread);
    }

    /// <summary>Takes the oldest signal of a uthread that is not masked, or the oldest of the process.</summary>
    public static ulong Take(Uthread* uthread, SignalInfo* info)
    {
        Notifications.Disable();
        s_lock.Acquire();
        ulong signal = uthread == null ? TakeOfProcess(info) : TakeOf(uthread, info);
        s_lock.Release();
        Notifications.Enable();
        return signal;
    }

    /// <summary>Keeps a signal of the process with its information until <see cref="Take"/>. Vcore context.</summary>
    public static void QueueForProcess(SignalInfo* info) => Queue(null, info);

    private static ulong TakeOfProcess(SignalInfo* info)
    {
        QueuedSignal* queued = s_first;
        if (queued == null)
            return 0;
        s_first = queued->Next;
        if (s_first == null)
            s_last = null;
        *info = queued->Info;
        Pool.Give(queued);
        return info->Signal;
    }

    private static ulong TakeOf(Uthread* uthread, SignalInfo* info)
    {
        QueuedSignal* previous = null;
        var queued = (QueuedSignal*)uthread->SignalInfoFirst;
        while (queued != null && (uthread->SignalMask & (1UL << (int)queued->Info.Signal)) != 0)
        {
            previous = queued;
            queued = queued->Next;
        }

        if (queued == null)
        {
            uthread->SignalPending &= uthread->SignalMask;
            return 0;
        }

        if (previous == null)
            uthread->SignalInfoFirst = queued->Next;
        else
            previous->Next = queued->Next;
        if (queued->Next == null)
            uthread->SignalInfoLast = previous;
        *info = queued->Info;
        Pool.Give(queued);
        return info->Signal;
    }

    private static void Queue(Uthread* uthread, SignalInfo* info)
    {
        var queued = (QueuedSignal*)Pool.Take();
        queued->Info = *info;
        s_lock.Acquire();
        if (uthread == null)
        {
            if (s_last == null)
                s_first = queued;
            else
                s_last->Next = queued;
            s_last = queued;
        }
        else
        {
            if (uthread->SignalInfoLast == null)
                uthread->SignalInfoFirst = queued;
            else
                ((QueuedSignal*)uthread->SignalInfoLast)->Next = queued;
            uthread->SignalInfoLast = queued;
        }

        s_lock.Release();
    }

    private static void DoDefault(ulong signal)
    {
        if ((IgnoredByDefault & (1UL << (int)signal)) != 0)
            return;
        Report.Text("terminated by signal "u8);
        Report.Decimal(signal);
        Report.Text("\n"u8);
        Kernel.Exit(ExitStatus.Signalled + (int)signal);
    }

    [Routine("NativeSignalHandler")]
    private static extern void NativeHandler(int signal, SignalInfo* info);
}
