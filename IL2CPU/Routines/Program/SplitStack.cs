using Abi;
using Iced.Intel;
using IL2CPU.X64;
using static Iced.Intel.AssemblerRegisters;

namespace IL2CPU.Routines.Program;

// Changes of stack in programs. R14 is the uthread whose stack RSP is on; ARCHITECTURE.md 1.3.
internal static class SplitStack
{
    private static readonly AssemblerRegister64[] s_integers = [rdi, rsi, rdx, rcx, r8, r9];
    private static readonly AssemblerRegisterXMM[] s_floats = [xmm0, xmm1, xmm2, xmm3, xmm4, xmm5, xmm6, xmm7];

    // From the slow path of a prologue: [rsp] the slow path, [rsp+8] the caller of the function.
    // Keeps the argument registers and RBP; everything else is clobbered. Returns with room for the frame.
    [Routine("Split", Images = RoutineImages.Program, Caller = CallerKind.None)]
    public static void Split(RoutineAssembler a)
    {
        Assembler c = a.Code;
        for (int i = 0; i < s_integers.Length; i++)
            c.mov(UthreadLayout.Field(r14, UthreadLayout.IntArguments + 8 * i), s_integers[i]);
        for (int i = 0; i < s_floats.Length; i++)
            c.movq(UthreadLayout.Field(r14, UthreadLayout.FloatArguments + 8 * i), s_floats[i]);
        SavePosition(c, UthreadSaved.Split);
        c.mov(rdi, r14);
        ToSystemStack(c);
        c.push(rdi);
        c.push(rdi);
        a.Call("SplitOnSystemStack");
        c.pop(rdi);
        a.Jump("ResumeUthread");
    }

    // From the back edge of a loop without calls; everything live is in the frame, so it is an ordinary call.
    [Routine("Poll", Images = RoutineImages.Program, Caller = CallerKind.None)]
    public static void Poll(RoutineAssembler a)
    {
        Assembler c = a.Code;
        SavePosition(c, UthreadSaved.Call);
        c.mov(rdi, r14);
        ToSystemStack(c);
        c.push(rdi);
        c.push(rdi);
        a.Call("PollOnSystemStack");
        c.pop(rdi);
        a.Jump("ResumeUthread");
    }

    // (function, argument): runs a static method on the system stack; on a system stack it is a plain call.
    [Routine("RunOnSystemStack", Images = RoutineImages.Program, Caller = CallerKind.None)]
    public static void RunOnSystemStack(RoutineAssembler a)
    {
        Assembler c = a.Code;
        Label direct = c.CreateLabel();
        c.cmp(UthreadLayout.Field(r14, UthreadLayout.SystemUthread), r14);
        c.je(direct);
        SavePosition(c, UthreadSaved.Call);
        c.mov(rdx, r14);
        ToSystemStack(c);
        c.push(rdx);
        c.push(rdx);
        c.mov(rax, rdi);
        c.mov(rdi, rsi);
        c.call(rax);
        c.pop(rdi);
        a.Jump("ResumeUthread");
        c.Label(ref direct);
        c.mov(rax, rdi);
        c.mov(rdi, rsi);
        c.jmp(rax);
    }

