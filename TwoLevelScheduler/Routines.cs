using Abi;
using Core;

namespace TwoLevelScheduler;

/// <summary>What C# cannot say; emitted by <c>IL2CPU/Routines/Scheduler</c>.</summary>
internal static unsafe class Routines
{
    /// <summary>The <c>syscall</c> instruction.</summary>
    [Routine("RawSyscall")]
    public static extern void RawSyscall(SyscallStruct* calls, ulong count);

    /// <summary>Address the kernel enters vcores at.</summary>
    public static nint VcoreEntryAddress => GetVcoreEntryAddress();

    /// <summary>R14: in a uthread's native calls the block of its system stack, 0 in vcore context.</summary>
    [Routine("ReadR14")]
    public static extern Uthread* SystemBlock();

    /// <summary>Saves what a call keeps, and continues on the vcore stack. Returns when the context is resumed.</summary>
    /// <param name="continuation">Static method taking two pointers; never returns.</param>
    [Routine("SaveAndContinue")]
    public static extern void SaveAndContinue(SwContext* context, ulong stackTop, nint continuation, void* first, void* second);

    /// <summary>Continues on the vcore stack and forgets the current one.</summary>
    [Routine("ContinueOnStack")]
    public static extern void ContinueOnStack(ulong stackTop, nint continuation, void* first, ulong second, ulong third);

    /// <summary>Leaves vcore context for a context saved by <see cref="SaveAndContinue"/>.</summary>
    [Routine("PopSoftware")]
    public static extern void PopSoftware(SwContext* context, VcorePreemptData* data, SyscallStruct* entryCall);

    /// <summary>Leaves vcore context for program code that begins on a system stack.</summary>
    /// <param name="system">Block of the stack; goes to R14.</param>
    /// <param name="argument">Goes to RDI.</param>
    [Routine("PopToStart")]
    public static extern void PopToStart(Uthread* system, ulong stackTop, ulong code, ulong argument, VcorePreemptData* data, SyscallStruct* entryCall);

    /// <summary>Leaves vcore context for an interrupted context, without asking whether a notification is pending.</summary>
    /// <remarks>Writes below the context's stack pointer: only for code on system stacks.</remarks>
    [Routine("PopRaw")]
    public static extern void PopRaw(UserContext* context, VcorePreemptData* data, byte* fpu);

    /// <summary>Issues a prepared call that leaves vcore context. Never returns.</summary>
    [Routine("PopByKernel")]
    public static extern void PopByKernel(SyscallStruct* call);

    [Routine("GetVcoreEntryAddress")]
    private static extern nint GetVcoreEntryAddress();
}
