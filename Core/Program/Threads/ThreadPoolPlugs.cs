namespace Core.Program.Threads;

/// <summary>The base library's thread pool, over uthreads.</summary>
internal static class ThreadPoolPlugs
{
    // Processor time tells nothing about uthreads, and more of them add no throughput: the goal changes only when workers block.
    [Plug("System.Threading.PortableThreadPool+HillClimbing", "Update")]
    private static (int NewThreadCount, int NewSampleMs) Update(object climber, int currentThreadCount, double sampleDurationSeconds, int completions) =>
        (currentThreadCount, SampleMs);

    [Plug("System.Threading.PortableThreadPool+HillClimbing", "ForceChange")]
    private static void ForceChange(object climber, int newThreadCount, int transition)
    {
    }

    [Plug("System.Threading.PortableThreadPool", "ShouldAdjustMaxWorkersActive")]
    private static bool ShouldAdjust(object pool, int currentTimeMs) => false;

    private const int SampleMs = 200;
}
