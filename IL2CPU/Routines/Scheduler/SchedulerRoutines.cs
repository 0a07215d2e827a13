using Abi;
using Iced.Intel;
using IL2CPU.X64;
using static Iced.Intel.AssemblerRegisters;

namespace IL2CPU.Routines.Scheduler;

// Entry, switches and exits of vcore context. FS points to the Vcore of the scheduler.
// R14 is 0 in vcore context, and the block of the system stack in native calls of a uthread.
internal static class SchedulerRoutines
{
    private static readonly int s_notifDisabled = Layout.OffsetOf<VcorePreemptData>(nameof(VcorePreemptData.NotifDisabled));
    private static readonly int s_notifPending = Layout.OffsetOf<VcorePreemptData>(nameof(VcorePreemptData.NotifPending));

    // Entry of the image: the initial stack, no FS. RSP is aligned by the kernel or here.
    [Routine("scheduler_start", Images = RoutineImages.Native, Caller = CallerKind.None)]
    public static void Start(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.and(rsp, -16);
        c.xor(ebp, ebp);
        c.xor(r14d, r14d);
        a.Call("SchedulerMain");
        c.ud2();
    }

    // Where the kernel enters a vcore: the vcore stack, FS = Vcore, notifications disabled. The FPU state is fresh; the
    // interrupted uthread's is in the process data.
    [Routine("vcore_entry", Images = RoutineImages.Native, Caller = CallerKind.None)]
    public static void VcoreEntry(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.and(rsp, -16);
        c.xor(ebp, ebp);
        c.xor(r14d, r14d);
        c.cld();
        a.Call("VcoreEntered");
        c.ud2();
    }

    [Routine("GetVcoreEntryAddress", Images = RoutineImages.Native)]
    public static void GetVcoreEntryAddress(RoutineAssembler a)
    {
        a.Address(rax, "vcore_entry");
        a.Code.ret();
    }

    [Routine("ReadR14", Images = RoutineImages.Native)]
    public static void ReadR14(RoutineAssembler a)
    {
        a.Code.mov(rax, r14);
        a.Code.ret();
    }

    // (structs, count). RCX and R11 are the instruction's; nothing else is kept but what System V keeps.
    [Routine("RawSyscall", Images = RoutineImages.Native)]
    public static void RawSyscall(RoutineAssembler a)
    {
        a.Code.syscall();
        a.Code.ret();
    }

    // (context, stack top, continuation, first, second): as a call that keeps what System V keeps. Nothing returns
    // from the continuation.
    [Routine("SaveAndContinue", Images = RoutineImages.Native, Caller = CallerKind.None)]
    public static void SaveAndContinue(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.mov(Field(rdi, nameof(SwContext.Rbx)), rbx);
        c.mov(Field(rdi, nameof(SwContext.Rbp)), rbp);
        c.mov(Field(rdi, nameof(SwContext.R12)), r12);
        c.mov(Field(rdi, nameof(SwContext.R13)), r13);
        c.mov(Field(rdi, nameof(SwContext.R14)), r14);
        c.mov(Field(rdi, nameof(SwContext.R15)), r15);
        c.stmxcsr(__dword_ptr[rdi + Layout.OffsetOf<SwContext>(nameof(SwContext.Mxcsr))]);
        c.fnstcw(__word_ptr[rdi + Layout.OffsetOf<SwContext>(nameof(SwContext.FpuControl))]);
        c.mov(rax, __qword_ptr[rsp]);
        c.mov(Field(rdi, nameof(SwContext.Rip)), rax);
        c.lea(rax, __[rsp + 8]);
        c.mov(Field(rdi, nameof(SwContext.Rsp)), rax);
        c.mov(rsp, rsi);
        c.xor(ebp, ebp);
        c.xor(r14d, r14d);
        c.mov(rax, rdx);
        c.mov(rdi, rcx);
        c.mov(rsi, r8);
        c.call(rax);
        c.ud2();
    }

    // (stack top, continuation, first, second, third): nothing is kept.
    [Routine("ContinueOnStack", Images = RoutineImages.Native, Caller = CallerKind.None)]
    public static void ContinueOnStack(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.mov(rsp, rdi);
        c.xor(ebp, ebp);
        c.xor(r14d, r14d);
        c.mov(rax, rsi);
        c.mov(rdi, rdx);
        c.mov(rsi, rcx);
        c.mov(rdx, r8);
        c.call(rax);
        c.ud2();
    }

    // (context, vcore data, entry call): returns from SaveAndContinue of that context, notifications enabled.
    [Routine("PopSoftware", Images = RoutineImages.Native)]
    public static void PopSoftware(RoutineAssembler a)
    {
        Assembler c = a.Code;
        Label pending = c.CreateLabel();
        c.mov(rbx, Field(rdi, nameof(SwContext.Rbx)));
        c.mov(rbp, Field(rdi, nameof(SwContext.Rbp)));
        c.mov(r12, Field(rdi, nameof(SwContext.R12)));
        c.mov(r13, Field(rdi, nameof(SwContext.R13)));
        c.mov(r14, Field(rdi, nameof(SwContext.R14)));
        c.mov(r15, Field(rdi, nameof(SwContext.R15)));
        c.ldmxcsr(__dword_ptr[rdi + Layout.OffsetOf<SwContext>(nameof(SwContext.Mxcsr))]);
        c.fldcw(__word_ptr[rdi + Layout.OffsetOf<SwContext>(nameof(SwContext.FpuControl))]);
        c.mov(rax, Field(rdi, nameof(SwContext.Rip)));
        c.mov(rsp, Field(rdi, nameof(SwContext.Rsp)));
        c.push(rax);
        EnableNotifications(c, rsi, pending);
        c.ret();
        c.Label(ref pending);
        EnterVcoreContext(c);
        c.ret();
    }

