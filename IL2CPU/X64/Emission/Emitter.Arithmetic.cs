using Iced.Intel;
using IL2CPU.IR;
using IL2CPU.X64.Lir;
using LirInstruction = IL2CPU.X64.Lir.Instruction;

namespace IL2CPU.X64.Emission;

// Integer arithmetic and comparisons.
internal sealed partial class Emitter
{
    private void EmitAlu(in LirInstruction i)
    {
        int size = i.Size;
        int alu = OpcodeTables.AluIndex(i.Op);
        int result = MachineOf(i, i.D);
        Site left = SiteOf(i, i.A);
        if (i.Op == Opcode.Add && i.Cond == Condition.None && left.Kind == SiteKind.Register && left.Number != result && EmitAddAsLea(i, result, left.Number))
            return;
        Move(Site.Register(result), left, size);
        Register name = OpcodeTables.Name(result, size);
        if (i.HasImm)
            RegisterImmediate(OpcodeTables.RmImmediate(alu, size, i.Imm), name, (int)i.Imm);
        else
            RegisterSource(OpcodeTables.RegisterRm(alu, size), name, i, size);
        Trap(i);
    }

    /// <summary>Three-operand addition when the result has a register of its own.</summary>
    private bool EmitAddAsLea(in LirInstruction i, int result, int left)
    {
        Register first = OpcodeTables.Name(left, 8);
        MemoryOperand sum;
        if (i.HasImm)
        {
            sum = new MemoryOperand(first, (int)i.Imm);
        }
        else
        {
            if (i.Address >= 0 || SiteOf(i, i.B) is not { Kind: SiteKind.Register } right)
                return false;
            sum = new MemoryOperand(first, OpcodeTables.Name(right.Number, 8), 1, 0, 0);
        }

        _code.Emit(Iced.Intel.Instruction.Create(i.Size == 8 ? Code.Lea_r64_m : Code.Lea_r32_m, OpcodeTables.Name(result, i.Size), sum));
        return true;
    }

    private void EmitMultiply(in LirInstruction i)
    {
        int size = i.Size;
        Register name = NameOf(i, i.D, size);
        if (!i.HasImm)
        {
            Move(Site.Register(MachineOf(i, i.D)), SiteOf(i, i.A), size);
            RegisterSource(size == 8 ? Code.Imul_r64_rm64 : Code.Imul_r32_rm32, name, i, size);
            Trap(i);
            return;
        }

        bool small = i.Imm == (sbyte)i.Imm;
        Code code = size == 8
            ? (small ? Code.Imul_r64_rm64_imm8 : Code.Imul_r64_rm64_imm32)
            : (small ? Code.Imul_r32_rm32_imm8 : Code.Imul_r32_rm32_imm32);
        if (i.Address >= 0)
        {
            MemoryReference memory = AddressOf(i, i.Address);
            Put(Iced.Intel.Instruction.Create(code, name, memory.Operand, (int)i.Imm), memory);
            return;
        }

        Site source = SiteOf(i, i.A);
        _code.Emit(source.Kind == SiteKind.Register
            ? Iced.Intel.Instruction.Create(code, name, OpcodeTables.Name(source.Number, size), (int)i.Imm)
            : Iced.Intel.Instruction.Create(code, name, MemoryOf(source), (int)i.Imm));
    }

    /// <summary>Branches to the overflow helper after a checked operation.</summary>
    private void Trap(in LirInstruction i)
    {
        if (i.Cond != Condition.None)
            _code.JumpIf(i.Cond, NewStub(StubKind.Overflow, i));
    }

    private void EmitUnary(in LirInstruction i)
    {
        int size = i.Size;
        int result = MachineOf(i, i.D);
        Move(Site.Register(result), SiteOf(i, i.A), size);
        Code code = i.Op switch
        {
            Opcode.Neg => size == 8 ? Code.Neg_rm64 : Code.Neg_rm32,
            Opcode.Not => size == 8 ? Code.Not_rm64 : Code.Not_rm32,
            _ => size == 8 ? Code.Bswap_r64 : Code.Bswap_r32,
        };
        _code.Emit(Iced.Intel.Instruction.Create(code, OpcodeTables.Name(result, size)));
    }

