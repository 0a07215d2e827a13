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
    private const uint InSleepers = 1;

    // Linked by QueueNext.
    private static Uthread* s_first;
    private static Uthread* s_last;

    // Linked by QueueNext and QueuePrevious, earliest deadline first; SchedulerFlags says who is in it.
    private static Uthread* s_firstSleeper;
    private static Uthread* s_lastSleeper;
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
        var request = new ParkRequest { Uthread = Uthreads.Current, LockWord = lockWord };
        Platform.RunOnSystemStack((nint)(delegate*<ParkRequest*, void>)&ParkNow, &request);
    }

    /// <summary>Of a uthread in its saved position; on the system stack.</summary>
    [Export("goroutine_park_saved")]
    private static void ParkSaved(Uthread* uthread, int* lockWord, ulong deadlineNs)
    {
        EnsureInstalled();
        if (deadlineNs != 0)
            AddSleeper(uthread, deadlineNs);
        if (lockWord != null)
            *lockWord = 0;
        RunNext();
    }

    [Export("goroutine_ready")]
    private static void Ready(Uthread* uthread)
    {
        EnsureInstalled();
        uthread->SystemUthread = Uthreads.Current->SystemUthread;
        if ((uthread->SchedulerFlags & InSleepers) != 0)
            RemoveSleeper(uthread);
        Add(uthread);
    }

    [Export("goroutine_yield")]
    private static void Yield() => Yielding.Yield();

    [Export("goroutine_sleep_until")]
    private static void SleepUntil(ulong deadlineNs)
    {
        EnsureInstalled();
        Uthreads.Current->ParkState = ParkState.Waiting;
        var request = new ParkRequest { Uthread = Uthreads.Current, DeadlineNs = deadlineNs == 0 ? 1 : deadlineNs };
        Platform.RunOnSystemStack((nint)(delegate*<ParkRequest*, void>)&ParkNow, &request);
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

    private static void ParkNow(ParkRequest* request) => ParkSaved(request->Uthread, request->LockWord, request->DeadlineNs);

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

    // From the end: deadlines mostly come in order.
    private static void AddSleeper(Uthread* uthread, ulong deadlineNs)
    {
        uthread->Deadline = deadlineNs;
        uthread->SchedulerFlags |= InSleepers;
        Uthread* before = s_lastSleeper;
        while (before != null && before->Deadline > deadlineNs)
            before = before->QueuePrevious;
        Uthread* after = before == null ? s_firstSleeper : before->QueueNext;
        uthread->QueuePrevious = before;
        uthread->QueueNext = after;
        if (before == null)
            s_firstSleeper = uthread;
        else
            before->QueueNext = uthread;
        if (after == null)
            s_lastSleeper = uthread;
        else
            after->QueuePrevious = uthread;
    }

    private static void RemoveSleeper(Uthread* uthread)
    {
        uthread->SchedulerFlags &= ~InSleepers;
        if (uthread->QueuePrevious == null)
            s_firstSleeper = uthread->QueueNext;
        else
            uthread->QueuePrevious->QueueNext = uthread->QueueNext;
        if (uthread->QueueNext == null)
            s_lastSleeper = uthread->QueuePrevious;
        else
            uthread->QueueNext->QueuePrevious = uthread->QueuePrevious;
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
        if (s_firstSleeper == null)
            return;
        ulong now = Now();
        while (s_firstSleeper != null && s_firstSleeper->Deadline <= now)
        {
            Uthread* awake = s_firstSleeper;
            RemoveSleeper(awake);

            // One that was woken before waits for more than its deadline.
            if (awake->ParkState != ParkState.Waiting)
                continue;
            awake->ParkState = ParkState.TimedOut;
            Add(awake);
        }
    }

    /// <summary>On the system stack; never returns.</summary>
    private static void RunNext()
    {
        WakeSleepers();
        while (s_first == null)
        {
            if (s_firstSleeper == null)
                StopDeadlocked();
            ulong now = Now();
            if (s_firstSleeper->Deadline > now)
                Idle((long)(s_firstSleeper->Deadline - now));
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
