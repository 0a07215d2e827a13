using Abi;
using Core;
using Core.Machine;
using Core.Program.Stacks;
using Core.Text;

namespace Goroutines.Linux;

/// <summary>All goroutines on the one thread of the process: a run queue, and a list of sleepers.</summary>
/// <remarks>Switches happen on the system stack, where nothing splits; so no lock is needed anywhere.</remarks>
internal static unsafe class LinuxScheduler
{
    private const int DeadlockStatus = 2;
    private const ulong DefaultSliceUs = 10_000;

    // Linked by QueueNext.
    private static Uthread* s_first;
    private static Uthread* s_last;

    // Linked by QueueNext, earliest deadline first.
    private static Uthread* s_sleepers;
    private static bool s_isInstalled;

    private struct ParkRequest
    {
        public Uthread* Uthread;
        public int* LockWord;
        public ulong DeadlineNs;
    }

    [Export("goroutine_park")]
    private static void Park(int* lockWord)
    {
        EnsureInstalled();
        var request = new ParkRequest { LockWord = lockWord };
        Platform.RunOnSystemStack((nint)(delegate*<ParkRequest*, void>)&ParkNow, &request);
    }

    [Export("goroutine_ready")]
    private static void Ready(Uthread* uthread)
    {
        EnsureInstalled();
        uthread->SystemUthread = Uthreads.Current->SystemUthread;
        Add(uthread);
    }

    [Export("goroutine_yield")]
    private static void Yield() => Yielding.Yield();

    [Export("goroutine_sleep_until")]
    private static void SleepUntil(ulong deadlineNs)
    {
        EnsureInstalled();
        var request = new ParkRequest { Uthread = Uthreads.Current, DeadlineNs = deadlineNs };
        Platform.RunOnSystemStack((nint)(delegate*<ParkRequest*, void>)&SleepNow, &request);
    }

    [Export("goroutine_now")]
    private static ulong Now() => (ulong)Clock();

    [Export("goroutine_request_cores")]
    private static int RequestCores(int total) => 1;

    [Export("goroutine_set_time_slice")]
    private static void SetTimeSlice(ulong intervalUs) => SetTick(intervalUs);

    private static void EnsureInstalled()
    {
        if (s_isInstalled)
            return;
        s_isInstalled = true;
        UthreadHooks.InstallScheduler(&YieldSaved, &Ended);
        SetTick(DefaultSliceUs);
    }

    private static void ParkNow(ParkRequest* request)
    {
        if (request->LockWord != null)
            *request->LockWord = 0;
        RunNext();
    }

    private static void SleepNow(ParkRequest* request)
    {
        Uthread* uthread = request->Uthread;
        uthread->DeadlineNs = request->DeadlineNs;
        Uthread** link = NextSleeper(request->DeadlineNs);
        uthread->QueueNext = *link;
        *link = uthread;
        RunNext();
    }

    private static void YieldSaved(Uthread* uthread)
    {
        WakeSleepers();
        if (s_first == null)
            return;
        Add(uthread);
        RunNext();
    }

    private static void Ended(Uthread* uthread)
    {
        Uthreads.Free(uthread);
        RunNext();
    }

    private static Uthread** NextSleeper(ulong deadlineNs)
    {
        fixed (Uthread** first = &s_sleepers)
        {
            Uthread** link = first;
            while (*link != null && (*link)->DeadlineNs <= deadlineNs)
                link = &(*link)->QueueNext;
            return link;
        }
    }

    private static void Add(Uthread* uthread)
    {
        uthread->QueueNext = null;
        if (s_last == null)
            s_first = uthread;
        else
            s_last->QueueNext = uthread;
        s_last = uthread;
    }

    private static void WakeSleepers()
    {
        if (s_sleepers == null)
            return;
        ulong now = Now();
        while (s_sleepers != null && s_sleepers->DeadlineNs <= now)
        {
            Uthread* awake = s_sleepers;
            s_sleepers = awake->QueueNext;
            Add(awake);
        }
    }

    /// <summary>On the system stack; never returns.</summary>
    private static void RunNext()
    {
        WakeSleepers();
        while (s_first == null)
        {
            if (s_sleepers == null)
                StopDeadlocked();
            ulong now = Now();
            if (s_sleepers->DeadlineNs > now)
                Idle((long)(s_sleepers->DeadlineNs - now));
            WakeSleepers();
        }

        Uthread* next = s_first;
        s_first = next->QueueNext;
        if (s_first == null)
            s_last = null;
        next->QueueNext = null;
        UthreadRoutines.Resume(next);
    }

    private static void StopDeadlocked()
    {
        ErrorWriter.Write("fatal error: all goroutines are asleep - deadlock!\n"u8);
        Fatal.Exit(DeadlockStatus);
    }

    [Routine("platform_clock")]
    private static extern long Clock();

    [Routine("platform_set_tick")]
    private static extern void SetTick(ulong microseconds);

    [Routine("platform_idle")]
    private static extern void Idle(long nanoseconds);
}