    // RAX = System V function, R11 = bytes of stack arguments at [rsp+8]. Results come back in RAX, RDX, XMM0, XMM1.
    // The callee keeps R12 and R13, which hold the uthread and where to return.
    [Routine("CallOnSystemStack", Images = RoutineImages.Program, Caller = CallerKind.None)]
    public static void CallOnSystemStack(RoutineAssembler a)
    {
        Assembler c = a.Code;
        Label direct = c.CreateLabel();
        Label copy = c.CreateLabel();
        Label call = c.CreateLabel();
        c.cmp(UthreadLayout.Field(r14, UthreadLayout.SystemUthread), r14);
        c.je(direct);
        c.mov(r12, r14);
        c.mov(r13, rsp);
        c.mov(r10, __qword_ptr[rsp]);
        c.mov(UthreadLayout.Field(r14, UthreadLayout.SavedRip), r10);
        c.lea(r10, __[rsp + 8]);
        c.mov(UthreadLayout.Field(r14, UthreadLayout.SavedRsp), r10);
        c.mov(UthreadLayout.Field(r14, UthreadLayout.SavedRbp), rbp);
        c.mov(UthreadLayout.Field32(r14, UthreadLayout.Saved), (int)UthreadSaved.Call);
        ToSystemStack(c);

        // Keep RSP aligned: the arguments are whole 16 bytes.
        c.add(r11, 15);
        c.and(r11, -16);
        c.sub(rsp, r11);
        c.Label(ref copy);
        c.sub(r11, 8);
        c.jb(call);
        c.mov(r10, __qword_ptr[r13 + r11 + 8]);
        c.mov(__qword_ptr[rsp + r11], r10);
        c.jmp(copy);
        c.Label(ref call);
        c.call(rax);

        // The stack may not have moved: nothing splits on behalf of a uthread that stands in a call.
        c.mov(r14, r12);
        c.mov(rsp, UthreadLayout.Field(r14, UthreadLayout.SavedRsp));
        c.mov(rbp, UthreadLayout.Field(r14, UthreadLayout.SavedRbp));
        c.mov(r10, UthreadLayout.Field(r14, UthreadLayout.SavedRip));
        c.mov(UthreadLayout.Field32(r14, UthreadLayout.Saved), (int)UthreadSaved.Running);
        c.jmp(r10);
        c.Label(ref direct);
        c.jmp(rax);
    }

    // (uthread): abandons the current stack and continues the uthread from its saved position.
    [Routine("ResumeUthread", Images = RoutineImages.Program)]
    public static void ResumeUthread(RoutineAssembler a)
    {
        Assembler c = a.Code;
        Label go = c.CreateLabel();
        c.mov(r14, rdi);
        c.mov(rsp, UthreadLayout.Field(r14, UthreadLayout.SavedRsp));
        c.mov(rbp, UthreadLayout.Field(r14, UthreadLayout.SavedRbp));
        c.mov(r11, UthreadLayout.Field(r14, UthreadLayout.SavedRip));
        c.mov(eax, UthreadLayout.Field32(r14, UthreadLayout.Saved));
        c.mov(UthreadLayout.Field32(r14, UthreadLayout.Saved), (int)UthreadSaved.Running);
        c.cmp(eax, (int)UthreadSaved.Split);
        c.jne(go);
        for (int i = 0; i < s_integers.Length; i++)
            c.mov(s_integers[i], UthreadLayout.Field(r14, UthreadLayout.IntArguments + 8 * i));
        for (int i = 0; i < s_floats.Length; i++)
            c.movq(s_floats[i], UthreadLayout.Field(r14, UthreadLayout.FloatArguments + 8 * i));
        c.Label(ref go);
        c.jmp(r11);
    }

    // Bottom of every split stack: calls the entry with its argument. A walk ends here.
    [Routine("UthreadStart", Images = RoutineImages.Program, Caller = CallerKind.None)]
    public static void UthreadStart(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.xor(ebp, ebp);
        c.mov(rdi, UthreadLayout.Field(r14, UthreadLayout.EntryArgument));
        c.call(UthreadLayout.Field(r14, UthreadLayout.Entry));
        a.Call("UthreadEnded");
        c.ud2();
    }

    // Behind a call in a method that pins its stack, when that returned in another part of the stack: R11 = RSP of the method.
    // Keeps the results in RAX, RDX, XMM0 and XMM1.
    [Routine("Rejoin", Images = RoutineImages.Program)]
    public static void Rejoin(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.pop(r10);
        c.mov(rsp, r11);
        c.mov(rcx, UthreadLayout.Field(r14, UthreadLayout.Segments));
        LeaveSegment(c);
        c.jmp(r10);
    }

