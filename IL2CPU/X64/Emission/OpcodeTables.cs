using System;
using Iced.Intel;
using Opcode = IL2CPU.X64.Lir.Opcode;

namespace IL2CPU.X64.Emission;

/// <summary>Encodings by operation and operand width.</summary>
internal static class OpcodeTables
{
    private static readonly Register[] s_bytes =
    [
        Register.AL, Register.CL, Register.DL, Register.BL, Register.SPL, Register.BPL, Register.SIL, Register.DIL,
        Register.R8L, Register.R9L, Register.R10L, Register.R11L, Register.R12L, Register.R13L, Register.R14L, Register.R15L,
    ];

    // Per ALU operation: r,rm for 8, 16, 32, 64 bits; rm,r; rm,imm; rm,imm8 sign-extended.
    private static readonly Code[][] s_registerRm = Alu(
        [Code.Add_r8_rm8, Code.Add_r16_rm16, Code.Add_r32_rm32, Code.Add_r64_rm64],
        [Code.Or_r8_rm8, Code.Or_r16_rm16, Code.Or_r32_rm32, Code.Or_r64_rm64],
        [Code.And_r8_rm8, Code.And_r16_rm16, Code.And_r32_rm32, Code.And_r64_rm64],
        [Code.Sub_r8_rm8, Code.Sub_r16_rm16, Code.Sub_r32_rm32, Code.Sub_r64_rm64],
        [Code.Xor_r8_rm8, Code.Xor_r16_rm16, Code.Xor_r32_rm32, Code.Xor_r64_rm64],
        [Code.Cmp_r8_rm8, Code.Cmp_r16_rm16, Code.Cmp_r32_rm32, Code.Cmp_r64_rm64]);

    private static readonly Code[][] s_rmRegister = Alu(
        [Code.Add_rm8_r8, Code.Add_rm16_r16, Code.Add_rm32_r32, Code.Add_rm64_r64],
        [Code.Or_rm8_r8, Code.Or_rm16_r16, Code.Or_rm32_r32, Code.Or_rm64_r64],
        [Code.And_rm8_r8, Code.And_rm16_r16, Code.And_rm32_r32, Code.And_rm64_r64],
        [Code.Sub_rm8_r8, Code.Sub_rm16_r16, Code.Sub_rm32_r32, Code.Sub_rm64_r64],
        [Code.Xor_rm8_r8, Code.Xor_rm16_r16, Code.Xor_rm32_r32, Code.Xor_rm64_r64],
        [Code.Cmp_rm8_r8, Code.Cmp_rm16_r16, Code.Cmp_rm32_r32, Code.Cmp_rm64_r64]);

    private static readonly Code[][] s_rmImm = Alu(
        [Code.Add_rm8_imm8, Code.Add_rm16_imm16, Code.Add_rm32_imm32, Code.Add_rm64_imm32],
        [Code.Or_rm8_imm8, Code.Or_rm16_imm16, Code.Or_rm32_imm32, Code.Or_rm64_imm32],
        [Code.And_rm8_imm8, Code.And_rm16_imm16, Code.And_rm32_imm32, Code.And_rm64_imm32],
        [Code.Sub_rm8_imm8, Code.Sub_rm16_imm16, Code.Sub_rm32_imm32, Code.Sub_rm64_imm32],
        [Code.Xor_rm8_imm8, Code.Xor_rm16_imm16, Code.Xor_rm32_imm32, Code.Xor_rm64_imm32],
        [Code.Cmp_rm8_imm8, Code.Cmp_rm16_imm16, Code.Cmp_rm32_imm32, Code.Cmp_rm64_imm32]);

    private static readonly Code[][] s_rmImm8 = Alu(
        [Code.Add_rm8_imm8, Code.Add_rm16_imm8, Code.Add_rm32_imm8, Code.Add_rm64_imm8],
        [Code.Or_rm8_imm8, Code.Or_rm16_imm8, Code.Or_rm32_imm8, Code.Or_rm64_imm8],
        [Code.And_rm8_imm8, Code.And_rm16_imm8, Code.And_rm32_imm8, Code.And_rm64_imm8],
        [Code.Sub_rm8_imm8, Code.Sub_rm16_imm8, Code.Sub_rm32_imm8, Code.Sub_rm64_imm8],
        [Code.Xor_rm8_imm8, Code.Xor_rm16_imm8, Code.Xor_rm32_imm8, Code.Xor_rm64_imm8],
        [Code.Cmp_rm8_imm8, Code.Cmp_rm16_imm8, Code.Cmp_rm32_imm8, Code.Cmp_rm64_imm8]);

