using System.Runtime.InteropServices;
using Abi;
using Core;
using Core.Stacks;
using Core.Tables;
using Core.Text;

namespace Signals.Program;

/// <summary>The default handler of faults: makes a C# exception at the faulting instruction.</summary>
/// <remarks>Called by the scheduler outside vcore context, on the system stack of the uthread that faulted, which is that
/// uthread's signal stack. It changes the interrupted context so that it continues in FaultEntry, on its own stack.</remarks>
internal static unsafe class FaultHandler
{
    private const uint Resumed = 1;
    private const uint NotManaged = 0;

    /// <summary>Called by Usys before any class constructor of the program.</summary>
    [Export("InstallFaultHandler")]
    private static void Install(ProgramInterface* program) =>
        program->FaultHandler = (ulong)(delegate* unmanaged<ulong, SignalInfo*, UserContext*, Uthread*, uint>)&Handle;

    [UnmanagedCallersOnly]
    private static uint Handle(ulong signal, SignalInfo* info, UserContext* context, Uthread* uthread)
    {
        HwContext* registers = &context->Hw;
        var pc = (nuint)registers->Rip;
        MethodInfo* method = ImageTables.FindMethod(pc);
        bool isManaged = method != null && signal is Signal.SIGSEGV or Signal.SIGBUS or Signal.SIGFPE;
        if (isManaged && (method->Flags & MethodInfoFlags.Routine) != 0)
            isManaged = LeaveRoutine(registers, ref pc);
        if (!isManaged)
        {
            Trace(pc, method, registers);
            return NotManaged;
        }

        uthread->FaultPc = pc;
        uthread->FaultAddress = info->Address;
        uthread->FaultTrap = registers->TrapNumber;
        registers->Rip = FaultEntry.Address;
        return Resumed;
    }

    // A leaf routine such as memmove got a null pointer: the fault is its caller's, at the call.
    private static bool LeaveRoutine(HwContext* registers, ref nuint pc)
    {
        nuint returnAddress = *(nuint*)registers->Rsp;
        MethodInfo* caller = ImageTables.FindMethod(returnAddress - 1);
        if (caller == null || (caller->Flags & MethodInfoFlags.Routine) != 0)
            return false;
        registers->Rsp += 8;
        pc = returnAddress - 1;
        return true;
    }

    private static void Trace(nuint pc, MethodInfo* method, HwContext* registers)
    {
        ErrorWriter.WriteFrame(pc, false);
        if (method != null && (method->Flags & MethodInfoFlags.HasFrame) != 0)
            Fatal.Trace(StackWalker.CallerOf((byte*)registers->Rbp));
    }
}
