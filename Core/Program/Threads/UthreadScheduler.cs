using Abi;

namespace Core.Program.Threads;

/// <summary>What a scheduler of uthreads exports, for the threads of the base library.</summary>
internal static unsafe class UthreadScheduler
{
    /// <summary>Gives the core to others. On the system stack, for the uthread that entered it; never returns: it continues
    /// where it went to the system stack.</summary>
    /// <param name="lockWord">Set to 0 once the uthread may be made ready.</param>
    /// <param name="deadlineNs">0, or a value of <see cref="Now"/>: the park then ends by itself if <see cref="Uthread.ParkState"/>
    /// still is <see cref="ParkState.Waiting"/>.</param>
    [Routine("goroutine_park_saved")]
    public static extern void Park(Uthread* uthread, int* lockWord, ulong deadlineNs);

    /// <summary>Makes a parked or new uthread runnable, once per park.</summary>
    [Routine("goroutine_ready")]
    public static extern void Ready(Uthread* uthread);

    /// <summary>A monotonic clock in nanoseconds.</summary>
    [Routine("goroutine_now")]
    public static extern ulong Now();
}