    private void EmitShift(in LirInstruction i)
    {
        int size = i.Size;
        int result = MachineOf(i, i.D);
        Kind kind = size == 8 ? Kind.I64 : Kind.I32;
        _pending.Clear();
        AddMove(Site.Register(result), SiteOf(i, i.A), kind);
        if (!i.HasImm)
            AddMove(Site.Register(Registers.Rcx), SiteOf(i, i.B), Kind.I32);
        ResolveMoves();
        Register name = OpcodeTables.Name(result, size);
        if (i.HasImm)
        {
            // Not nothing: a 32-bit result has its upper half clear.
            if (i.Imm == 0 && size == 4)
                RegisterRegister(Code.Mov_r32_rm32, name, name);
            else if (i.Imm != 0)
                RegisterImmediate(ShiftImmediate(i.Op, size), name, (int)i.Imm);
        }
        else
        {
            RegisterRegister(ShiftByCount(i.Op, size), name, Register.CL);
        }
    }

    private static Code ShiftImmediate(Opcode op, int size) => op switch
    {
        Opcode.Shl => size == 8 ? Code.Shl_rm64_imm8 : Code.Shl_rm32_imm8,
        Opcode.Shr => size == 8 ? Code.Shr_rm64_imm8 : Code.Shr_rm32_imm8,
        Opcode.Sar => size == 8 ? Code.Sar_rm64_imm8 : Code.Sar_rm32_imm8,
        Opcode.Rol => size == 8 ? Code.Rol_rm64_imm8 : Code.Rol_rm32_imm8,
        _ => size == 8 ? Code.Ror_rm64_imm8 : Code.Ror_rm32_imm8,
    };

    private static Code ShiftByCount(Opcode op, int size) => op switch
    {
        Opcode.Shl => size == 8 ? Code.Shl_rm64_CL : Code.Shl_rm32_CL,
        Opcode.Shr => size == 8 ? Code.Shr_rm64_CL : Code.Shr_rm32_CL,
        Opcode.Sar => size == 8 ? Code.Sar_rm64_CL : Code.Sar_rm32_CL,
        Opcode.Rol => size == 8 ? Code.Rol_rm64_CL : Code.Rol_rm32_CL,
        _ => size == 8 ? Code.Ror_rm64_CL : Code.Ror_rm32_CL,
    };

    /// <summary>RAX and RDX are reserved for the instruction; the second operand is elsewhere.</summary>
    private void EmitWide(in LirInstruction i)
    {
        int size = i.Size;
        bool wide = size == 8;
        Move(Site.Register(Registers.Rax), SiteOf(i, i.A), size);
        bool divides = i.Op is Opcode.Div or Opcode.DivUn or Opcode.Rem or Opcode.RemUn;
        bool signed = i.Op is Opcode.Div or Opcode.Rem or Opcode.MulHigh;
        if (divides && signed)
            _code.Emit(Iced.Intel.Instruction.Create(wide ? Code.Cqo : Code.Cdq));
        else if (divides)
            RegisterRegister(Code.Xor_r32_rm32, Register.EDX, Register.EDX);
        Code code = (divides, signed) switch
        {
            (true, true) => wide ? Code.Idiv_rm64 : Code.Idiv_rm32,
            (true, false) => wide ? Code.Div_rm64 : Code.Div_rm32,
            (false, true) => wide ? Code.Imul_rm64 : Code.Imul_rm32,
            _ => wide ? Code.Mul_rm64 : Code.Mul_rm32,
        };
        if (i.Address >= 0)
        {
            MemoryReference memory = AddressOf(i, i.Address);
            Put(Iced.Intel.Instruction.Create(code, memory.Operand), memory);
        }
        else
        {
            Site operand = SiteOf(i, i.B);
            _code.Emit(operand.Kind == SiteKind.Register
                ? Iced.Intel.Instruction.Create(code, OpcodeTables.Name(operand.Number, size))
                : Iced.Intel.Instruction.Create(code, MemoryOf(operand)));
        }

        Trap(i);
        int from = i.Op is Opcode.Div or Opcode.DivUn or Opcode.MulChecked ? Registers.Rax : Registers.Rdx;
        Move(Site.Register(MachineOf(i, i.D)), Site.Register(from), size);
    }

