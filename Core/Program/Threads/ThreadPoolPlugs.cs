namespace Core.Program.Threads;

/// <summary>The base library's thread pool, over uthreads.</summary>
internal static class ThreadPoolPlugs
{
    // Processor time tells nothing about uthreads, and more of them add no throughput: the goal changes only when workers block.
    [Plug("System.Threading.PortableThreadPool+HillClimbing", "Update", Hash = "27a6f4a905092ccc")]
    private static (int NewThreadCount, int NewSampleMs) Update(object climber, int currentThreadCount, double sampleDurationSeconds, int completions) =>
        (currentThreadCount, SampleMs);

    [Plug("System.Threading.PortableThreadPool+HillClimbing", "ForceChange", Hash = "232bee328f1c6f32")]
    private static void ForceChange(object climber, int newThreadCount, int transition)
    {
    }

    [Plug("System.Threading.PortableThreadPool", "ShouldAdjustMaxWorkersActive", Hash = "50092afbc8174c82")]
    private static bool ShouldAdjust(object pool, int currentTimeMs) => false;

    private const int SampleMs = 200;
}
