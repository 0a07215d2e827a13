using System.Runtime.InteropServices;
using Abi;

namespace TwoLevelScheduler;

/// <summary>The functions of the table. A missing or different one does not compile: their addresses are taken by generated code.</summary>
[UsysImplementation(typeof(IUsysFunctions))]
internal static unsafe partial class UsysEntries
{
    [UnmanagedCallersOnly]
    private static ulong AbortSyscallAt(ulong deadlineUs) => SyscallAborts.Arm(deadlineUs);

    [UnmanagedCallersOnly]
    private static ulong UnsetAlarmWithFree(ulong waiter) => SyscallAborts.Disarm(waiter);

    [UnmanagedCallersOnly]
    private static void Syscall(SyscallStruct* call) => Uthreads.Syscall(call);

    [UnmanagedCallersOnly]
    private static ulong Tester(
        ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong a5, ulong a6, ulong a7, ulong a8, ulong a9, ulong a10, ulong a11) =>
        (a0 & 0xFF) | ((a1 & 0xFF) << 8) | ((a2 & 0xFF) << 16) | ((a3 & 0xFF) << 24) | ((a4 & 0xFF) << 32) | ((a5 & 0xFF) << 40) | ((a6 & 0xFF) << 48);

    [UnmanagedCallersOnly]
    private static long Futex(uint* address, int operation, uint value, ulong timeoutUs, uint* address2, uint value3)
    {
        if (address2 != null || value3 != 0)
            return -(long)Errno.EINVAL;
        return operation switch
        {
            FutexOperation.Wait => Futexes.Wait(address, value, timeoutUs),
            FutexOperation.Wake => Futexes.Wake(address, value),
            _ => -(long)Errno.ENOSYS,
        };
    }

    [UnmanagedCallersOnly]
    private static ulong SerializeArgvEnvp(byte** arguments, byte** environment) => (ulong)ArgumentBlobs.Serialize(arguments, environment);

    [UnmanagedCallersOnly]
    private static void Free(void* block) => ArgumentBlobs.Free(block);

    [UnmanagedCallersOnly]
    private static void Switch(Uthread* uthread, ulong kind, ulong argument) => Uthreads.SwitchFromProgram(uthread, kind, argument);

    [UnmanagedCallersOnly]
    private static void MakeRunnable(Uthread* uthread)
    {
        Notifications.Disable();
        if ((uthread->SchedulerFlags & UthreadFlag.SavedMask) == 0)
            uthread->SchedulerFlags |= UthreadFlag.SavedByProgram;
        Uthreads.CancelParkAlarm(uthread);
        Uthreads.MakeRunnable(uthread);
        Notifications.Enable();
    }

    [UnmanagedCallersOnly]
    private static ulong RequestVcores(ulong total)
    {
        Notifications.Disable();
        Idle.Limit = total > uint.MaxValue ? uint.MaxValue : (uint)total;
        Idle.RequestTotal(Idle.Limit);
        Notifications.Enable();
        return Vcores.OnlineCount;
    }

    [UnmanagedCallersOnly]
    private static void SetTimeSlice(ulong intervalUs)
    {
        Notifications.Disable();
        TimeSlice.SetInterval(intervalUs);
        Notifications.Enable();
    }

    [UnmanagedCallersOnly]
    private static ulong StopWorld() => World.Stop() ? 1UL : 0;

    [UnmanagedCallersOnly]
    private static void StartWorld() => World.Start();

    [UnmanagedCallersOnly]
    private static ulong InVcoreContext() => Notifications.Self == null ? 1UL : 0;

    [UnmanagedCallersOnly]
    private static ulong Statistic(ulong which) => Statistics.Get(which);

    [UnmanagedCallersOnly]
    private static void InstallProgram(ProgramInterface* program)
    {
        Notifications.Disable();
        Program.Install(program);
        TimeSlice.SetInterval(TimeSlice.DefaultUs);
        Notifications.Enable();
    }

    [UnmanagedCallersOnly]
    private static long SetSignal(ulong signal, ulong disposition) => Signals.SetDisposition(signal, disposition);

    [UnmanagedCallersOnly]
    private static long SignalUthread(Uthread* uthread, ulong signal, ulong value) => Signals.SendToUthread(uthread, signal, value);

    [UnmanagedCallersOnly]
    private static long SignalProcess(ulong signal, ulong value) => Signals.SendToProcess(signal, value);

    [UnmanagedCallersOnly]
    private static long SignalMask(ulong how, ulong set, ulong* former) => Signals.ChangeMask(how, set, former);

    [UnmanagedCallersOnly]
    private static long SignalStack(Uthread* handler) => Signals.SetStack(handler);

    [UnmanagedCallersOnly]
    private static ulong TakeSignal(Uthread* uthread, SignalInfo* info) => Signals.Take(uthread, info);

    [UnmanagedCallersOnly]
    private static void Abort(byte* text, ulong length)
    {
        Report.Bytes(text, length);
        Report.End();
    }
}
