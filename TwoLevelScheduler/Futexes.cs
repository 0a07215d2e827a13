using System.Runtime.InteropServices;
using System.Threading;
using Abi;

namespace TwoLevelScheduler;

/// <summary>A uthread waiting on a word. On the waiter's system stack, which it keeps while blocked.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FutexWaiter
{
    public uint* Address;
    public Uthread* Uthread;

    // Guarded by the lock of the bucket:
    public FutexWaiter* Next;
    public FutexWaiter* Previous;
    public uint IsQueued;

    /// <summary>1 when the wait ended by its alarm.</summary>
    public uint HasTimedOut;
    public Alarm* Alarm;
    public ulong WakeTsc;
}

/// <summary>Waiting on a word of memory, first in, first out per word.</summary>
internal static unsafe class Futexes
{
    private const int BucketCount = 64;

    private static FutexBucket* s_buckets;

    public static void SetUp() => s_buckets = (FutexBucket*)Pages.Map((ulong)(BucketCount * sizeof(FutexBucket)));

    /// <summary>See <see cref="IUsysFunctions.Futex"/>. EAGAIN when the word has another value.</summary>
    public static long Wait(uint* address, uint value, ulong timeoutUs)
    {
        Uthread* self = Notifications.Self;
        if (self == null)
            return -(long)Errno.EDEADLK;
        FutexWaiter waiter = default;
        waiter.Address = address;
        waiter.Uthread = self;
        Notifications.Disable();
        FutexBucket* bucket = BucketOf(address);
        bucket->Lock.Acquire();
        if (Volatile.Read(ref *address) != value)
        {
            bucket->Lock.Release();
            Notifications.Enable();
            return -(long)Errno.EAGAIN;
        }

        Enqueue(bucket, &waiter);
        if (timeoutUs != 0)
        {
            waiter.Alarm = Alarms.Create();
            waiter.Alarm->Action = AlarmAction.FutexTimeout;
            waiter.Alarm->Data = &waiter;
            waiter.WakeTsc = Clock.Now + Clock.TscFromUs(timeoutUs);
        }

        Uthreads.Block(self, &Publish, &waiter);
        if (waiter.Alarm == null)
            return 0;
        return Finish(&waiter);
    }

    /// <returns>How many were woken.</returns>
    public static long Wake(uint* address, uint count)
    {
        Notifications.Disable();
        FutexBucket* bucket = BucketOf(address);
        long woken = 0;
        bucket->Lock.Acquire();
        FutexWaiter* waiter = bucket->First;
        while (waiter != null && woken < count)
        {
            FutexWaiter* next = waiter->Next;
            if (waiter->Address == address)
            {
                Remove(bucket, waiter);
                woken++;

                // After this the waiter's stack is its own again.
                Uthreads.MakeRunnable(waiter->Uthread);
            }

            waiter = next;
        }

        bucket->Lock.Release();
        Notifications.Enable();
        return woken;
    }

    /// <summary>The alarm of a wait went off; vcore context.</summary>
    public static void TimedOut(FutexWaiter* waiter)
    {
        // The waiter cannot have gone: it waits for HasFired when it finds its alarm no longer armed.
        FutexBucket* bucket = BucketOf(waiter->Address);
        Alarm* alarm = waiter->Alarm;
        Uthread* toWake = null;
        bucket->Lock.Acquire();
        if (waiter->IsQueued != 0)
        {
            Remove(bucket, waiter);
            waiter->HasTimedOut = 1;
            toWake = waiter->Uthread;
        }

        bucket->Lock.Release();
        Volatile.Write(ref alarm->HasFired, 1);
        if (toWake != null)
            Uthreads.MakeRunnable(toWake);
    }

    private static long Finish(FutexWaiter* waiter)
    {
        Alarm* alarm = waiter->Alarm;
        Notifications.Disable();
        if (!Alarms.Cancel(alarm))
        {
            while (Volatile.Read(ref alarm->HasFired) == 0)
                Core.Machine.X86.Pause();
        }

        Alarms.Destroy(alarm);
        Notifications.Enable();
        return waiter->HasTimedOut != 0 ? -(long)Errno.ETIMEDOUT : 0;
    }

    /// <summary>Vcore context, the waiter's context saved, the bucket still locked by it.</summary>
    private static void Publish(Uthread* uthread, void* argument)
    {
        var waiter = (FutexWaiter*)argument;
        FutexBucket* bucket = BucketOf(waiter->Address);
        uthread->State = UthreadState.InFutex;
        if (waiter->Alarm != null)
            Alarms.Arm(waiter->Alarm, waiter->WakeTsc);
        bucket->Lock.Release();
    }

    private static FutexBucket* BucketOf(uint* address) =>
        s_buckets + (int)((((ulong)address >> 2) * 0x9E3779B97F4A7C15) >> 58);

    private static void Enqueue(FutexBucket* bucket, FutexWaiter* waiter)
    {
        waiter->Previous = bucket->Last;
        if (bucket->Last == null)
            bucket->First = waiter;
        else
            bucket->Last->Next = waiter;
        bucket->Last = waiter;
        waiter->IsQueued = 1;
    }

    private static void Remove(FutexBucket* bucket, FutexWaiter* waiter)
    {
        if (waiter->Previous == null)
            bucket->First = waiter->Next;
        else
            waiter->Previous->Next = waiter->Next;
        if (waiter->Next == null)
            bucket->Last = waiter->Previous;
        else
            waiter->Next->Previous = waiter->Previous;
        waiter->IsQueued = 0;
    }
}

/// <summary>Waiters whose words have one hash.</summary>
internal unsafe struct FutexBucket
{
    // Guarded by Lock:
    public NativeLock Lock;
    public FutexWaiter* First;
    public FutexWaiter* Last;
}
