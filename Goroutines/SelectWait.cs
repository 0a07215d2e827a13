using System.Threading;

namespace Goroutines;

/// <summary>The shared part of all waiters of one select: decides who completes it.</summary>
internal sealed class SelectWait
{
    private Waiter? _winner;

    public Waiter? Winner => _winner;

    public bool TryClaim(Waiter waiter) => Interlocked.CompareExchange(ref _winner, waiter, null) is null;
}
