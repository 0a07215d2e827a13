using System;

namespace Goroutines;

/// <summary>Mutual exclusion between goroutines. Not recursive; first come, first served.</summary>
public sealed class Mutex
{
    // Guarded by _lock:
    private int _lock;
    private bool _isHeld;
    private WaitQueue _waiters;

    public void Lock()
    {
        WordLock.Acquire(ref _lock);
        if (!_isHeld)
        {
            _isHeld = true;
            WordLock.Release(ref _lock);
            return;
        }

        var waiter = new Waiter(Goroutine.Current);
        _waiters.Enqueue(waiter);
        WordLock.Release(ref _lock);
        waiter.Owner.Park("mutex");
    }

    /// <summary>Takes the mutex if it is free.</summary>
    public bool TryLock()
    {
        WordLock.Acquire(ref _lock);
        bool wasFree = !_isHeld;
        _isHeld = true;
        WordLock.Release(ref _lock);
        return wasFree;
    }

    /// <summary>Frees the mutex, or hands it to who waited longest.</summary>
    /// <exception cref="InvalidOperationException">Nobody holds it.</exception>
    public void Unlock()
    {
        WordLock.Acquire(ref _lock);
        bool wasHeld = _isHeld;
        Waiter? next = _waiters.Dequeue();
        _isHeld = next is not null;
        WordLock.Release(ref _lock);
        if (!wasHeld)
            throw new InvalidOperationException("The mutex is not locked.");
        next?.Owner.Unpark();
    }
}