    /// <summary>Pseudo-operation for compares in the tables.</summary>
    public const int Compare = 5;

    private static readonly Code[] s_set =
    [
        Code.Seto_rm8, Code.Setno_rm8, Code.Setb_rm8, Code.Setae_rm8, Code.Sete_rm8, Code.Setne_rm8, Code.Setbe_rm8, Code.Seta_rm8,
        Code.Sets_rm8, Code.Setns_rm8, Code.Setp_rm8, Code.Setnp_rm8, Code.Setl_rm8, Code.Setge_rm8, Code.Setle_rm8, Code.Setg_rm8,
    ];

    private static readonly Code[] s_move32 =
    [
        Code.Cmovo_r32_rm32, Code.Cmovno_r32_rm32, Code.Cmovb_r32_rm32, Code.Cmovae_r32_rm32,
        Code.Cmove_r32_rm32, Code.Cmovne_r32_rm32, Code.Cmovbe_r32_rm32, Code.Cmova_r32_rm32,
        Code.Cmovs_r32_rm32, Code.Cmovns_r32_rm32, Code.Cmovp_r32_rm32, Code.Cmovnp_r32_rm32,
        Code.Cmovl_r32_rm32, Code.Cmovge_r32_rm32, Code.Cmovle_r32_rm32, Code.Cmovg_r32_rm32,
    ];

    private static readonly Code[] s_move64 =
    [
        Code.Cmovo_r64_rm64, Code.Cmovno_r64_rm64, Code.Cmovb_r64_rm64, Code.Cmovae_r64_rm64,
        Code.Cmove_r64_rm64, Code.Cmovne_r64_rm64, Code.Cmovbe_r64_rm64, Code.Cmova_r64_rm64,
        Code.Cmovs_r64_rm64, Code.Cmovns_r64_rm64, Code.Cmovp_r64_rm64, Code.Cmovnp_r64_rm64,
        Code.Cmovl_r64_rm64, Code.Cmovge_r64_rm64, Code.Cmovle_r64_rm64, Code.Cmovg_r64_rm64,
    ];

    private static Code[][] Alu(params Code[][] rows) => rows;

    public static int AluIndex(Opcode op) => op switch
    {
        Opcode.Add => 0,
        Opcode.Or => 1,
        Opcode.And => 2,
        Opcode.Sub => 3,
        Opcode.Xor => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };

    public static Code RegisterRm(int alu, int size) => s_registerRm[alu][WidthIndex(size)];

    public static Code RmRegister(int alu, int size) => s_rmRegister[alu][WidthIndex(size)];

    public static Code RmImmediate(int alu, int size, long imm) =>
        (imm == (sbyte)imm ? s_rmImm8 : s_rmImm)[alu][WidthIndex(size)];

    public static Code Set(Lir.Condition condition) => s_set[(int)condition];

    public static Code ConditionalMove(Lir.Condition condition, int size) => (size == 8 ? s_move64 : s_move32)[(int)condition];

    /// <summary>The encoding for 8, 16, 32 or 64 bits.</summary>
    public static Code BySize(int size, Code byte1, Code byte2, Code byte4, Code byte8) => size switch
    {
        1 => byte1,
        2 => byte2,
        4 => byte4,
        _ => byte8,
    };

    private static int WidthIndex(int size) => size switch { 1 => 0, 2 => 1, 4 => 2, _ => 3 };

    /// <summary>Iced's name of a register of ours at a width; XMM registers have one.</summary>
    public static Register Name(int register, int size)
    {
        if (register >= Registers.Xmm0)
            return Register.XMM0 + (register - Registers.Xmm0);
        return size switch
        {
            1 => s_bytes[register],
            2 => Register.AX + register,
            4 => Register.EAX + register,
            _ => Register.RAX + register,
        };
    }
}
