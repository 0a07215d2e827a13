using System.Threading;
using Core;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>Keeps the cores' translation caches in step with page tables.</summary>
/// <remarks>The requester waits until every core has flushed. A core that spins on a lock answers too, so waiting while
/// holding a spin lock is safe; waiting cores answer each other.</remarks>
[NoAlloc("answered inside every lock")]
public static unsafe class Tlb
{
    private static SpinLock s_lock;

    /// <summary>Flushes all user translations on the cores of the mask, and waits for it.</summary>
    public static void Flush(ulong coreMask)
    {
        int self = Cores.CurrentId;
        if ((coreMask & (1UL << self)) != 0)
        {
            FlushLocal();
        }

        coreMask &= ~(1UL << self);
        if (coreMask == 0)
        {
            return;
        }

        s_lock.Acquire();
        for (int core = 0; core < Cores.Count; core++)
        {
            if ((coreMask & (1UL << core)) != 0)
            {
                Volatile.Write(ref Cores.Block(core)->FlushRequested, 1);
                LocalApic.SendInterrupt(core, Interrupts.FlushVector);
            }
        }

        for (int core = 0; core < Cores.Count; core++)
        {
            while ((coreMask & (1UL << core)) != 0 && Volatile.Read(ref Cores.Block(core)->FlushRequested) != 0)
            {
                X86.Pause();
            }
        }

        s_lock.Release();
    }

    /// <summary>Answers a pending request of another core. Called by the interrupt and by every spinning wait.</summary>
    public static void ServiceFlush()
    {
        if (Cores.IsReady && Volatile.Read(ref Cores.Current->FlushRequested) != 0)
        {
            FlushLocal();
            Volatile.Write(ref Cores.Current->FlushRequested, 0);
        }
    }

    private static void FlushLocal() => X86.WriteCr3(X86.ReadCr3());
}
