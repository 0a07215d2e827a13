using Abi;
using Core.Machine;

namespace TwoLevelScheduler;

/// <summary>FPU state of uthreads that were interrupted on one vcore and may continue on another.</summary>
internal static unsafe class FpuAreas
{
    /// <summary>Keeps what the vcore's area holds with the uthread.</summary>
    public static void Keep(byte* fpu, Uthread* uthread)
    {
        uthread->FpuState = Pool.Take();
        MachineRoutines.MemMove(uthread->FpuState, fpu, Vcore.FpuSize);
    }

    public static void Free(Uthread* uthread)
    {
        Pool.Give(uthread->FpuState);
        uthread->FpuState = null;
    }
}
