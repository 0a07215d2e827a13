using Iced.Intel;
using IL2CPU.X64.Lir;
using LirInstruction = IL2CPU.X64.Lir.Instruction;

namespace IL2CPU.X64.Emission;

// SSE scalars and conversions.
internal sealed partial class Emitter
{
    private void EmitFloatBinary(in LirInstruction i)
    {
        bool wide = i.Size == 8;
        int result = MachineOf(i, i.D);
        Move(Site.Register(result), SiteOf(i, i.A), i.Size);
        Code code = i.Op switch
        {
            Opcode.FAdd => wide ? Code.Addsd_xmm_xmmm64 : Code.Addss_xmm_xmmm32,
            Opcode.FSub => wide ? Code.Subsd_xmm_xmmm64 : Code.Subss_xmm_xmmm32,
            Opcode.FMul => wide ? Code.Mulsd_xmm_xmmm64 : Code.Mulss_xmm_xmmm32,
            Opcode.FDiv => wide ? Code.Divsd_xmm_xmmm64 : Code.Divss_xmm_xmmm32,
            Opcode.FXor => Code.Xorps_xmm_xmmm128,
            _ => Code.Andps_xmm_xmmm128,
        };
        RegisterSource(code, OpcodeTables.Name(result, 8), i, 8);
    }

    private void EmitFloatUnary(in LirInstruction i)
    {
        bool wide = i.Size == 8;
        Register name = NameOf(i, i.D, 8);
        Site source = SiteOf(i, i.A);
        if (i.Op == Opcode.FSqrt)
        {
            RegisterRm(wide ? Code.Sqrtsd_xmm_xmmm64 : Code.Sqrtss_xmm_xmmm32, name, source, 8);
            return;
        }

        Code code = wide ? Code.Roundsd_xmm_xmmm64_imm8 : Code.Roundss_xmm_xmmm32_imm8;
        _code.Emit(source.Kind == SiteKind.Register
            ? Iced.Intel.Instruction.Create(code, name, OpcodeTables.Name(source.Number, 8), (int)i.Imm)
            : Iced.Intel.Instruction.Create(code, name, MemoryOf(source), (int)i.Imm));
    }

    private static Code FromInteger(int target, int source) => (target, source) switch
    {
        (8, 8) => Code.Cvtsi2sd_xmm_rm64,
        (8, _) => Code.Cvtsi2sd_xmm_rm32,
        (_, 8) => Code.Cvtsi2ss_xmm_rm64,
        _ => Code.Cvtsi2ss_xmm_rm32,
    };

    private static Code ToInteger(int source, int target) => (source, target) switch
    {
        (8, 8) => Code.Cvttsd2si_r64_xmmm64,
        (8, _) => Code.Cvttsd2si_r32_xmmm64,
        (_, 8) => Code.Cvttss2si_r64_xmmm32,
        _ => Code.Cvttss2si_r32_xmmm32,
    };

    private void EmitIntToFloat(in LirInstruction i)
    {
        Register name = NameOf(i, i.D, 8);
        // The instruction keeps the upper half of its target: clear it, or it waits for whatever wrote it last.
        RegisterRegister(Code.Xorps_xmm_xmmm128, name, name);
        RegisterRm(FromInteger(i.Form, i.Size), name, SiteOf(i, i.A), i.Size);
    }

    private void EmitUIntToFloat(in LirInstruction i)
    {
        Register name = NameOf(i, i.D, 8);
        RegisterRegister(Code.Xorps_xmm_xmmm128, name, name);
        if (i.Size == 4)
        {
            RegisterRegister(Code.Mov_r32_rm32, Register.R11D, NameOf(i, i.A, 4));
            RegisterRegister(FromInteger(i.Form, 8), name, Register.R11);
            return;
        }

        // From 2^63 on: convert half of it, keeping the lost bit so that rounding comes out the same, and double.
        Register source = NameOf(i, i.A, 8);
        Register half = NameOf(i, i.C, 8);
        int large = _code.NewLabel();
        int done = _code.NewLabel();
        RegisterRegister(Code.Test_rm64_r64, source, source);
        _code.JumpIf(Condition.Sign, large);
        RegisterRegister(FromInteger(i.Form, 8), name, source);
        _code.JumpTo(done);
        _code.Bind(large);
        RegisterRegister(Code.Mov_r64_rm64, half, source);
        RegisterImmediate(Code.Shr_rm64_imm8, half, 1);
        RegisterRegister(Code.Mov_r64_rm64, Register.R11, source);
        RegisterImmediate(Code.And_rm32_imm8, Register.R11D, 1);
        RegisterRegister(Code.Or_r64_rm64, half, Register.R11);
        RegisterRegister(FromInteger(i.Form, 8), name, half);
        RegisterRegister(i.Form == 8 ? Code.Addsd_xmm_xmmm64 : Code.Addss_xmm_xmmm32, name, name);
        _code.Bind(done);
    }