    // (frame pointer, stack pointer, handler, object): continues in a handler block of a frame further up, which may be in
    // another part of the stack: then those below it are given up.
    [Routine("EnterHandler", Images = RoutineImages.Program)]
    public static void EnterHandler(RoutineAssembler a)
    {
        Assembler c = a.Code;
        Label leave = c.CreateLabel();
        Label look = c.CreateLabel();
        Label enter = c.CreateLabel();
        c.mov(rax, rcx);
        c.Label(ref look);
        c.cmp(rdi, UthreadLayout.Field(r14, UthreadLayout.StackLow));
        c.jb(leave);
        c.cmp(rdi, UthreadLayout.Field(r14, UthreadLayout.StackHigh));
        c.jb(enter);
        c.Label(ref leave);
        c.mov(rcx, UthreadLayout.Field(r14, UthreadLayout.Segments));
        c.test(rcx, rcx);
        c.je(enter);
        LeaveSegment(c);
        c.jmp(look);
        c.Label(ref enter);
        c.mov(rbp, rdi);
        c.mov(rsp, rsi);
        c.jmp(rdx);
    }

    // RCX = the innermost part that was left behind: it is in use again, and the record now describes the part given up, which
    // the next safepoint frees. Uses R8 and R9. The guard is poisoned: somebody may just have asked for that safepoint.
    private static void LeaveSegment(Assembler c)
    {
        Exchange(c, UthreadLayout.StackLow, Layout.OffsetOf<StackSegment>(nameof(StackSegment.Low)));
        Exchange(c, UthreadLayout.StackHigh, Layout.OffsetOf<StackSegment>(nameof(StackSegment.High)));
        Exchange(c, UthreadLayout.SegmentBase, Layout.OffsetOf<StackSegment>(nameof(StackSegment.Base)));
        int next = Layout.OffsetOf<StackSegment>(nameof(StackSegment.Next));
        c.mov(r8, UthreadLayout.Field(rcx, next));
        c.mov(r9, UthreadLayout.Field(r14, UthreadLayout.RetiredSegments));
        c.mov(UthreadLayout.Field(rcx, next), r9);
        c.mov(UthreadLayout.Field(r14, UthreadLayout.Segments), r8);
        c.mov(UthreadLayout.Field(r14, UthreadLayout.RetiredSegments), rcx);
        c.mov(UthreadLayout.Field(r14, UthreadLayout.StackGuard), -1);
    }

    private static void Exchange(Assembler c, int field, int ofSegment)
    {
        c.mov(r8, UthreadLayout.Field(r14, field));
        c.mov(r9, UthreadLayout.Field(rcx, ofSegment));
        c.mov(UthreadLayout.Field(rcx, ofSegment), r8);
        c.mov(UthreadLayout.Field(r14, field), r9);
    }

    // Where a fault handler makes interrupted code continue: RSP and RBP are the code's, Uthread.FaultPc its place.
    // The frame looks as if the faulting instruction had called ThrowFault.
    [Routine("FaultEntry", Images = RoutineImages.Program, HasFrame = true)]
    public static void FaultEntry(RoutineAssembler a)
    {
        Assembler c = a.Code;
        c.push(UthreadLayout.Field(r14, UthreadLayout.FaultPc));
        c.push(rbp);
        c.mov(rbp, rsp);
        c.and(rsp, -16);
        a.CallWalkable("ThrowFault", 24);
        c.ud2();
    }

    private static void SavePosition(Assembler c, UthreadSaved kind)
    {
        c.pop(r11);
        c.mov(UthreadLayout.Field(r14, UthreadLayout.SavedRip), r11);
        c.mov(UthreadLayout.Field(r14, UthreadLayout.SavedRsp), rsp);
        c.mov(UthreadLayout.Field(r14, UthreadLayout.SavedRbp), rbp);
        c.mov(UthreadLayout.Field32(r14, UthreadLayout.Saved), (int)kind);
    }

    private static void ToSystemStack(Assembler c)
    {
        c.mov(r14, UthreadLayout.Field(r14, UthreadLayout.SystemUthread));
        c.mov(rsp, UthreadLayout.Field(r14, UthreadLayout.StackHigh));
        c.xor(ebp, ebp);
    }
}