    /// <summary>bsr and bsf leave the result alone for 0; R11 supplies what makes it the width.</summary>
    private void EmitBitCount(in LirInstruction i)
    {
        int size = i.Size;
        bool wide = size == 8;
        Register name = NameOf(i, i.D, size);
        if (i.Op == Opcode.PopCount)
        {
            RegisterRm(wide ? Code.Popcnt_r64_rm64 : Code.Popcnt_r32_rm32, name, SiteOf(i, i.A), size);
            return;
        }

        int bits = size * 8;
        bool leading = i.Op == Opcode.LeadingZeros;
        RegisterImmediate(Code.Mov_r32_imm32, Register.R11D, leading ? (2 * bits) - 1 : bits);
        Code scan = leading
            ? (wide ? Code.Bsr_r64_rm64 : Code.Bsr_r32_rm32)
            : (wide ? Code.Bsf_r64_rm64 : Code.Bsf_r32_rm32);
        RegisterRm(scan, name, SiteOf(i, i.A), size);
        RegisterRegister(OpcodeTables.ConditionalMove(Condition.Equal, size), name, OpcodeTables.Name(Registers.R11, size));
        if (leading)
            RegisterImmediate(OpcodeTables.RmImmediate(OpcodeTables.AluIndex(Opcode.Xor), size, bits - 1), name, bits - 1);
    }

    private void EmitExtend(in LirInstruction i)
    {
        var narrow = (MemType)i.Form;
        (Code code, int size) = LoadCode(narrow, i.Size);
        RegisterRm(code, NameOf(i, i.D, size), SiteOf(i, i.A), narrow.Size);
    }

    private void EmitCompare(in LirInstruction i)
    {
        int size = i.Size;
        switch ((CompareForm)i.Form)
        {
            case CompareForm.Compare when i.HasImm:
                RmImmediate(OpcodeTables.RmImmediate(OpcodeTables.Compare, size, i.Imm), SiteOf(i, i.A), (int)i.Imm, size);
                break;
            case CompareForm.Compare:
                RegisterSource(OpcodeTables.RegisterRm(OpcodeTables.Compare, size), NameOf(i, i.A, size), i, size);
                break;
            case CompareForm.Test when i.HasImm:
                EmitTestImmediate(SiteOf(i, i.A), i.Imm, size);
                break;
            case CompareForm.Test:
                EmitTest(NameOf(i, i.A, size), SiteOf(i, i.B), size);
                break;
            case CompareForm.TestSelf:
                Site self = SiteOf(i, i.A);
                if (self.Kind == SiteKind.Register)
                    EmitTest(OpcodeTables.Name(self.Number, size), self, size);
                else
                    RmImmediate(OpcodeTables.RmImmediate(OpcodeTables.Compare, size, 0), self, 0, size);
                break;
            case CompareForm.Memory:
                MemoryImmediate(OpcodeTables.RmImmediate(OpcodeTables.Compare, size, i.Imm), AddressOf(i, i.Address), (int)i.Imm);
                break;
            case CompareForm.MemoryTest:
                MemoryImmediate(TestImmediate(size), AddressOf(i, i.Address), (int)i.Imm);
                break;
            default:
                RegisterSource(size == 8 ? Code.Ucomisd_xmm_xmmm64 : Code.Ucomiss_xmm_xmmm32, NameOf(i, i.A, 8), i, 8);
                break;
        }
    }

    private void RmImmediate(Code code, Site rm, int imm, int size)
    {
        if (rm.Kind == SiteKind.Register)
            RegisterImmediate(code, OpcodeTables.Name(rm.Number, size), imm);
        else
            _code.Emit(Iced.Intel.Instruction.Create(code, MemoryOf(rm), imm));
    }

    private void EmitTest(Register name, Site other, int size)
    {
        Code code = OpcodeTables.BySize(size, Code.Test_rm8_r8, Code.Test_rm16_r16, Code.Test_rm32_r32, Code.Test_rm64_r64);
        _code.Emit(other.Kind == SiteKind.Register
            ? Iced.Intel.Instruction.Create(code, OpcodeTables.Name(other.Number, size), name)
            : Iced.Intel.Instruction.Create(code, MemoryOf(other), name));
    }

