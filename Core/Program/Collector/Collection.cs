using Core.Collector;
using Core.Program.Stacks;

namespace Core.Program.Collector;

/// <summary>One collection: stop, mark, sweep. Precise, non-moving.</summary>
public static class Collection
{
    private static bool s_running;
    private static int s_count;

    /// <summary>Collections so far.</summary>
    public static int Count => s_count;

    /// <summary>Not 0: allocation does not collect (start-up, before the first uthread runs).</summary>
    public static int Disabled { get; set; }

    /// <summary>Collects. On the system stack, with every uthread in its saved position once the world is stopped.</summary>
    [Export("runtime_collect")]
    public static void Run()
    {
        if (Disabled != 0 || s_running)
            return;
        s_running = true;
        UthreadHooks.StopWorld();
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
        s_running = false;
    }
}
