using Core;

namespace TwoLevelScheduler.Images.Stealing;

/// <summary>The image with a run queue per vcore and work stealing.</summary>
public static class StealingScheduler
{
    /// <summary>Called by the routine scheduler_start on the initial stack.</summary>
    [Export("SchedulerMain")]
    [NoAlloc("the native side has no heap")]
    public static void Main() => Start.Run(QueuePolicy.Stealing);
}
