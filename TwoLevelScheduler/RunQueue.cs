using System.Threading;
using Abi;

namespace TwoLevelScheduler;

/// <summary>Where runnable uthreads wait, under one of two policies.</summary>
/// <remarks>Linked by <see cref="Uthread.QueueNext"/>. Context: vcore context, or notifications disabled.</remarks>
internal static unsafe class RunQueue
{
    private static QueuePolicy s_policy;

    // Guarded by s_lock:
    private static NativeLock s_lock;
    private static Uthread* s_first;
    private static Uthread* s_last;

    // Interrupted ones that stand at no safepoint go first, and even while the world is stopped.
    private static Uthread* s_firstInterrupted;
    private static Uthread* s_lastInterrupted;
    private static int s_length;

    public static QueuePolicy Policy => s_policy;

    /// <summary>Runnable uthreads at the moment of the call.</summary>
    public static int Length => Volatile.Read(ref s_length);

    public static bool HasInterrupted => (nint)Volatile.Read(ref *(nint*)AddressOfInterrupted()) != 0;

    public static void SetPolicy(QueuePolicy policy) => s_policy = policy;

    /// <summary>To the end of the queue of this vcore, or the common one.</summary>
    public static void Add(Uthread* uthread)
    {
        uthread->QueueNext = null;
        if ((uthread->SchedulerFlags & UthreadFlag.SavedHardware) != 0)
            AddInterrupted(uthread);
        else if (s_policy == QueuePolicy.Stealing)
            AddLocal(Vcores.Here, uthread);
        else
            AddShared(uthread);
        Interlocked.Increment(ref s_length);
    }

    /// <summary>The next to run here, or null.</summary>
    public static Uthread* Take(Vcore* vcore)
    {
        Uthread* uthread = TakeInterrupted();
        if (uthread == null)
        {
            if (Length == 0)
                return null;
            uthread = s_policy == QueuePolicy.Stealing ? TakeLocalOrSteal(vcore) : TakeShared();
        }

        if (uthread != null)
            Interlocked.Decrement(ref s_length);
        return uthread;
    }

    /// <summary>The next that has to be brought to a safepoint, or null.</summary>
    public static Uthread* TakeUnsafe()
    {
        Uthread* uthread = TakeInterrupted();
        if (uthread != null)
            Interlocked.Decrement(ref s_length);
        return uthread;
    }

    private static void AddShared(Uthread* uthread)
    {
        s_lock.Acquire();
        if (s_last == null)
            s_first = uthread;
        else
            s_last->QueueNext = uthread;
        s_last = uthread;
        s_lock.Release();
    }

    private static Uthread* TakeShared()
    {
        s_lock.Acquire();
        Uthread* uthread = s_first;
        if (uthread != null)
        {
            s_first = uthread->QueueNext;
            if (s_first == null)
                s_last = null;
        }

        s_lock.Release();
        return uthread;
    }

    private static void* AddressOfInterrupted()
    {
        fixed (Uthread** address = &s_firstInterrupted)
            return address;
    }

    private static void AddInterrupted(Uthread* uthread)
    {
        s_lock.Acquire();
        if (s_lastInterrupted == null)
            s_firstInterrupted = uthread;
        else
            s_lastInterrupted->QueueNext = uthread;
        s_lastInterrupted = uthread;
        s_lock.Release();
    }

    private static Uthread* TakeInterrupted()
    {
        if (!HasInterrupted)
            return null;
        s_lock.Acquire();
        Uthread* uthread = s_firstInterrupted;
        if (uthread != null)
        {
            s_firstInterrupted = uthread->QueueNext;
            if (s_firstInterrupted == null)
                s_lastInterrupted = null;
        }

        s_lock.Release();
        return uthread;
    }

    private static void AddLocal(Vcore* vcore, Uthread* uthread)
    {
        vcore->Lock.Acquire();
        if (vcore->QueueLast == null)
            vcore->QueueFirst = uthread;
        else
            vcore->QueueLast->QueueNext = uthread;
        vcore->QueueLast = uthread;
        vcore->QueueLength++;
        vcore->Lock.Release();
    }

    private static Uthread* TakeFrom(Vcore* vcore)
    {
        if (Volatile.Read(ref vcore->QueueLength) == 0)
            return null;
        vcore->Lock.Acquire();
        Uthread* uthread = vcore->QueueFirst;
        if (uthread != null)
        {
            vcore->QueueFirst = uthread->QueueNext;
            if (vcore->QueueFirst == null)
                vcore->QueueLast = null;
            vcore->QueueLength--;
        }

        vcore->Lock.Release();
        return uthread;
    }

    /// <summary>The own queue first; then half of another's, looked for from a pseudo-random vcore on.</summary>
    private static Uthread* TakeLocalOrSteal(Vcore* vcore)
    {
        Uthread* uthread = TakeFrom(vcore);
        if (uthread != null)
            return uthread;
        uint count = Vcores.Count;
        vcore->Random = (vcore->Random * 6364136223846793005) + 1442695040888963407;
        uint start = (uint)(vcore->Random >> 33) % count;
        for (uint i = 0; i < count; i++)
        {
            Vcore* victim = Vcores.At((start + i) % count);
            if (victim == vcore)
                continue;
            uthread = Steal(vcore, victim);
            if (uthread != null)
                return uthread;
        }

        return null;
    }

    private static Uthread* Steal(Vcore* thief, Vcore* victim)
    {
        Uthread* first = TakeFrom(victim);
        if (first == null)
            return null;
        thief->Steals++;
        ulong more = Volatile.Read(ref victim->QueueLength) / 2;
        for (; more > 0; more--)
        {
            Uthread* next = TakeFrom(victim);
            if (next == null)
                break;
            next->QueueNext = null;
            AddLocal(thief, next);
        }

        return first;
    }
}

/// <summary>How runnable uthreads are queued.</summary>
public enum QueuePolicy : uint
{
    /// <summary>One queue for all vcores, first in, first out.</summary>
    SharedFifo,

    /// <summary>A queue per vcore; an idle one takes half of another's.</summary>
    Stealing,
}
