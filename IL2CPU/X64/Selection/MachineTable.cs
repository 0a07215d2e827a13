using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Iced.Intel;
using static Iced.Intel.Instruction;

namespace IL2CPU.X64.Selection;

/// <summary>One [Instruction] method: operands in fixed registers, the instructions, the register of the result.</summary>
internal sealed record MachineRow(string Name, int[] Inputs, int Output, uint Clobbers, Iced.Intel.Instruction[] Code)
{
    /// <summary>Reads RBP or RSP, or uses the stack.</summary>
    public bool NeedsFrame { get; init; }
}

/// <summary>The instructions C# reaches by name: one row per method of <c>Core.Machine.X86</c>.</summary>
internal static class MachineTable
{
    private const int A = X64.Registers.Rax;
    private const int C = X64.Registers.Rcx;
    private const int D = X64.Registers.Rdx;
    private const uint NoRegisters = 0;
    private const uint ClobbersA = 1u << A;
    private const uint ClobbersC = 1u << C;
    private const uint ClobbersD = 1u << D;

    private static readonly MemoryOperand s_atRax = new(Register.RAX);
    private static readonly MemoryOperand s_atRcx = new(Register.RCX);

    // RAX = RDX:RAX of 32 bits each, and back.
    private static readonly Iced.Intel.Instruction s_shiftHigh = Create(Code.Shl_rm64_imm8, Register.RDX, 32);
    private static readonly Iced.Intel.Instruction s_joinHigh = Create(Code.Or_r64_rm64, Register.RAX, Register.RDX);
    private static readonly Iced.Intel.Instruction s_copyHigh = Create(Code.Mov_r64_rm64, Register.RDX, Register.RAX);
    private static readonly Iced.Intel.Instruction s_splitHigh = Create(Code.Shr_rm64_imm8, Register.RDX, 32);
    private static readonly Iced.Intel.Instruction s_allLow = Create(Code.Mov_r32_imm32, Register.EAX, -1);
    private static readonly Iced.Intel.Instruction s_allHigh = Create(Code.Mov_r32_imm32, Register.EDX, -1);

    private static readonly Dictionary<string, MachineRow> s_rows = Build();

    public static bool TryFind(string name, [NotNullWhen(true)] out MachineRow? row) => s_rows.TryGetValue(name, out row);

    private static Dictionary<string, MachineRow> Build()
    {
        var rows = new Dictionary<string, MachineRow>();
        foreach (MachineRow row in (MachineRow[])[.. Ports(), .. Control(), .. Plain(), .. Tables(), .. State()])
            rows.Add(row.Name, row);
        return rows;
    }

    private static MachineRow Row(string name, int[] inputs, int output, uint clobbers, params Iced.Intel.Instruction[] code) =>
        new(name, inputs, output, clobbers, code);

    private static MachineRow Simple(string name, Code code) => Row(name, [], -1, NoRegisters, Create(code));

    private static MachineRow[] Ports() =>
    [
        Row("In8", [D], A, ClobbersA | ClobbersD, Create(Code.In_AL_DX, Register.AL, Register.DX), Create(Code.Movzx_r32_rm8, Register.EAX, Register.AL)),
        Row("In16", [D], A, ClobbersA | ClobbersD, Create(Code.In_AX_DX, Register.AX, Register.DX), Create(Code.Movzx_r32_rm16, Register.EAX, Register.AX)),
        Row("In32", [D], A, ClobbersA | ClobbersD, Create(Code.In_EAX_DX, Register.EAX, Register.DX)),
        Row("Out8", [D, A], -1, ClobbersA | ClobbersD, Create(Code.Out_DX_AL, Register.DX, Register.AL)),
        Row("Out16", [D, A], -1, ClobbersA | ClobbersD, Create(Code.Out_DX_AX, Register.DX, Register.AX)),
        Row("Out32", [D, A], -1, ClobbersA | ClobbersD, Create(Code.Out_DX_EAX, Register.DX, Register.EAX)),
    ];

    private static MachineRow[] Control() =>
    [
        Row("ReadMsr", [C], A, ClobbersA | ClobbersC | ClobbersD, Create(Code.Rdmsr), s_shiftHigh, s_joinHigh),
        Row("WriteMsr", [C, A], -1, ClobbersA | ClobbersC | ClobbersD, s_copyHigh, s_splitHigh, Create(Code.Wrmsr)),
        Row("ReadXcr0", [], A, ClobbersA | ClobbersC | ClobbersD, Create(Code.Mov_r32_imm32, Register.ECX, 0), Create(Code.Xgetbv), s_shiftHigh, s_joinHigh),
        Row("WriteXcr0", [A], -1, ClobbersA | ClobbersC | ClobbersD, s_copyHigh, s_splitHigh, Create(Code.Mov_r32_imm32, Register.ECX, 0), Create(Code.Xsetbv)),
        ReadControl("ReadCr0", Register.CR0),
        ReadControl("ReadCr2", Register.CR2),
        ReadControl("ReadCr3", Register.CR3),
        ReadControl("ReadCr4", Register.CR4),
        ReadControl("ReadCr8", Register.CR8),
        WriteControl("WriteCr0", Register.CR0),
        WriteControl("WriteCr2", Register.CR2),
        WriteControl("WriteCr3", Register.CR3),
        WriteControl("WriteCr4", Register.CR4),
        WriteControl("WriteCr8", Register.CR8),
        Row("Rdtsc", [], A, ClobbersA | ClobbersD, Create(Code.Rdtsc), s_shiftHigh, s_joinHigh),
        Row("Rdtscp", [], A, ClobbersA | ClobbersC | ClobbersD, Create(Code.Rdtscp), s_shiftHigh, s_joinHigh),
    ];

