using System.Threading;
using Abi;
using Core.Machine;

namespace TwoLevelScheduler;

/// <summary>A spin lock that knows its owner: who waits for a vcore the kernel took away makes that run again.</summary>
/// <remarks>Holders have notifications disabled, so that vcore context never waits for the uthread it interrupted.</remarks>
public unsafe struct NativeLock
{
    private const int SpinsBeforeHelp = 1000;

    // 0 free, otherwise 1 + number of the vcore.
    private int _owner;

    public void Acquire()
    {
        int mine = (int)Vcores.Here->Id + 1;
        int spins = 0;
        while (Interlocked.CompareExchange(ref _owner, mine, 0) != 0)
        {
            X86.Pause();
            if (++spins % SpinsBeforeHelp == 0)
                HelpOwner();
        }
    }

    public void Release() => Volatile.Write(ref _owner, 0);

    private readonly void HelpOwner()
    {
        int owner = _owner - 1;
        if (owner >= 0 && owner != (int)Vcores.Here->Id && Vcores.IsPreempted((uint)owner))
            PreemptRecovery.RunInstead((uint)owner);
    }
}
