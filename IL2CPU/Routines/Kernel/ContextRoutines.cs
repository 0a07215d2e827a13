using Abi;
using Iced.Intel;
using IL2CPU.X64;
using static Iced.Intel.AssemblerRegisters;

namespace IL2CPU.Routines.Kernel;

/// <summary>Ways out of the kernel, and between its stacks.</summary>
internal static class ContextRoutines
{
    private const int InterruptsEnabledFlags = 0x202;

    // What System V and the managed convention let survive a call, together.
    private static readonly AssemblerRegister64[] SwitchRegisters = [rbp, rbx, r12, r13, r14, r15];

    private static int Context(string field) => Layout.OffsetOf<UserContext>(field);

    // (UserContext* context, byte* fpu): does not return. The context is read as a stack; interrupts are off, and
    // non-maskable ones have their own stack.
    [Routine("resume_hardware_context", Images = RoutineImages.Kernel)]
    public static void ResumeHardwareContext(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.fxrstor64(__[rsi]);
        c.mov(rax, __qword_ptr[rdi + Context("Hw.FsBase")]);
        c.wrfsbase(rax);
        c.mov(rax, __qword_ptr[rdi + Context("Hw.GsBase")]);
        c.swapgs();
        c.wrgsbase(rax);
        c.lea(rsp, __[rdi + Context("Hw.R15")]);
        EntryRoutines.PopContextRegisters(c);
        c.add(rsp, 16);
        c.iretq();
    }

    // (UserContext* context, byte* fpu): does not return. RDI becomes RBX, which a fresh vcore expects. With an FPU image
    // the registers become those of the context that was interrupted, for vcore context to save; without, the x87 stack
    // is empty and the control words are the context's.
    [Routine("resume_software_context", Images = RoutineImages.Kernel)]
    public static void ResumeSoftwareContext(RoutineAssembler a)
    {
        Assembler c = a.Code;
        Label control = c.CreateLabel();
        Label bases = c.CreateLabel();
        c.test(rsi, rsi);
        c.je(control);
        c.fxrstor64(__[rsi]);
        c.jmp(bases);
        c.Label(ref control);
        c.emms();
        c.ldmxcsr(__dword_ptr[rdi + Context("Sw.Mxcsr")]);
        c.fldcw(__word_ptr[rdi + Context("Sw.FpuControl")]);
        c.Label(ref bases);
        c.mov(rax, __qword_ptr[rdi + Context("Sw.FsBase")]);
        c.wrfsbase(rax);
        c.mov(rax, __qword_ptr[rdi + Context("Sw.GsBase")]);
        c.swapgs();
        c.wrgsbase(rax);
        c.mov(rbx, __qword_ptr[rdi + Context("Sw.Rbx")]);
        c.mov(rbp, __qword_ptr[rdi + Context("Sw.Rbp")]);
        c.mov(r12, __qword_ptr[rdi + Context("Sw.R12")]);
        c.mov(r13, __qword_ptr[rdi + Context("Sw.R13")]);
        c.mov(r14, __qword_ptr[rdi + Context("Sw.R14")]);
        c.mov(r15, __qword_ptr[rdi + Context("Sw.R15")]);
        c.mov(rcx, __qword_ptr[rdi + Context("Sw.Rip")]);
        c.mov(rsp, __qword_ptr[rdi + Context("Sw.Rsp")]);
        c.mov(r11d, InterruptsEnabledFlags);
        c.mov(rdi, rbx);
        foreach (AssemblerRegister32 register in new[] { eax, edx, esi, r8d, r9d, r10d })
        {
            c.xor(register, register);
        }

        c.sysretq();
    }

    // (ulong* saved, ulong target): continues at a position saved by this routine or by start_on_stack.
    [Routine("switch_stack", Images = RoutineImages.Kernel)]
    public static void SwitchStack(RoutineAssembler a)
    {
        Assembler c = a.Code;
        PushSwitchRegisters(c);
        c.mov(__qword_ptr[rdi], rsp);
        c.mov(rsp, rsi);
        for (int i = SwitchRegisters.Length - 1; i >= 0; i--)
        {
            c.pop(SwitchRegisters[i]);
        }

        c.ret();
    }

    // (ulong* saved, ulong stackTop, void* function): the function never returns.
    [Routine("start_on_stack", Images = RoutineImages.Kernel, Caller = CallerKind.None)]
    public static void StartOnStack(RoutineAssembler a)
    {
        Assembler c = a.Code;
        PushSwitchRegisters(c);
        c.mov(__qword_ptr[rdi], rsp);
        c.mov(rsp, rsi);
        c.xor(ebp, ebp);
        c.call(rdx);
        a.NoteIndirectCall(0);
        c.ud2();
    }

    [Routine("reload_segments", Images = RoutineImages.Kernel)]
    public static void ReloadSegments(RoutineAssembler a)
    {
        Assembler c = a.Code;
        Label next = c.CreateLabel();
        c.push(Selector.KernelCode);
        c.lea(rax, __[next]);
        c.push(rax);
        c.db(0x48, 0xCB);
        c.Label(ref next);
        c.mov(eax, (int)Selector.KernelData);
        c.mov(ds, ax);
        c.mov(es, ax);
        c.mov(ss, ax);
        c.ret();
    }

    // The shadow of sti covers hlt: an interrupt cannot come between and be slept over.
    [Routine("wait_for_interrupt", Images = RoutineImages.Kernel)]
    public static void WaitForInterrupt(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.sti();
        c.hlt();
        c.cli();
        c.ret();
    }

    // RDI = ApParameters in the physmap; still on the boot page tables, without a stack. The trampoline's GDT disappears
    // with them, so no segment is loaded until C# has brought another.
    [Routine("ap_entry", Images = RoutineImages.Kernel, Caller = CallerKind.None)]
    public static void ApEntry(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.mov(rax, __qword_ptr[rdi + Layout.OffsetOf<ApParameters>("PageTable")]);
        c.mov(cr3, rax);
        c.mov(rsp, __qword_ptr[rdi + Layout.OffsetOf<ApParameters>("Stack")]);
        c.mov(rax, __qword_ptr[rdi + Layout.OffsetOf<ApParameters>("Entry")]);
        c.mov(rdi, __qword_ptr[rdi + Layout.OffsetOf<ApParameters>("Argument")]);
        c.xor(ebp, ebp);
        c.call(rax);
        a.NoteIndirectCall(0);
        c.ud2();
    }

    private static void PushSwitchRegisters(Assembler c)
    {
        foreach (AssemblerRegister64 register in SwitchRegisters)
        {
            c.push(register);
        }
    }
}
