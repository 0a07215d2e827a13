namespace Goroutines;

/// <summary>A goroutine's place in the queue of something it waits for. A place belongs to one wait.</summary>
/// <remarks>What is handed over goes through this heap object: nothing writes into a parked stack.</remarks>
internal class Waiter(Goroutine owner)
{
    public Goroutine Owner { get; } = owner;

    /// <summary>The select it is one case of, or null for a plain operation.</summary>
    public SelectWait? Select { get; init; }

    /// <summary>Index of the case in its select.</summary>
    public int Case { get; init; }

    /// <summary>Set by who completes the operation: true when a value was passed, false when the channel was closed.</summary>
    public bool Succeeded { get; set; }

    // Guarded by the lock of the queue's owner:
    internal Waiter? Next { get; set; }

    internal Waiter? Previous { get; set; }

    internal bool IsQueued { get; set; }

    /// <summary>Claims the right to complete this wait. Only one claim of a select succeeds.</summary>
    public bool TryClaim() => Select is null || Select.TryClaim(this);
}

/// <summary>A waiter with a value to give, or a place for one to receive.</summary>
internal sealed class Waiter<T>(Goroutine owner) : Waiter(owner)
{
    public T? Value { get; set; }
}
