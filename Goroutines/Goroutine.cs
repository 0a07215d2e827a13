using System;
using System.Threading;
using Abi;
using Core.Machine;

namespace Goroutines;

/// <summary>One goroutine: a uthread of the scheduler with a stack of its own, and what it waits for.</summary>
public sealed unsafe class Goroutine
{
    private static long s_lastId;

    private readonly Action? _body;
    private Uthread* _uthread;

    // Guarded by _parkLock.
    private int _parkLock;
    private bool _hasPermit;
    private bool _isParked;

    internal Goroutine(Action? body)
    {
        _body = body;
        Id = Interlocked.Increment(ref s_lastId);
    }

    /// <summary>Unique, from 1 (the main goroutine) upwards in the order of creation.</summary>
    public long Id { get; }

    /// <summary>As seen at the moment of the call.</summary>
    public GoroutineState State { get; private set; }

    /// <summary>Why it is parked, in a few words; empty while it runs.</summary>
    public string WaitReason { get; private set; } = "";

    /// <summary>How often its stack was copied to a larger one.</summary>
    public long StackCopies => _uthread == null ? 0 : (long)_uthread->StackCopies;

    /// <summary>Pointers into its stack that those copies adjusted.</summary>
    public long PointersFixed => _uthread == null ? 0 : (long)_uthread->PointersFixed;

    /// <summary>Bytes of its stack at the moment.</summary>
    public long StackSize => _uthread == null ? 0 : (long)(_uthread->StackHigh - _uthread->StackLow);

    /// <summary>The calling goroutine.</summary>
    public static Goroutine Current
    {
        get
        {
            Uthread* uthread = CurrentUthread;
            if (uthread->Owner != 0)
                return (Goroutine)Intrinsics.ObjectAt((nint)uthread->Owner);
            return Adopt(uthread);
        }
    }

    /// <summary>Its control block; null once it ended.</summary>
    public Uthread* Uthread => _uthread;

    private static Uthread* CurrentUthread => (Uthread*)Intrinsics.CurrentUthread();

    public override string ToString() => $"goroutine {Id}";

    internal static Goroutine Start(Action body)
    {
        _ = Current;
        var goroutine = new Goroutine(body);
        goroutine._uthread = UthreadFactory.Create(&Run, goroutine);
        GoroutineList.Add(goroutine);
        Platform.Ready(goroutine._uthread);
        return goroutine;
    }

    /// <summary>Waits for one <see cref="Unpark"/>; returns at once when that came first.</summary>
    internal void Park(string reason)
    {
        WordLock.Acquire(ref _parkLock);
        if (_hasPermit)
        {
            _hasPermit = false;
            WordLock.Release(ref _parkLock);
            return;
        }

        _isParked = true;
        WaitReason = reason;
        State = GoroutineState.Parked;
        WordLock.ParkAndRelease(ref _parkLock);
        State = GoroutineState.Runnable;
        WaitReason = "";
    }

    /// <summary>Lets the current or next <see cref="Park"/> return. Exactly once for each.</summary>
    internal void Unpark()
    {
        WordLock.Acquire(ref _parkLock);
        bool wasParked = _isParked;
        _isParked = false;
        _hasPermit = !wasParked;
        WordLock.Release(ref _parkLock);
        if (wasParked)
            Platform.Ready(_uthread);
    }

    internal void Sleep(ulong deadlineNs)
    {
        WaitReason = "sleep";
        State = GoroutineState.Sleeping;
        Platform.SleepUntil(deadlineNs);
        State = GoroutineState.Runnable;
        WaitReason = "";
    }

    /// <summary>First frame of every goroutine but the main one. An exception that leaves the body ends the process; the
    /// return ends the uthread, which the platform then frees.</summary>
    private static void Run(Goroutine goroutine)
    {
        goroutine._body!();
        goroutine.State = GoroutineState.Ended;
        GoroutineList.Remove(goroutine);
        goroutine._uthread = null;
    }

    private static Goroutine Adopt(Uthread* uthread)
    {
        var goroutine = new Goroutine(null) { _uthread = uthread };
        uthread->Owner = (ulong)Intrinsics.AddressOf(goroutine);
        GoroutineList.Add(goroutine);
        return goroutine;
    }

    /// <summary>Neighbours in <see cref="GoroutineList"/>.</summary>
    internal Goroutine? NextAll { get; set; }

    internal Goroutine? PreviousAll { get; set; }
}
