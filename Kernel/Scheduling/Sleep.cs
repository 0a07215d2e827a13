using Abi;
using Kernel.Machine;
using Kernel.Processes;

namespace Kernel.Scheduling;

/// <summary>Blocking for a time.</summary>
internal static class Sleep
{
    /// <summary>Blocks the calling kthread until a TSC value.</summary>
    /// <returns>EINTR when the process aborted the call.</returns>
    public static Errno Until(ulong deadline)
    {
        Kthread kthread = Pcore.Current.Kthread;
        Process? process = kthread.Process;
        while (!kthread.IsAborted && Clock.Now < deadline)
        {
            kthread.PrepareWait();
            if (process != null && !process.AddSleeper(kthread))
            {
                kthread.CancelWait();
                return Errno.EINTR;
            }

            Pcore.Current.Alarms.Set(kthread.Alarm, deadline);
            kthread.Block();
            AlarmChain.Cancel(kthread.Alarm);
            process?.RemoveSleeper(kthread);
        }

        return kthread.IsAborted ? Errno.EINTR : Errno.None;
    }
}
