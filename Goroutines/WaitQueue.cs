namespace Goroutines;

/// <summary>First in, first out. Guarded by its owner's lock.</summary>
internal struct WaitQueue
{
    private Waiter? _first;
    private Waiter? _last;

    public readonly bool IsEmpty => _first is null;

    public void Enqueue(Waiter waiter)
    {
        waiter.Previous = _last;
        if (_last is null)
            _first = waiter;
        else
            _last.Next = waiter;
        _last = waiter;
        waiter.IsQueued = true;
    }

    public void Remove(Waiter waiter)
    {
        if (!waiter.IsQueued)
            return;
        if (waiter.Previous is null)
            _first = waiter.Next;
        else
            waiter.Previous.Next = waiter.Next;
        if (waiter.Next is null)
            _last = waiter.Previous;
        else
            waiter.Next.Previous = waiter.Previous;
        waiter.Next = null;
        waiter.Previous = null;
        waiter.IsQueued = false;
    }

    public Waiter? Dequeue()
    {
        Waiter? waiter = _first;
        if (waiter is not null)
            Remove(waiter);
        return waiter;
    }

    /// <summary>The first waiter whose wait the caller may complete; those a select no longer wants are dropped.</summary>
    public Waiter? Claim()
    {
        while (Dequeue() is { } waiter)
        {
            if (waiter.TryClaim())
                return waiter;
        }

        return null;
    }
}
