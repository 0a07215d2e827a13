using System.Diagnostics.CodeAnalysis;
using Abi;
using Core;

namespace Kernel.Machine;

/// <summary>The kernel's emitted routines; their source is <c>IL2CPU/Routines/Kernel</c>.</summary>
internal static unsafe class Routines
{
    /// <summary>Distance between two interrupt stubs in bytes.</summary>
    public const int InterruptStubSize = 16;

    /// <summary>Address of the first of 256 interrupt stubs.</summary>
    public static nint InterruptStubs => (nint)(delegate*<void>)&FirstInterruptStub;

    public static nint SyscallEntry => (nint)(delegate*<void>)&EnterSyscall;

    /// <summary>Reloads CS, SS, DS, ES from the current GDT. FS and GS stay, and with them their bases.</summary>
    [Routine("reload_segments")]
    public static extern void ReloadSegments();

    /// <summary>sti; hlt; cli.</summary>
    [Routine("wait_for_interrupt")]
    public static extern void WaitForInterrupt();

    /// <summary>Restores a hardware context from a core block and returns to user mode.</summary>
    [DoesNotReturn]
    [Routine("resume_hardware_context")]
    public static extern void ResumeHardwareContext(UserContext* context, byte* fpu);

    /// <summary>Restores a software context, with FPU state or null, and returns to user mode.</summary>
    [DoesNotReturn]
    [Routine("resume_software_context")]
    public static extern void ResumeSoftwareContext(UserContext* context, byte* fpu);

    /// <summary>Saves this stack's position and continues at another that was saved in the same way.</summary>
    [Routine("switch_stack")]
    public static extern void SwitchStack(ulong* saved, ulong target);

    /// <summary>Saves this stack's position and calls a function that never returns on an empty stack.</summary>
    [Routine("start_on_stack")]
    public static extern void StartOnStack(ulong* saved, ulong stackTop, void* function);

    [Routine("interrupt_stubs")]
    private static extern void FirstInterruptStub();

    [Routine("syscall_entry")]
    private static extern void EnterSyscall();
}
