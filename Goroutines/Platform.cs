using Abi;
using Core;

namespace Goroutines;

/// <summary>What a platform assembly (Linux, Metal) supplies, by exports of these names.</summary>
/// <remarks>All are called on a goroutine's own stack.</remarks>
internal static unsafe class Platform
{
    /// <summary>Gives the core to others until <see cref="Ready"/>.</summary>
    /// <param name="lockWord">Set to 0 once the goroutine's context is saved; on the collected heap or null.</param>
    [Routine("goroutine_park")]
    public static extern void Park(int* lockWord);

    /// <summary>Makes a parked or new goroutine runnable, once per park.</summary>
    [Routine("goroutine_ready")]
    public static extern void Ready(Uthread* uthread);

    /// <summary>Goes to the end of the run queue.</summary>
    [Routine("goroutine_yield")]
    public static extern void Yield();

    /// <summary>Returns when the monotonic clock reaches a value.</summary>
    [Routine("goroutine_sleep_until")]
    public static extern void SleepUntil(ulong deadlineNs);

    /// <summary>A monotonic clock in nanoseconds.</summary>
    [Routine("goroutine_now")]
    public static extern ulong Now();

    /// <summary>Asks for cores to run on; the number the process now has.</summary>
    [Routine("goroutine_request_cores")]
    public static extern int RequestCores(int total);

    /// <summary>Time slice after which a running goroutine is made to yield; 0 for none.</summary>
    [Routine("goroutine_set_time_slice")]
    public static extern void SetTimeSlice(ulong intervalUs);
}
