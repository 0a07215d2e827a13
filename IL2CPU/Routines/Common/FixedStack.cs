using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace IL2CPU.Routines.Common;

// Counterparts of Program/SplitStack for images whose stacks are fixed.
internal static class FixedStack
{
    // (function, argument): a plain call.
    [Routine("RunOnSystemStack", Images = RoutineImages.Kernel | RoutineImages.Native)]
    public static void RunOnSystemStack(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.mov(rax, rdi);
        c.mov(rdi, rsi);
        c.jmp(rax);
    }

    // Named by the stack walker; nothing continues here.
    [Routine("FaultEntry", Images = RoutineImages.Kernel | RoutineImages.Native)]
    public static void FaultEntry(RoutineAssembler a) => a.Code.ud2();
}
