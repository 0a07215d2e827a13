using Abi;
using Iced.Intel;
using IL2CPU.X64;
using static Iced.Intel.AssemblerRegisters;

namespace IL2CPU.Routines.Kernel;

/// <summary>Ways into the kernel: interrupts, exceptions, SYSCALL.</summary>
/// <remarks>The C# side is <c>trap_from_user(ref HwContext)</c>, <c>trap_from_kernel(ref HwContext)</c> and
/// <c>syscall_from_user(ulong structs, ulong count)</c>; the first and the last never return. Interrupts are off.</remarks>
internal static class EntryRoutines
{
    // Vectors for which the processor pushes an error code. Source: SDM 3A table 6-1.
    private const uint VectorsWithErrorCode = 0x60227D00;
    private const int VectorCount = 256;
    private const int StubSize = 16;
    private const int AlignmentCheckFlag = 0x40000;

    private static int Block(string field) => Layout.OffsetOf<CoreBlock>(field);

    private static int Frame(string field) => Layout.OffsetOf<HwContext>(field);

    // 256 stubs of 16 bytes: push 0 unless the processor pushed an error code, push the vector, jump.
    [Routine("interrupt_stubs", Images = RoutineImages.Kernel)]
    public static void InterruptStubs(RoutineAssembler a)
    {
        Assembler c = a.Code;
        for (int vector = 0; vector < VectorCount; vector++)
        {
            int length = 5 + 5;
            if (vector >= 32 || (VectorsWithErrorCode & (1u << vector)) == 0)
            {
                c.AddInstruction(Instruction.Create(Code.Pushq_imm8, 0));
                length += 2;
            }

            c.AddInstruction(Instruction.Create(Code.Pushq_imm32, vector));
            a.Jump("interrupt_common");
            for (; length < StubSize; length++)
            {
                c.nop();
            }
        }
    }

    // Completes HwContext on the stack. From user mode: user GS base saved, GS switched, FPU state to the core block.
    [Routine("interrupt_common", Images = RoutineImages.Kernel, Caller = CallerKind.Interrupted)]
    public static void InterruptCommon(RoutineAssembler a)
    {
        Assembler c = a.Code;
        Label fromKernel = c.CreateLabel();
        foreach (AssemblerRegister64 register in ContextRegisters)
        {
            c.push(register);
        }

        // User code may have set AC, which would switch SMAP off.
        c.cld();
        c.pushfq();
        c.and(__dword_ptr[rsp], ~AlignmentCheckFlag);
        c.popfq();
        c.test(__byte_ptr[rsp + (Frame("Cs") - Frame("R15"))], 3);
        c.je(fromKernel);

        c.rdfsbase(rax);
        c.push(rax);
        c.rdgsbase(rax);
        c.push(rax);
        c.swapgs();
        c.fxsave64(__.gs[Block("Fpu")]);
        c.ldmxcsr(__dword_ptr.gs[Block("KernelMxcsr")]);
        c.mov(rdi, rsp);
        c.xor(ebp, ebp);
        a.Call("trap_from_user");
        c.ud2();

        c.Label(ref fromKernel);
        c.sub(rsp, 16);
        c.mov(rdi, rsp);
        a.Call("trap_from_kernel");
        c.add(rsp, 16);
        PopContextRegisters(c);
        c.add(rsp, 16);
        c.iretq();
    }

    // RCX = user RIP, R11 = user RFLAGS, RDI and RSI = arguments. The caller-saved registers are the caller's loss.
    [Routine("syscall_entry", Images = RoutineImages.Kernel, Caller = CallerKind.None)]
    public static void SyscallEntry(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.swapgs();
        c.mov(__qword_ptr.gs[Block("UserStack")], rsp);
        c.mov(rsp, __qword_ptr.gs[Block("KernelStackTop")]);
        c.mov(__dword_ptr.gs[Block("Context.Type")], ContextType.Software);
        c.mov(__dword_ptr.gs[Block("Context.Marker")], FaultMarker.None);
        c.mov(__qword_ptr.gs[Block("Context.FaultAux")], 0);
        c.mov(__qword_ptr.gs[Block("Context.Sw.Rip")], rcx);
        c.mov(__qword_ptr.gs[Block("Context.Sw.Rbx")], rbx);
        c.mov(__qword_ptr.gs[Block("Context.Sw.Rbp")], rbp);
        c.mov(__qword_ptr.gs[Block("Context.Sw.R12")], r12);
        c.mov(__qword_ptr.gs[Block("Context.Sw.R13")], r13);
        c.mov(__qword_ptr.gs[Block("Context.Sw.R14")], r14);
        c.mov(__qword_ptr.gs[Block("Context.Sw.R15")], r15);
        c.mov(rax, __qword_ptr.gs[Block("UserStack")]);
        c.mov(__qword_ptr.gs[Block("Context.Sw.Rsp")], rax);
        c.rdfsbase(rax);
        c.mov(__qword_ptr.gs[Block("Context.Sw.FsBase")], rax);
        c.swapgs();
        c.rdgsbase(rax);
        c.swapgs();
        c.mov(__qword_ptr.gs[Block("Context.Sw.GsBase")], rax);
        c.stmxcsr(__dword_ptr.gs[Block("Context.Sw.Mxcsr")]);
        c.mov(__dword_ptr.gs[Block("Context.Sw.FpuControl")], 0);
        c.fnstcw(__word_ptr.gs[Block("Context.Sw.FpuControl")]);
        c.ldmxcsr(__dword_ptr.gs[Block("KernelMxcsr")]);
        c.xor(ebp, ebp);
        a.Call("syscall_from_user");
        c.ud2();
    }

    internal static void PopContextRegisters(Assembler c)
    {
        for (int i = ContextRegisters.Length - 1; i >= 0; i--)
        {
            c.pop(ContextRegisters[i]);
        }
    }

    // In push order: HwContext from Rax down to R15.
    private static readonly AssemblerRegister64[] ContextRegisters =
        [rax, rbx, rcx, rdx, rbp, rsi, rdi, r8, r9, r10, r11, r12, r13, r14, r15];
}
