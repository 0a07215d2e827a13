using Core.Collector;
using Core.Program.Stacks;

namespace Core.Program.Collector;

/// <summary>One collection: stop, mark, sweep. Precise, non-moving.</summary>
public static class Collection
{
    private static bool s_running;
    private static int s_count;
    private static long s_lastStartNs;
    private static long s_lastEndNs;
    private static long s_totalPauseNs;
    private static int s_percentTime;

    /// <summary>Collections so far.</summary>
    public static int Count => s_count;

    /// <summary>On the platform's monotonic clock.</summary>
    public static long LastStartNs => s_lastStartNs;

    public static long LastDurationNs => s_lastEndNs - s_lastStartNs;

    public static long TotalPauseNs => s_totalPauseNs;

    /// <summary>Part of the time between the last two collections that the last one took, in percent.</summary>
    public static int PercentTime => s_percentTime;

    /// <summary>Not 0: allocation does not collect (start-up, before the first uthread runs).</summary>
    public static int Disabled { get; set; }

    /// <summary>Collects. On the system stack, with every uthread in its saved position once the world is stopped.</summary>
    [Export("runtime_collect")]
    public static void Run()
    {
        if (Disabled != 0 || s_running)
            return;
        s_running = true;
        long before = s_lastEndNs;
        s_lastStartNs = Clock();
        UthreadHooks.StopWorld();
        Caches.Clear();
        Marker.Begin();
        Roots.MarkAll();
        Handles.MarkStrong();
        Finalization.MarkDue();
        Handles.MarkDependent();
        Handles.ClearWeak(afterFinalizers: false);
        Finalization.Separate();
        Handles.MarkDependent();
        Handles.ClearWeak(afterFinalizers: true);
        Heap.Sweep();
        s_count++;
        UthreadHooks.StartWorld();
        CountTime(before);
        s_running = false;
        FinalizerThread.WakeIfDue();
    }

    private static void CountTime(long previousEndNs)
    {
        s_lastEndNs = Clock();
        s_totalPauseNs += LastDurationNs;
        long interval = s_lastEndNs - previousEndNs;
        s_percentTime = interval <= 0 ? 0 : (int)(LastDurationNs * 100 / interval);
    }

    [Routine("platform_clock")]
    private static extern long Clock();
}