    /// <summary>Only equality is asked of a test with an immediate: the low byte will do for a small mask.</summary>
    private void EmitTestImmediate(Site site, long imm, int size)
    {
        if (imm is >= 0 and <= 127)
            size = 1;
        RmImmediate(TestImmediate(size), site, (int)imm, size);
    }

    private static Code TestImmediate(int size) =>
        OpcodeTables.BySize(size, Code.Test_rm8_imm8, Code.Test_rm16_imm16, Code.Test_rm32_imm32, Code.Test_rm64_imm32);

    private void EmitSet(in LirInstruction i)
    {
        EmitCompare(i);
        Register low = NameOf(i, i.D, 1);
        if (i.Cond is Condition.FloatEqual or Condition.FloatNotEqual)
        {
            bool equal = i.Cond == Condition.FloatEqual;
            _code.Emit(Iced.Intel.Instruction.Create(equal ? Code.Setnp_rm8 : Code.Setp_rm8, Register.R11L));
            _code.Emit(Iced.Intel.Instruction.Create(equal ? Code.Sete_rm8 : Code.Setne_rm8, low));
            RegisterRegister(equal ? Code.And_r8_rm8 : Code.Or_r8_rm8, low, Register.R11L);
        }
        else
        {
            _code.Emit(Iced.Intel.Instruction.Create(OpcodeTables.Set(i.Cond), low));
        }

        RegisterRegister(Code.Movzx_r32_rm8, NameOf(i, i.D, 4), low);
    }

    private void EmitSelect(in LirInstruction i)
    {
        EmitCompare(i);
        int result = MachineOf(i, i.D);
        Kind kind = InfoOf(i, i.D).Kind;
        int size = kind.Size;
        MoveKeepingFlags(Site.Register(result), SiteOf(i, i.C), size);
        Site chosen = SiteOf(i, i.E);
        bool parity = i.Cond is Condition.FloatEqual or Condition.FloatNotEqual;
        if (!kind.IsFloat && !parity)
        {
            RegisterRm(OpcodeTables.ConditionalMove(i.Cond, size), OpcodeTables.Name(result, size), chosen, size);
            return;
        }

        int done = _code.NewLabel();
        JumpIf(Conditions.Negate(i.Cond), done);
        Move(Site.Register(result), chosen, size);
        _code.Bind(done);
    }

    // adc x, 0 and sbb x, 0 count where the carry is set; sbb x, -1 and adc x, -1 where it is not.
    private void EmitStep(in LirInstruction i)
    {
        EmitCompare(i);
        int result = MachineOf(i, i.D);
        int size = InfoOf(i, i.D).Kind.Size;
        MoveKeepingFlags(Site.Register(result), SiteOf(i, i.C), size);
        bool carry = i.Cond == Condition.Below;
        bool adds = carry == (i.Op == Opcode.AddIf);
        Code code = adds
            ? size == 8 ? Code.Adc_rm64_imm8 : Code.Adc_rm32_imm8
            : size == 8 ? Code.Sbb_rm64_imm8 : Code.Sbb_rm32_imm8;
        RegisterImmediate(code, OpcodeTables.Name(result, size), carry ? 0 : -1);
    }

    private void MoveKeepingFlags(Site to, Site from, int size)
    {
        if (from.Kind == SiteKind.Leaf)
            EmitLeaf(to, from.Leaf!, size, keepFlags: true);
        else
            Move(to, from, size);
    }

    private void JumpIf(Condition condition, int label)
    {
        if (condition == Condition.FloatNotEqual)
        {
            _code.JumpIf(Condition.Parity, label);
            _code.JumpIf(Condition.NotEqual, label);
        }
        else if (condition == Condition.FloatEqual)
        {
            int no = _code.NewLabel();
            _code.JumpIf(Condition.Parity, no);
            _code.JumpIf(Condition.Equal, label);
            _code.Bind(no);
        }
        else
        {
            _code.JumpIf(condition, label);
        }
    }
}
