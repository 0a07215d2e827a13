using System.Threading;
using Abi;
using Core.Machine;
using Core.Program.Stacks;
using Core.Program.Threads;

namespace Core.Program.Collector;

/// <summary>The uthread finalizers run on. It exists from the first finalizable object on, and is parked while none is due.</summary>
/// <remarks>
/// No wakeup is lost: it parks only after it saw, under the spin lock, that nothing is due, and who made something due takes the
/// lock afterwards. Who waits for finalizers writes its target and then reads the number done; the thread writes the number and
/// then reads the nearest target, each with a full fence between: one of the two sees the other.
/// </remarks>
internal static unsafe class FinalizerThread
{
    private static int s_isStarted;
    private static Uthread* s_uthread;

    // The lock of what follows.
    private static int s_spin;
    private static Uthread* s_parked;
    private static UthreadQueue s_waiting;
    private static long s_nearestTarget;

    // Of the objects that ever became due; only this thread writes it.
    private static long s_done;

    private struct Wait
    {
        public Uthread* Self;
        public long Target;
    }

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

    /// <summary>Returns when the finalizers of all objects due at the call have run.</summary>
    public static void WaitForDue()
    {
        if (s_isStarted == 0 || Uthreads.Current == s_uthread)
            return;
        var wait = new Wait { Self = Uthreads.Current, Target = Finalization.DueTotal };
        while (Volatile.Read(ref s_done) < wait.Target)
            Platform.RunOnSystemStack((nint)(delegate*<Wait*, void>)&WaitNow, &wait);
    }

    /// <summary>Of its own loop: so many of all objects that ever became due are done.</summary>
    public static void NoteDone(long total)
    {
        Interlocked.Exchange(ref s_done, total);
        if (total >= Volatile.Read(ref s_nearestTarget))
            Platform.RunOnSystemStack((nint)(delegate*<nint, void>)&WakeWaiters, null);
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

        s_parked = self;
        UthreadScheduler.Park(self, SpinWord, 0);
    }

    private static void WaitNow(Wait* wait)
    {
        Lock();
        if (wait->Target < s_nearestTarget || s_waiting.First == null)
            s_nearestTarget = wait->Target;
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref s_done) >= wait->Target)
        {
            Unlock();
            return;
        }

        s_waiting.Add(wait->Self);
        UthreadScheduler.Park(wait->Self, SpinWord, 0);
    }

    private static void WakeWaiters(nint unused)
    {
        Lock();
        s_nearestTarget = long.MaxValue;
        while (s_waiting.First != null)
        {
            Uthread* waiter = s_waiting.First;
            s_waiting.Remove(waiter);
            UthreadScheduler.Ready(waiter);
        }

        Unlock();
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
