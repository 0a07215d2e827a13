using Abi;
using Core;
using Core.Machine;
using Usys;

namespace Goroutines.Metal;

using Usys = global::Usys.Usys;

/// <summary>Goroutines are uthreads of the second-level scheduler; this only translates.</summary>
internal static unsafe class MetalScheduler
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    [Export("goroutine_park")]
    private static void Park(int* lockWord) => UthreadSwitch.Switch(SwitchKind.Park, (ulong)lockWord);

    [Export("goroutine_park_saved")]
    private static void ParkSaved(Uthread* uthread, int* lockWord, ulong deadlineNs)
    {
        if (deadlineNs == 0)
        {
            UthreadSwitch.SwitchSaved(uthread, SwitchKind.Park, (ulong)lockWord);
            return;
        }

        uthread->Deadline = TscAt(deadlineNs);
        UthreadSwitch.SwitchSaved(uthread, SwitchKind.ParkUntil, (ulong)lockWord);
    }

    [Export("goroutine_ready")]
    private static void Ready(Uthread* uthread) => Usys.Call1(UsysFunction.MakeRunnable, (nuint)uthread);

    [Export("goroutine_yield")]
    private static void Yield() => UthreadSwitch.Switch(SwitchKind.Yield, 0);

    [Export("goroutine_sleep_until")]
    private static void SleepUntil(ulong deadlineNs) => UthreadSwitch.Switch(SwitchKind.Sleep, TscAt(deadlineNs));

    [Export("goroutine_now")]
    private static ulong Now() => (ulong)Clock();

    [Export("goroutine_request_cores")]
    private static int RequestCores(int total) => (int)Usys.Call1(UsysFunction.RequestVcores, (nuint)total);

    [Export("goroutine_set_time_slice")]
    private static void SetTimeSlice(ulong intervalUs) => Usys.Call1(UsysFunction.SetTimeSlice, (nuint)intervalUs);

    // Rounded up: a sleeper must not wake before its time.
    private static ulong TscAt(ulong nanoseconds)
    {
        ulong frequency = ((ProcInfo*)AddressMap.ProcInfo)->TscFrequency;
        ulong rest = nanoseconds % NanosecondsPerSecond * frequency;
        return (nanoseconds / NanosecondsPerSecond * frequency) + ((rest + NanosecondsPerSecond - 1) / NanosecondsPerSecond);
    }

    [Routine("platform_clock")]
    private static extern long Clock();
}