    private static MachineRow ReadControl(string name, Register control) =>
        Row(name, [], A, ClobbersA, Create(Code.Mov_r64_cr, Register.RAX, control));

    private static MachineRow WriteControl(string name, Register control) =>
        Row(name, [A], -1, ClobbersA, Create(Code.Mov_cr_r64, control, Register.RAX));

    private static MachineRow[] Plain() =>
    [
        Simple("Cli", Code.Cli),
        Simple("Sti", Code.Sti),
        Simple("Hlt", Code.Hlt),
        Row("StiHlt", [], -1, NoRegisters, Create(Code.Sti), Create(Code.Hlt)),
        Simple("Pause", Code.Pause),
        Simple("Int3", Code.Int3),
        Simple("Ud2", Code.Ud2),
        Simple("Swapgs", Code.Swapgs),
        Simple("SwapGs", Code.Swapgs),
        Simple("Stac", Code.Stac),
        Simple("Clac", Code.Clac),
        Simple("Wbinvd", Code.Wbinvd),
        Simple("Lfence", Code.Lfence),
        Simple("Sfence", Code.Sfence),
        Simple("Mfence", Code.Mfence),
        Simple("Fninit", Code.Fninit),
    ];

    private static MachineRow[] Tables() =>
    [
        Row("Invlpg", [A], -1, ClobbersA, Create(Code.Invlpg_m, s_atRax)),
        Row("Lidt", [A], -1, ClobbersA, Create(Code.Lidt_m1664, s_atRax)),
        Row("Lgdt", [A], -1, ClobbersA, Create(Code.Lgdt_m1664, s_atRax)),
        Row("Lldt", [A], -1, ClobbersA, Create(Code.Lldt_r32m16, Register.EAX)),
        Row("Ltr", [A], -1, ClobbersA, Create(Code.Ltr_r32m16, Register.EAX)),
        Row("ReadGs64", [A], A, ClobbersA, Create(Code.Mov_r64_rm64, Register.RAX, Segment(Register.GS))),
        Row("WriteGs64", [A, D], -1, ClobbersA | ClobbersD, Create(Code.Mov_rm64_r64, Segment(Register.GS), Register.RDX)),
        Row("ReadFs64", [A], A, ClobbersA, Create(Code.Mov_r64_rm64, Register.RAX, Segment(Register.FS))),
        Row("WriteFs64", [A, D], -1, ClobbersA | ClobbersD, Create(Code.Mov_rm64_r64, Segment(Register.FS), Register.RDX)),
        Row("ReadFsBase", [], A, ClobbersA, Create(Code.Rdfsbase_r64, Register.RAX)),
        Row("WriteFsBase", [A], -1, ClobbersA, Create(Code.Wrfsbase_r64, Register.RAX)),
        Row("ReadGsBase", [], A, ClobbersA, Create(Code.Rdgsbase_r64, Register.RAX)),
        Row("WriteGsBase", [A], -1, ClobbersA, Create(Code.Wrgsbase_r64, Register.RAX)),
    ];

    private static MemoryOperand Segment(Register segment) => new(Register.RAX, Register.None, 1, 0, 0, false, segment);

    private static MachineRow[] State() =>
    [
        Row("Fxsave", [A], -1, ClobbersA, Create(Code.Fxsave64_m512byte, s_atRax)),
        Row("Fxrstor", [A], -1, Everything, Create(Code.Fxrstor64_m512byte, s_atRax)),
        Row("Xsave", [C], -1, ClobbersA | ClobbersC | ClobbersD, s_allLow, s_allHigh, Create(Code.Xsave64_mem, s_atRcx)),
        Row("Xsaveopt", [C], -1, ClobbersA | ClobbersC | ClobbersD, s_allLow, s_allHigh, Create(Code.Xsaveopt64_mem, s_atRcx)),
        Row("Xrstor", [C], -1, Everything, s_allLow, s_allHigh, Create(Code.Xrstor64_mem, s_atRcx)),
        Framed("Ldmxcsr", [A], -1, ClobbersA, Create(Code.Push_r64, Register.RAX), Create(Code.Ldmxcsr_m32, new MemoryOperand(Register.RSP)), Create(Code.Pop_r64, Register.RAX)),
        Framed("Stmxcsr", [], A, ClobbersA, Create(Code.Push_r64, Register.RAX), Create(Code.Stmxcsr_m32, new MemoryOperand(Register.RSP)), Create(Code.Pop_r64, Register.RAX)),
        Framed("ReadFlags", [], A, ClobbersA, Create(Code.Pushfq), Create(Code.Pop_r64, Register.RAX)),
        Framed("WriteFlags", [A], -1, ClobbersA, Create(Code.Push_r64, Register.RAX), Create(Code.Popfq)),
        Framed("ReadRsp", [], A, ClobbersA, Create(Code.Mov_r64_rm64, Register.RAX, Register.RSP)),
        Framed("ReadRbp", [], A, ClobbersA, Create(Code.Mov_r64_rm64, Register.RAX, Register.RBP)),
        Row("Rdrand64", [C], A, ClobbersA | ClobbersC | ClobbersD, Create(Code.Rdrand_r64, Register.RDX), Create(Code.Mov_rm64_r64, s_atRcx, Register.RDX), Create(Code.Setb_rm8, Register.AL), Create(Code.Movzx_r32_rm8, Register.EAX, Register.AL)),
    ];

    // Restoring the extended state replaces every XMM register.
    private const uint Everything = 0xFFFF_0000 | ClobbersA | ClobbersC | ClobbersD;

    private static MachineRow Framed(string name, int[] inputs, int output, uint clobbers, params Iced.Intel.Instruction[] code) =>
        Row(name, inputs, output, clobbers, code) with { NeedsFrame = true };
}
