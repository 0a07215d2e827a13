using System.Threading;
using Abi;
using Core.Machine;

namespace Core.Program.Threads;

/// <summary>A lock with one condition, over uthreads: everything of the base library that blocks ends here.</summary>
/// <remarks>
/// Outside the collected heap. Ownership is handed over: who is made ready holds the lock already. The slow paths run on the
/// system stack, where nothing splits, so the spin lock is held for a few instructions only, or until a parking uthread's
/// context is saved. A uthread is in at most one of the two queues, and in one only while parked or about to be.
/// </remarks>
internal unsafe struct LowLevelMonitor
{
    private const int Free = 0;
    private const int Held = 1;

    // Somebody may be in _entering: the release has to look.
    private const int Contended = 2;

    // Free to Held, and Held to Free, without the spin lock; every other change under it.
    private int _state;

    // The lock of what follows.
    private int _spin;
    private UthreadQueue _entering;
    private UthreadQueue _waiting;

    /// <summary>What a slow path needs; lies on the caller's stack, which stands still meanwhile.</summary>
    private struct Request
    {
        public LowLevelMonitor* Monitor;
        public Uthread* Self;
        public ulong DeadlineNs;
        public bool HasTimedOut;
    }

    public static void Acquire(LowLevelMonitor* monitor)
    {
        if (Interlocked.CompareExchange(ref monitor->_state, Held, Free) == Free)
            return;
        var request = new Request { Monitor = monitor, Self = (Uthread*)Intrinsics.CurrentUthread() };
        Platform.RunOnSystemStack((nint)(delegate*<Request*, void>)&AcquireSlow, &request);
    }

    public static void Release(LowLevelMonitor* monitor)
    {
        if (Interlocked.CompareExchange(ref monitor->_state, Free, Held) == Held)
            return;
        Platform.RunOnSystemStack((nint)(delegate*<LowLevelMonitor*, void>)&ReleaseSlow, monitor);
    }

    /// <summary>Waits for a signal with the lock released; holds it again afterwards.</summary>
    /// <param name="deadlineNs">0: for ever.</param>
    /// <returns>False when the deadline came first.</returns>
    public static bool Wait(LowLevelMonitor* monitor, ulong deadlineNs)
    {
        var self = (Uthread*)Intrinsics.CurrentUthread();
        var request = new Request { Monitor = monitor, Self = self, DeadlineNs = deadlineNs };
        Platform.RunOnSystemStack((nint)(delegate*<Request*, void>)&WaitSlow, &request);
        if (self->ParkState != ParkState.TimedOut)
            return true;
        request.HasTimedOut = true;
        Platform.RunOnSystemStack((nint)(delegate*<Request*, void>)&AcquireSlow, &request);
        return false;
    }

    /// <summary>Lets one waiter go on once the lock is free, and releases it.</summary>
    public static void SignalAndRelease(LowLevelMonitor* monitor) =>
        Platform.RunOnSystemStack((nint)(delegate*<LowLevelMonitor*, void>)&SignalSlow, monitor);

    /// <summary>Lets all waiters go on, one after the other as the lock becomes free, and releases it.</summary>
    public static void SignalAllAndRelease(LowLevelMonitor* monitor) =>
        Platform.RunOnSystemStack((nint)(delegate*<LowLevelMonitor*, void>)&SignalAllSlow, monitor);

    /// <summary>Takes the lock if it is free.</summary>
    public static bool TryAcquire(LowLevelMonitor* monitor) => Interlocked.CompareExchange(ref monitor->_state, Held, Free) == Free;

    // Also after a wait that timed out: that uthread still is in the queue of waiters.
    private static void AcquireSlow(Request* request)
    {
        LowLevelMonitor* monitor = request->Monitor;
        Uthread* self = request->Self;
        Lock(monitor);
        if (request->HasTimedOut)
            monitor->_waiting.Remove(self);
        if (Interlocked.Exchange(ref monitor->_state, Contended) == Free)
        {
            Unlock(monitor);
            return;
        }

        monitor->_entering.Add(self);
        UthreadScheduler.Park(self, &monitor->_spin, 0);
    }

    private static void ReleaseSlow(LowLevelMonitor* monitor)
    {
        Lock(monitor);
        HandOver(monitor);
        Unlock(monitor);
    }

    private static void WaitSlow(Request* request)
    {
        LowLevelMonitor* monitor = request->Monitor;
        Uthread* self = request->Self;
        self->ParkState = ParkState.Waiting;
        Lock(monitor);
        monitor->_waiting.Add(self);
        HandOver(monitor);
        UthreadScheduler.Park(self, &monitor->_spin, request->DeadlineNs);
    }

    private static void SignalSlow(LowLevelMonitor* monitor)
    {
        Lock(monitor);
        MoveOne(monitor);
        HandOver(monitor);
        Unlock(monitor);
    }

    private static void SignalAllSlow(LowLevelMonitor* monitor)
    {
        Lock(monitor);
        while (MoveOne(monitor))
        {
        }

        HandOver(monitor);
        Unlock(monitor);
    }

    // The first waiter goes on to wait for the lock. Passes over those whose deadline came first: they take themselves out.
    private static bool MoveOne(LowLevelMonitor* monitor)
    {
        Uthread* waiter = monitor->_waiting.First;
        while (waiter != null && Interlocked.CompareExchange(ref waiter->ParkState, ParkState.Woken, ParkState.Waiting) != ParkState.Waiting)
            waiter = waiter->WaitNext;
        if (waiter == null)
            return false;
        monitor->_waiting.Remove(waiter);
        monitor->_entering.Add(waiter);
        return true;
    }

    // Under the spin lock, by the holder: the lock goes to who waits longest for it.
    private static void HandOver(LowLevelMonitor* monitor)
    {
        Uthread* next = monitor->_entering.First;
        if (next == null)
        {
            Volatile.Write(ref monitor->_state, Free);
            return;
        }

        monitor->_entering.Remove(next);
        Volatile.Write(ref monitor->_state, Contended);
        UthreadScheduler.Ready(next);
    }

    private static void Lock(LowLevelMonitor* monitor)
    {
        while (Interlocked.CompareExchange(ref monitor->_spin, 1, 0) != 0)
            X86.Pause();
    }

    private static void Unlock(LowLevelMonitor* monitor) => Volatile.Write(ref monitor->_spin, 0);
}
