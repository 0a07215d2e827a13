using Abi;
using Core;

namespace Syscalls;

/// <summary>The way a stub's filled struct takes to the kernel.</summary>
internal static unsafe class SyscallGate
{
    /// <summary>Returns when the call is done; other uthreads run meanwhile.</summary>
    [Routine("SubmitSyscall")]
    public static extern void Submit(SyscallStruct* call);
}
