using System.Threading;
using Abi;
using Core.Machine;
using Core.Program.Stacks;
using Core.Program.Threads;

namespace Core.Program.Collector;

/// <summary>The uthread finalizers run on. It exists from the first finalizable object on, and is parked while none is due.</summary>
/// <remarks>
/// No wakeup is lost: it parks only after it saw, under the spin lock, that nothing is due, and who made something due takes the
/// lock afterwards. The same holds for who waits until all is finalized.
/// </remarks>
internal static unsafe class FinalizerThread
{
    private static int s_isStarted;
    private static Uthread* s_uthread;

    // The lock of what follows.
    private static int s_spin;
    private static Uthread* s_parked;
    private static UthreadQueue s_waiting;

    /// <summary>Starts it when that has not been done.</summary>
    public static void EnsureStarted()
    {
        if (s_isStarted != 0 || Interlocked.Exchange(ref s_isStarted, 1) != 0)
            return;
        s_uthread = Uthreads.Create((nint)(delegate*<object?, void>)&Run, null);
        if (s_uthread == null)
            Text.Fatal.Stop("out of memory for the finalizer's stack"u8);
        UthreadScheduler.Ready(s_uthread);
    }

    /// <summary>Lets it run if something is due. On the system stack, after a collection.</summary>
    public static void WakeIfDue()
    {
        if (Finalization.DueCount == 0 || s_isStarted == 0)
            return;
        Lock();
        Uthread* parked = s_parked;
        s_parked = null;
        Unlock();
        if (parked != null)
            UthreadScheduler.Ready(parked);
    }

    /// <summary>Returns when nothing is due and no finalizer runs.</summary>
    public static void WaitUntilIdle()
    {
        if (s_isStarted != 0 && Uthreads.Current != s_uthread)
            Platform.RunOnSystemStack((nint)(delegate*<Uthread*, void>)&WaitNow, Uthreads.Current);
    }

    private static void Run(object? unused)
    {
        while (true)
        {
            Finalization.RunDue();
            Platform.RunOnSystemStack((nint)(delegate*<Uthread*, void>)&ParkNow, Uthreads.Current);
        }
    }

    private static void ParkNow(Uthread* self)
    {
        Lock();
        if (Finalization.DueCount != 0)
        {
            Unlock();
            return;
        }

        while (s_waiting.First != null)
        {
            Uthread* waiter = s_waiting.First;
            s_waiting.Remove(waiter);
            UthreadScheduler.Ready(waiter);
        }

        s_parked = self;
        UthreadScheduler.Park(self, SpinWord, 0);
    }

    private static void WaitNow(Uthread* self)
    {
        Lock();
        if (s_parked != null && Finalization.DueCount == 0)
        {
            Unlock();
            return;
        }

        // Parked with work: the collection that made it is about to wake it.
        s_waiting.Add(self);
        UthreadScheduler.Park(self, SpinWord, 0);
    }

    // SAFETY: static data does not move.
    private static int* SpinWord
    {
        get
        {
            fixed (int* word = &s_spin)
                return word;
        }
    }

    private static void Lock()
    {
        while (Interlocked.CompareExchange(ref s_spin, 1, 0) != 0)
            X86.Pause();
    }

    private static void Unlock() => Volatile.Write(ref s_spin, 0);
}
