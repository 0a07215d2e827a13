using System.Threading;
using Core;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>A lock between cores. Kernel code runs with interrupts off, so the holder always makes progress.</summary>
/// <remarks>Waiters service TLB flush requests, so a holder may wait for a flush on every core.</remarks>
[NoAlloc("taken everywhere")]
public struct SpinLock
{
    private int _held;

    public void Acquire()
    {
        while (Interlocked.CompareExchange(ref _held, 1, 0) != 0)
        {
            do
            {
                X86.Pause();
                Tlb.ServiceFlush();
            }
            while (Volatile.Read(ref _held) != 0);
        }
    }

    public bool TryAcquire() => Interlocked.CompareExchange(ref _held, 1, 0) == 0;

    public void Release()
    {
        Panic.Unless(_held != 0, "release of a free lock");
        Volatile.Write(ref _held, 0);
    }
}
