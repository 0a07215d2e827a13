using System.Threading;
using Abi;

namespace TwoLevelScheduler;

/// <summary>Alarms that abort a uthread's blocked system call.</summary>
internal static unsafe class SyscallAborts
{
    private const ulong RetryUs = 10_000;

    /// <summary>Arms one for the calling uthread; it must disarm it before another call of its own.</summary>
    public static ulong Arm(ulong deadlineUs)
    {
        Uthread* self = Notifications.Self;
        if (self == null)
            return 0;
        Notifications.Disable();
        Alarm* alarm = Alarms.Create();
        alarm->Action = AlarmAction.AbortSyscall;
        alarm->Uthread = self;
        Alarms.Arm(alarm, Clock.TscFromUnixUs(deadlineUs));
        Notifications.Enable();
        return (ulong)alarm;
    }

    /// <returns>1 when it had not gone off.</returns>
    public static ulong Disarm(ulong waiter)
    {
        if (waiter == 0)
            return 0;
        var alarm = (Alarm*)waiter;
        Notifications.Disable();
        bool wasArmed = Alarms.Cancel(alarm);
        while (!wasArmed && Volatile.Read(ref alarm->HasFired) == 0)
        {
            Core.Machine.X86.Pause();
            wasArmed = Alarms.Cancel(alarm);
        }

        bool hadFired = alarm->HasFired != 0;
        Alarms.Destroy(alarm);
        Notifications.Enable();
        return hadFired ? 0UL : 1UL;
    }

    /// <summary>Vcore context. The call may not have been issued or not be abortable yet: tries again until disarmed.</summary>
    public static void Fired(Alarm* alarm)
    {
        void* call = alarm->Uthread->Syscall;
        if (call != null && Kernel.FromVcore(SyscallNumber.AbortSyscall, (ulong)call) == 1)
            Volatile.Write(ref alarm->HasFired, 1);
        else
            Alarms.Arm(alarm, Clock.Now + Clock.TscFromUs(RetryUs));
    }
}
