using Core;

namespace TwoLevelScheduler.Images.Fifo;

/// <summary>The image with one run queue for all vcores.</summary>
public static class FifoScheduler
{
    /// <summary>Called by the routine scheduler_start on the initial stack.</summary>
    [Export("SchedulerMain")]
    [NoAlloc("the native side has no heap")]
    public static void Main() => Start.Run(QueuePolicy.SharedFifo);
}