    /// <summary>The instruction gives MIN for everything it cannot convert; that case is sorted out out of line.</summary>
    private void EmitFloatToInt(in LirInstruction i)
    {
        int size = i.Form;
        Register result = NameOf(i, i.D, size);
        RegisterRegister(ToInteger(i.Size, size), result, NameOf(i, i.A, 8));
        // MIN - 1 is the only difference that overflows.
        RegisterImmediate(size == 8 ? Code.Cmp_rm64_imm8 : Code.Cmp_rm32_imm8, result, 1);
        int stub = NewStub(StubKind.FloatToInt, i);
        _code.JumpIf(Condition.Overflow, stub);
        _code.Bind(BackOf(stub));
    }

    private void EmitFloatToUInt(in LirInstruction i)
    {
        Register wide = NameOf(i, i.D, 8);
        RegisterRegister(ToInteger(i.Size, 8), wide, NameOf(i, i.A, 8));
        int stub = NewStub(StubKind.FloatToUInt, i);
        if (i.Form == 4)
        {
            RegisterRegister(Code.Mov_r32_rm32, Register.R11D, NameOf(i, i.D, 4));
            RegisterRegister(Code.Cmp_r64_rm64, Register.R11, wide);
            _code.JumpIf(Condition.NotEqual, stub);
        }
        else
        {
            RegisterRegister(Code.Test_rm64_r64, wide, wide);
            _code.JumpIf(Condition.Sign, stub);
        }

        _code.Bind(BackOf(stub));
    }

    /// <summary>Compares the operand with 0 and branches for NaN; XMM15 is 0 afterwards.</summary>
    private void CompareWithZero(in LirInstruction i, int unordered)
    {
        RegisterRegister(Code.Xorps_xmm_xmmm128, Register.XMM15, Register.XMM15);
        RegisterRegister(i.Size == 8 ? Code.Ucomisd_xmm_xmmm64 : Code.Ucomiss_xmm_xmmm32, NameOf(i, i.A, 8), Register.XMM15);
        _code.JumpIf(Condition.Parity, unordered);
    }

    private void EmitFloatToIntStub(in LirInstruction i, int back)
    {
        int zero = _code.NewLabel();
        CompareWithZero(i, zero);
        _code.JumpIf(Condition.Below, back);
        int result = MachineOf(i, i.D);
        EmitConstant(result, i.Form == 8 ? long.MaxValue : int.MaxValue, keepFlags: false);
        _code.JumpTo(back);
        _code.Bind(zero);
        EmitConstant(result, 0, keepFlags: false);
        _code.JumpTo(back);
    }

    private void EmitFloatToUIntStub(in LirInstruction i, int back)
    {
        int zero = _code.NewLabel();
        int most = _code.NewLabel();
        int result = MachineOf(i, i.D);
        CompareWithZero(i, zero);
        _code.JumpIf(Condition.BelowEqual, zero);
        if (i.Form == 8)
        {
            // 2^63 and more: convert the rest and put the top bit back.
            bool wide = i.Size == 8;
            Register rest = OpcodeTables.Name(result, 8);
            RegisterRegister(Code.Movaps_xmm_xmmm128, Register.XMM15, NameOf(i, i.A, 8));
            IR.BytesSymbol limit = Selection.Selector.FloatConstant(wide ? 0x43E0000000000000 : 0x5F000000, i.Size);
            RegisterMemory(wide ? Code.Subsd_xmm_xmmm64 : Code.Subss_xmm_xmmm32, Register.XMM15, new MemoryReference(new MemoryOperand(Register.RIP, 0L), limit, 0, true));
            RegisterRegister(ToInteger(i.Size, 8), rest, Register.XMM15);
            RegisterRegister(Code.Test_rm64_r64, rest, rest);
            _code.JumpIf(Condition.Sign, most);
            RegisterImmediate(Code.Btc_rm64_imm8, rest, 63);
            _code.JumpTo(back);
        }

        _code.Bind(most);
        EmitConstant(result, i.Form == 8 ? -1 : uint.MaxValue, keepFlags: false);
        _code.JumpTo(back);
        _code.Bind(zero);
        EmitConstant(result, 0, keepFlags: false);
        _code.JumpTo(back);
    }
}
