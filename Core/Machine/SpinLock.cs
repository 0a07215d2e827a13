using System.Threading;

namespace Core.Machine;

/// <summary>A lock for short stretches of code that neither split nor block.</summary>
public struct SpinLock
{
    private int _held;

    [NoSplit("a holder that yields would leave the others spinning")]
    public void Acquire()
    {
        while (Interlocked.CompareExchange(ref _held, 1, 0) != 0)
            X86.Pause();
    }

    [NoSplit("pairs with Acquire")]
    public void Release() => Volatile.Write(ref _held, 0);
}
