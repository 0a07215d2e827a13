using System.Threading;
using Abi;
using Core.Machine;
using Core.Program.Stacks;

namespace Usys;

/// <summary>Uthreads that ended, until the scheduler no longer stands on anything of theirs.</summary>
/// <remarks>On the system stack. <see cref="Uthread.OwnerData"/> is set to 1 by the scheduler; the list is linked by
/// <see cref="Uthread.Syscall"/>.</remarks>
internal static unsafe class EndedUthreads
{
    private static Core.Machine.SpinLock s_lock;
    private static Uthread* s_first;

    /// <summary>Ends the calling uthread. Never returns.</summary>
    public static void End(Uthread* uthread)
    {
        if (uthread->SignalStackLow != 0)
        {
            Uthreads.Free((Uthread*)uthread->SignalStackLow);
            uthread->SignalStackLow = 0;
        }

        Uthread* free = TakeFreeable(uthread);
        while (free != null)
        {
            var next = (Uthread*)free->Syscall;
            Uthreads.Free(free);
            free = next;
        }

        UthreadSwitch.SwitchSaved(uthread, SwitchKind.Exit, (ulong)&uthread->OwnerData);
    }

    /// <summary>Adds the uthread to the list and takes off those that can be freed.</summary>
    private static Uthread* TakeFreeable(Uthread* ending)
    {
        uint* flag = (uint*)&ending->OwnerData;
        *flag = 0;
        ending->Owner = 0;
        ending->EntryArgument = 0;
        ending->Transfer = 0;
        Uthread* freeable = null;
        s_lock.Acquire();
        Uthread* kept = null;
        for (Uthread* uthread = s_first; uthread != null;)
        {
            var next = (Uthread*)uthread->Syscall;
            bool isFree = Volatile.Read(ref *(uint*)&uthread->OwnerData) != 0;
            if (isFree)
            {
                uthread->Syscall = freeable;
                freeable = uthread;
            }
            else
            {
                uthread->Syscall = kept;
                kept = uthread;
            }

            uthread = next;
        }

        ending->Syscall = kept;
        s_first = ending;
        s_lock.Release();
        return freeable;
    }
}
