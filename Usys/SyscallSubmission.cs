using Abi;
using Core;

namespace Usys;

/// <summary>System calls of programs go through the scheduler, which blocks the goroutine instead of the vcore.</summary>
internal static unsafe class SyscallSubmission
{
    /// <summary>Pairs with <c>Syscalls.SyscallGate</c>.</summary>
    [Export("SubmitSyscall")]
    [NoSplit("between conversion and call nothing may move")]
    private static void Submit(SyscallStruct* call) => Usys.Call1(UsysFunction.Syscall, (nuint)call);
}
