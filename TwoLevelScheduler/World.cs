using System.Threading;
using Abi;
using Core.Machine;

namespace TwoLevelScheduler;

/// <summary>Stops every uthread but one at a safepoint, for the program's collector.</summary>
/// <remarks>A vcore counts as stopped in vcore context without a current uthread. A uthread that was interrupted anywhere runs
/// on, with its guard poisoned, until it gives itself up; one that is parked, or blocked in a native call, stands at a call of
/// the program and is safe.</remarks>
internal static unsafe class World
{
    private static Uthread* s_stopper;

    // Guarded by s_lock: uthreads that wanted to stop a world already stopped, linked by QueueNext.
    private static NativeLock s_lock;
    private static Uthread* s_waiting;

    public static bool IsStopping => Stopper != null;

    private static Uthread* Stopper
    {
        get
        {
            fixed (Uthread** stopper = &s_stopper)
                return (Uthread*)Volatile.Read(ref *(nint*)stopper);
        }
    }

    /// <summary>Whether the uthread has to come to a safepoint.</summary>
    public static bool MustStop(Uthread* uthread)
    {
        Uthread* stopper = Stopper;
        return stopper != null && stopper != uthread;
    }

    /// <summary>Vcore context without a current uthread: waits while the world is stopped, running only what must reach a safepoint.</summary>
    public static void CheckIn(Vcore* vcore)
    {
        while (true)
        {
            Volatile.Write(ref vcore->IsStopped, 0);
            Interlocked.MemoryBarrier();
            if (!IsStopping)
                return;
            Uthread* interrupted = RunQueue.TakeUnsafe();
            if (interrupted != null)
            {
                TimeSlice.AskToYield(interrupted);
                Dispatcher.Run(vcore, interrupted);
            }

            Volatile.Write(ref vcore->IsStopped, 1);
            while (IsStopping && !RunQueue.HasInterrupted)
            {
                Events.HandleAll(vcore);
                X86.Pause();
            }
        }
    }

    /// <returns>False when another stopped and started the world meanwhile.</returns>
    public static bool Stop()
    {
        Uthread* self = Notifications.Self;
        Notifications.Disable();
        s_lock.Acquire();
        if (s_stopper != null)
        {
            Uthreads.Block(self, &AwaitStart, null);
            return false;
        }

        s_stopper = self;
        s_lock.Release();
        Interlocked.MemoryBarrier();
        uint mine = Vcores.Here->Id;
        for (uint id = 0; id < Vcores.Count; id++)
        {
            if (id != mine && Vcores.IsOnline(id) && Volatile.Read(ref Vcores.At(id)->IsStopped) == 0)
                Kernel.Notify(id);
        }

        Notifications.Enable();
        while (!AllStopped(self))
            X86.Pause();
        return true;
    }

    public static void Start()
    {
        Notifications.Disable();
        s_lock.Acquire();
        Uthread* waiting = s_waiting;
        s_waiting = null;
        s_stopper = null;
        s_lock.Release();
        while (waiting != null)
        {
            Uthread* next = waiting->QueueNext;
            Uthreads.MakeRunnable(waiting);
            waiting = next;
        }

        Notifications.Enable();
    }

    private static bool AllStopped(Uthread* self)
    {
        if (RunQueue.HasInterrupted)
            return false;
        for (uint id = 0; id < Vcores.Count; id++)
        {
            Vcore* vcore = Vcores.At(id);
            Uthread* current = (Uthread*)Volatile.Read(ref *(nint*)&vcore->Current);
            if (current != null && current != self)
                return false;
            if (current == null && Volatile.Read(ref vcore->IsStopped) == 0 && Vcores.IsOnline(id))
                return false;
        }

        return true;
    }

    /// <summary>Vcore context, the caller's context saved, s_lock still held by it.</summary>
    private static void AwaitStart(Uthread* uthread, void* argument)
    {
        uthread->State = UthreadState.Stopped;
        uthread->QueueNext = s_waiting;
        s_waiting = uthread;
        s_lock.Release();
    }
}
