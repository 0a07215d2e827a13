using System.Runtime.InteropServices;
using Abi;

namespace TwoLevelScheduler;

/// <summary>What happens when an alarm goes off.</summary>
internal enum AlarmAction : uint
{
    /// <summary>The uthread becomes runnable.</summary>
    Wake,

    /// <summary>A futex wait ends with ETIMEDOUT.</summary>
    FutexTimeout,

    /// <summary>The uthread's blocked system call is aborted.</summary>
    AbortSyscall,

    /// <summary>Running uthreads are asked to yield.</summary>
    TimeSlice,

    /// <summary>A park ends by its deadline.</summary>
    ParkTimeout,
}

/// <summary>One alarm. Its fields but the first four are its user's.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Alarm
{
    // Guarded by the lock of Alarms:
    public ulong WakeTsc;
    public Alarm* Next;
    public Alarm* Previous;
    public uint IsArmed;

    public AlarmAction Action;
    public Uthread* Uthread;
    public void* Data;
    public uint HasFired;
}

/// <summary>All alarms of the process, over the one alarm the kernel gives it.</summary>
/// <remarks>Context: vcore context, or notifications disabled. Actions run in vcore context without the lock.</remarks>
internal static unsafe class Alarms
{
    // Guarded by s_lock: a list, earliest first.
    private static NativeLock s_lock;
    private static Alarm* s_first;
    private static ulong s_armedTsc;

    private static int s_waiters;

    /// <summary>Whether an alarm is armed that makes something runnable.</summary>
    public static bool HasWaiters => s_waiters != 0;

    public static Alarm* Create() => (Alarm*)Pool.Take();

    public static void Destroy(Alarm* alarm) => Pool.Give(alarm);

    public static void Arm(Alarm* alarm, ulong wakeTsc)
    {
        s_lock.Acquire();
        alarm->WakeTsc = wakeTsc;
        Alarm* previous = null;
        Alarm* next = s_first;
        while (next != null && next->WakeTsc <= wakeTsc)
        {
            previous = next;
            next = next->Next;
        }

        alarm->Previous = previous;
        alarm->Next = next;
        if (previous == null)
            s_first = alarm;
        else
            previous->Next = alarm;
        if (next != null)
            next->Previous = alarm;
        alarm->IsArmed = 1;
        if (alarm->Action != AlarmAction.TimeSlice)
            s_waiters++;
        SetKernelAlarm();
        s_lock.Release();
    }

    /// <returns>False when it was not armed: it has gone off, or is about to.</returns>
    public static bool Cancel(Alarm* alarm)
    {
        s_lock.Acquire();
        bool wasArmed = alarm->IsArmed != 0;
        if (wasArmed)
        {
            Unlink(alarm);
            SetKernelAlarm();
        }

        s_lock.Release();
        return wasArmed;
    }

    /// <summary>Lets every alarm that is due go off. Spurious calls are fine.</summary>
    public static void Expire()
    {
        while (true)
        {
            s_lock.Acquire();
            Alarm* due = s_first;
            if (due == null || due->WakeTsc > Clock.Now)
            {
                s_armedTsc = 0;
                SetKernelAlarm();
                s_lock.Release();
                return;
            }

            Unlink(due);
            s_lock.Release();
            Fire(due);
        }
    }

    private static void Fire(Alarm* alarm)
    {
        switch (alarm->Action)
        {
            case AlarmAction.Wake:
                Uthread* uthread = alarm->Uthread;
                Destroy(alarm);
                Uthreads.MakeRunnable(uthread);
                break;
            case AlarmAction.FutexTimeout:
                Futexes.TimedOut((FutexWaiter*)alarm->Data);
                break;
            case AlarmAction.AbortSyscall:
                SyscallAborts.Fired(alarm);
                break;
            case AlarmAction.TimeSlice:
                TimeSlice.Expired();
                break;
            case AlarmAction.ParkTimeout:
                Uthreads.ParkTimedOut(alarm);
                break;
        }
    }

    private static void Unlink(Alarm* alarm)
    {
        if (alarm->Previous == null)
            s_first = alarm->Next;
        else
            alarm->Previous->Next = alarm->Next;
        if (alarm->Next != null)
            alarm->Next->Previous = alarm->Previous;
        alarm->Next = null;
        alarm->Previous = null;
        alarm->IsArmed = 0;
        if (alarm->Action != AlarmAction.TimeSlice)
            s_waiters--;
    }

    /// <summary>Under the lock, so that the kernel's alarm always is the first of the list.</summary>
    private static void SetKernelAlarm()
    {
        ulong wanted = s_first == null ? 0 : s_first->WakeTsc;
        if (wanted == s_armedTsc)
            return;
        s_armedTsc = wanted;
        Kernel.FromVcore(SyscallNumber.SetAlarm, wanted, 0);
    }
}
