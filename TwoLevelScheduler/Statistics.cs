using Abi;

namespace TwoLevelScheduler;

/// <summary>Counters for programs and tests. Updates that race may lose a count.</summary>
internal static unsafe class Statistics
{
    public static ulong Preemptions { get; set; }

    public static ulong BlockedSyscalls { get; set; }

    public static ulong SignalsInVcoreContext { get; set; }

    public static ulong SignalsDirect { get; set; }

    public static ulong FaultsReflected { get; set; }

    public static ulong Get(ulong which) => which switch
    {
        UsysStatistic.Vcores => Vcores.OnlineCount,
        UsysStatistic.VcoreEntries => Sum(which),
        UsysStatistic.UthreadsRun => Sum(which),
        UsysStatistic.Steals => Sum(which),
        UsysStatistic.BlockedSyscalls => BlockedSyscalls,
        UsysStatistic.Preemptions => Preemptions,
        UsysStatistic.SignalsInVcoreContext => SignalsInVcoreContext,
        UsysStatistic.SignalsDirect => SignalsDirect,
        UsysStatistic.FaultsReflected => FaultsReflected,
        UsysStatistic.CurrentVcore => Vcores.Here->Id,
        UsysStatistic.SystemStacks => SystemStacks.Count,
        UsysStatistic.SchedulerName => RunQueue.Policy == QueuePolicy.Stealing ? Name("stealing"u8) : Name("fifo"u8),
        _ => 0,
    };

    private static ulong Sum(ulong which)
    {
        ulong sum = 0;
        for (uint id = 0; id < Vcores.Count; id++)
        {
            Vcore* vcore = Vcores.At(id);
            sum += which == UsysStatistic.VcoreEntries ? vcore->Entries
                : which == UsysStatistic.UthreadsRun ? vcore->Dispatched
                : vcore->Steals;
        }

        return sum;
    }

    private static ulong Name(System.ReadOnlySpan<byte> text)
    {
        ulong letters = 0;
        for (int i = 0; i < text.Length && i < 8; i++)
            letters |= (ulong)text[i] << (8 * i);
        return letters;
    }
}
