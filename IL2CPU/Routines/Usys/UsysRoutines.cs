using Iced.Intel;
using IL2CPU.X64;
using static Iced.Intel.AssemblerRegisters;

namespace IL2CPU.Routines.Usys;

// Program images on Sharkaros.
internal static class UsysRoutines
{
    // Entry of the program image, jumped to by the scheduler: a system stack, R14 its block, RDI the bootstrap uthread.
    [Routine("program_start", Images = RoutineImages.Metal, Caller = CallerKind.None)]
    public static void Start(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.and(rsp, -16);
        c.xor(ebp, ebp);
        a.Call("MetalMain");
        c.ud2();
    }

    // (tagged address): the load the native side recognises by its bytes 8B 00. It skips the instruction.
    [Routine("UsysLoad", Images = RoutineImages.Metal)]
    public static void Load(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.mov(rax, rdi);
        c.mov(eax, __dword_ptr[rax]);
        c.ret();
    }
}
