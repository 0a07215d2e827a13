using System;

namespace Goroutines;

/// <summary>Counts things to be done, and lets goroutines wait until none is left.</summary>
public sealed class WaitGroup
{
    // Guarded by _lock:
    private int _lock;
    private int _count;
    private WaitQueue _waiters;

    /// <exception cref="InvalidOperationException">The count would become negative.</exception>
    public void Add(int count)
    {
        var toWake = default(WaitQueue);
        WordLock.Acquire(ref _lock);
        bool isValid = _count + count >= 0;
        if (isValid)
        {
            _count += count;
            while (_count == 0 && _waiters.Dequeue() is { } waiter)
                toWake.Enqueue(waiter);
        }

        WordLock.Release(ref _lock);
        if (!isValid)
            throw new InvalidOperationException("More was done than there was to do.");
        while (toWake.Dequeue() is { } waiter)
            waiter.Owner.Unpark();
    }

    /// <summary>One thing is done.</summary>
    public void Done() => Add(-1);

    /// <summary>Returns when the count is zero.</summary>
    public void Wait()
    {
        WordLock.Acquire(ref _lock);
        if (_count == 0)
        {
            WordLock.Release(ref _lock);
            return;
        }

        var waiter = new Waiter(Goroutine.Current);
        _waiters.Enqueue(waiter);
        WordLock.Release(ref _lock);
        waiter.Owner.Park("wait group");
    }

    /// <summary>Starts a goroutine that counts as one thing to be done.</summary>
    public Goroutine Go(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Add(1);
        return Goroutines.Go.Spawn(() =>
        {
            body();
            Done();
        });
    }
}