    // (block of the system stack, stack top, code, argument, vcore data, entry call).
    [Routine("PopToStart", Images = RoutineImages.Native)]
    public static void PopToStart(RoutineAssembler a)
    {
        Assembler c = a.Code;
        Label pending = c.CreateLabel();
        Label go = c.CreateLabel();
        c.mov(r14, rdi);
        c.mov(rsp, rsi);
        c.xor(ebp, ebp);
        c.mov(r12, rdx);
        c.mov(r13, rcx);
        c.mov(rdx, r9);
        EnableNotifications(c, r8, pending);
        c.Label(ref go);
        c.mov(rdi, r13);

        // The code may be a function: it expects a return address. Nothing returns to it.
        c.push(0);
        c.jmp(r12);
        c.Label(ref pending);
        EnterVcoreContext(c);
        c.jmp(go);
    }

    // (context, vcore data, FPU image): continues an interrupted context on a system stack, where writing below RSP
    // is harmless beyond the 128 bytes System V reserves. Does not ask for pending notifications.
    [Routine("PopRaw", Images = RoutineImages.Native)]
    public static void PopRaw(RoutineAssembler a)
    {
        Assembler c = a.Code;
        Label software = c.CreateLabel();
        c.cmp(__dword_ptr[rdi + Layout.OffsetOf<UserContext>(nameof(UserContext.Type))], (int)ContextType.Software);
        c.je(software);
        c.fxrstor(__[rdx]);
        c.mov(rsp, Hardware(nameof(HwContext.Rsp)));
        c.lea(rsp, __[rsp - 128]);
        c.push(Hardware(nameof(HwContext.Rip)));
        c.push(Hardware(nameof(HwContext.Rflags)));
        c.push(Hardware(nameof(HwContext.Rdi)));
        c.push(Hardware(nameof(HwContext.Rsi)));
        c.mov(rbx, Hardware(nameof(HwContext.Rbx)));
        c.mov(rcx, Hardware(nameof(HwContext.Rcx)));
        c.mov(rdx, Hardware(nameof(HwContext.Rdx)));
        c.mov(rbp, Hardware(nameof(HwContext.Rbp)));
        c.mov(rax, Hardware(nameof(HwContext.Rax)));
        c.mov(r8, Hardware(nameof(HwContext.R8)));
        c.mov(r9, Hardware(nameof(HwContext.R9)));
        c.mov(r10, Hardware(nameof(HwContext.R10)));
        c.mov(r11, Hardware(nameof(HwContext.R11)));
        c.mov(r12, Hardware(nameof(HwContext.R12)));
        c.mov(r13, Hardware(nameof(HwContext.R13)));
        c.mov(r14, Hardware(nameof(HwContext.R14)));
        c.mov(r15, Hardware(nameof(HwContext.R15)));

        // Everything of the shared context is read: now the kernel may write it again.
        c.mov(__byte_ptr[rsi + s_notifDisabled], 0);
        c.pop(rsi);
        c.pop(rdi);
        c.popfq();
        c.ret(128);

        c.Label(ref software);
        c.ldmxcsr(__dword_ptr[rdi + Layout.OffsetOf<UserContext>("Sw." + nameof(SwContext.Mxcsr))]);
        c.fldcw(__word_ptr[rdi + Layout.OffsetOf<UserContext>("Sw." + nameof(SwContext.FpuControl))]);
        c.mov(rbx, Software(nameof(SwContext.Rbx)));
        c.mov(rbp, Software(nameof(SwContext.Rbp)));
        c.mov(r12, Software(nameof(SwContext.R12)));
        c.mov(r13, Software(nameof(SwContext.R13)));
        c.mov(r14, Software(nameof(SwContext.R14)));
        c.mov(r15, Software(nameof(SwContext.R15)));
        c.mov(rsp, Software(nameof(SwContext.Rsp)));
        c.lea(rsp, __[rsp - 128]);
        c.push(Software(nameof(SwContext.Rip)));
        c.mov(__byte_ptr[rsi + s_notifDisabled], 0);
        c.ret(128);
    }

    // (call): the kernel pops the context named in the call.
    [Routine("PopByKernel", Images = RoutineImages.Native)]
    public static void PopByKernel(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.mov(esi, 1);
        c.syscall();
        c.ud2();
    }

    // On the target's stack: what arrives from here on interrupts the target. RDX = entry call.
    private static void EnableNotifications(Assembler c, AssemblerRegister64 data, Label pending)
    {
        c.mov(__byte_ptr[data + s_notifDisabled], 0);
        c.mfence();
        c.cmp(__byte_ptr[data + s_notifPending], 0);
        c.jne(pending);
    }

    // vc_entry: the kernel saves this place as the uthread's and enters vcore context afresh.
    private static void EnterVcoreContext(Assembler c)
    {
        c.mov(rdi, rdx);
        c.mov(esi, 1);
        c.syscall();
    }

    private static AssemblerMemoryOperand Field(AssemblerRegister64 context, string field) =>
        __qword_ptr[context + Layout.OffsetOf<SwContext>(field)];

    private static AssemblerMemoryOperand Hardware(string field) =>
        __qword_ptr[rdi + Layout.OffsetOf<UserContext>("Hw." + field)];

    private static AssemblerMemoryOperand Software(string field) =>
        __qword_ptr[rdi + Layout.OffsetOf<UserContext>("Sw." + field)];
}
