using Abi;
using Iced.Intel;
using IL2CPU.X64;
using static Iced.Intel.AssemblerRegisters;

namespace IL2CPU.Routines.Linux;

// The leaf layer of programs on Linux: start, system calls, signals.
internal static class LinuxRoutines
{
    // Entry of the ELF file: [rsp] argc, argv, 0, envp. The stack the kernel gave becomes the system stack,
    // with its control block at the top.
    [Routine("linux_start", Images = RoutineImages.Linux, Caller = CallerKind.None)]
    public static void Start(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.mov(rsi, rsp);
        c.sub(rsp, Uthread.Size);
        c.and(rsp, -64);
        c.mov(r14, rsp);
        c.mov(rdi, rsp);
        c.xor(eax, eax);
        c.mov(ecx, Uthread.Size / 8);
        c.rep.stosq();
        c.mov(UthreadLayout.Field(r14, UthreadLayout.SystemUthread), r14);
        c.mov(UthreadLayout.Field(r14, UthreadLayout.StackHigh), r14);
        c.mov(UthreadLayout.Field32(r14, UthreadLayout.Flags), (int)UthreadFlags.System);
        c.mov(rdi, rsi);
        c.xor(ebp, ebp);
        a.Call("LinuxMain");
        c.ud2();
    }

    // (number, a, b, c, d, e): a system call with up to five arguments.
    [Routine("linux_syscall", Images = RoutineImages.Linux)]
    public static void Syscall(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.mov(rax, rdi);
        c.mov(rdi, rsi);
        c.mov(rsi, rdx);
        c.mov(rdx, rcx);
        c.mov(r10, r8);
        c.mov(r8, r9);
        c.xor(r9d, r9d);
        c.syscall();
        c.ret();
    }

    // System V (signal, info, context), on the alternate stack. R14 becomes the block at the low end of the alternate
    // stack, so that C# runs here; the kernel restores it from the context.
    [Routine("linux_signal", Images = RoutineImages.Linux)]
    public static void Signal(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.push(rbp);
        c.mov(rbp, rsp);
        c.push(r12);
        c.push(r13);
        c.push(r14);
        c.push(r15);
        c.push(rbx);
        c.push(rbx);
        c.mov(r14, rsp);
        c.and(r14, -Uthread.SignalStackSpan);
        a.Call("LinuxSignal");
        c.pop(rbx);
        c.pop(rbx);
        c.pop(r15);
        c.pop(r14);
        c.pop(r13);
        c.pop(r12);
        c.pop(rbp);
        c.ret();
    }

    // sa_restorer: rt_sigreturn.
    [Routine("linux_sigreturn", Images = RoutineImages.Linux)]
    public static void SigReturn(RoutineAssembler a)
    {
        a.Code.mov(eax, 15);
        a.Code.syscall();
    }
}
