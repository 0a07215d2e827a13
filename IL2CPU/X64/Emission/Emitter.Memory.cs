using Iced.Intel;
using IL2CPU.IR;
using IL2CPU.X64.Lir;
using LirInstruction = IL2CPU.X64.Lir.Instruction;

namespace IL2CPU.X64.Emission;

/// <summary>Memory operand and what the linker must add to it.</summary>
internal readonly record struct MemoryReference(MemoryOperand Operand, Symbol? Symbol, long Addend, bool IsRelative);

// Addresses, loads, stores, blocks, atomics.
internal sealed partial class Emitter
{
    private MemoryReference AddressOf(in LirInstruction instruction, int address, int extra = 0, int baseRegister = -1)
    {
        ref Address a = ref _lir.Addresses[address];
        int displacement = a.Displacement + extra;
        if (a.Base == AddressBase.Symbol)
            return new MemoryReference(new MemoryOperand(Register.RIP, 0L), a.Symbol, displacement, true);
        Register index = a.IndexRegister >= 0 ? NameOf(instruction, a.IndexRegister, 8) : Register.None;
        Register first = Register.None;
        switch (a.Base)
        {
            case AddressBase.Register:
                first = baseRegister >= 0 ? OpcodeTables.Name(baseRegister, 8) : NameOf(instruction, a.BaseRegister, 8);
                break;
            case AddressBase.Slot:
                first = Register.RBP;
                displacement += SlotOffset(a.Slot!);
                break;
            case AddressBase.Frame:
                first = Register.RBP;
                break;
            case AddressBase.Uthread:
                first = Register.R14;
                break;
        }

        int scale = a.Scale == 0 ? 1 : a.Scale;
        if (a.Offset is { } offset)
            return new MemoryReference(new MemoryOperand(first, index, scale, 0x1000, 8), offset, displacement, false);
        return new MemoryReference(new MemoryOperand(first, index, scale, displacement, displacement == 0 ? 0 : 1), null, 0, false);
    }

    private int SlotOffset(Slot slot)
    {
        int offset = _frame.SlotOffsets[slot.Id];
        return offset != 0 ? offset : throw new AllocationException($"{_lir.Body.Symbol.Name}: {slot} is not in the frame");
    }

    private void Put(in Iced.Intel.Instruction instruction, in MemoryReference memory)
    {
        if (memory.Symbol is { } symbol)
            _code.EmitPatched(instruction, symbol, memory.Addend, memory.IsRelative);
        else
            _code.Emit(instruction);
    }

    private void EmitLea(in LirInstruction i) =>
        RegisterMemory(i.Size == 4 ? Code.Lea_r32_m : Code.Lea_r64_m, NameOf(i, i.D, i.Size), AddressOf(i, i.Address));

    private void EmitLoad(in LirInstruction i)
    {
        MemoryReference memory = AddressOf(i, i.Address);
        (Code code, int size) = LoadCode((MemType)i.Form, i.Size);
        RegisterMemory(code, NameOf(i, i.D, size), memory);
    }

    private static (Code Code, int Size) LoadCode(MemType type, int size) => type switch
    {
        MemType.I8 => (Code.Movsx_r32_rm8, 4),
        MemType.U8 => (Code.Movzx_r32_rm8, 4),
        MemType.I16 => (Code.Movsx_r32_rm16, 4),
        MemType.U16 => (Code.Movzx_r32_rm16, 4),
        MemType.I32 => size == 8 ? (Code.Movsxd_r64_rm32, 8) : (Code.Mov_r32_rm32, 4),
        MemType.F32 => (Code.Movss_xmm_xmmm32, 8),
        MemType.F64 => (Code.Movsd_xmm_xmmm64, 8),
        _ => (Code.Mov_r64_rm64, 8),
    };

    private void EmitStore(in LirInstruction i)
    {
        MemoryReference memory = AddressOf(i, i.Address);
        int size = i.Size;
        if (i.HasImm)
        {
            MemoryImmediate(OpcodeTables.BySize(size, Code.Mov_rm8_imm8, Code.Mov_rm16_imm16, Code.Mov_rm32_imm32, Code.Mov_rm64_imm32), memory, (int)i.Imm);
            return;
        }

        int register = MachineOf(i, i.A);
        Code code = Registers.IsVector(register)
            ? (size == 8 ? Code.Movsd_xmmm64_xmm : Code.Movss_xmmm32_xmm)
            : OpcodeTables.BySize(size, Code.Mov_rm8_r8, Code.Mov_rm16_r16, Code.Mov_rm32_r32, Code.Mov_rm64_r64);
        MemoryRegister(code, memory, OpcodeTables.Name(register, size));
    }

    private void EmitStoreOp(in LirInstruction i, bool locked)
    {
        MemoryReference memory = AddressOf(i, i.Address);
        int alu = OpcodeTables.AluIndex((Opcode)i.Form);
        Iced.Intel.Instruction instruction = i.HasImm
            ? Iced.Intel.Instruction.Create(OpcodeTables.RmImmediate(alu, i.Size, i.Imm), memory.Operand, (int)i.Imm)
            : Iced.Intel.Instruction.Create(OpcodeTables.RmRegister(alu, i.Size), memory.Operand, NameOf(i, i.B, i.Size));
        instruction.HasLockPrefix = locked;
        Put(instruction, memory);
    }

    private void EmitNullCheck(in LirInstruction i) =>
        _code.Emit(Iced.Intel.Instruction.Create(Code.Test_rm8_r8, new MemoryOperand(NameOf(i, i.A, 8)), Register.AL));

    private void EmitCopyBlock(in LirInstruction i)
    {
        int bytes = (int)i.Imm;
        if (bytes > Selection.Selector.InlineBlockLimit)
        {
            RegisterMemory(Code.Lea_r64_m, Register.RDI, AddressOf(i, i.Address));
            RegisterMemory(Code.Lea_r64_m, Register.RSI, AddressOf(i, i.Address2));
            RegisterImmediate(Code.Mov_r32_imm32, Register.ECX, bytes / 8);
            _code.Emit(Iced.Intel.Instruction.CreateRepMovsq(64));
            for (int at = 0, rest = bytes & 7; rest > 0;)
            {
                int size = rest >= 4 ? 4 : rest >= 2 ? 2 : 1;
                CopyCell(new MemoryReference(new MemoryOperand(Register.RDI, at), null, 0, false), new MemoryReference(new MemoryOperand(Register.RSI, at), null, 0, false), size);
                at += size;
                rest -= size;
            }

            return;
        }

        for (int at = 0; at < bytes;)
        {
            int rest = bytes - at;
            int size = rest >= 16 ? 16 : rest >= 8 ? 8 : rest >= 4 ? 4 : rest >= 2 ? 2 : 1;
            CopyCell(AddressOf(i, i.Address, at), AddressOf(i, i.Address2, at), size);
            at += size;
        }
    }

    private void CopyCell(in MemoryReference to, in MemoryReference from, int size)
    {
        if (size == 16)
        {
            RegisterMemory(Code.Movups_xmm_xmmm128, Register.XMM15, from);
            MemoryRegister(Code.Movups_xmmm128_xmm, to, Register.XMM15);
            return;
        }

        RegisterMemory(OpcodeTables.BySize(size, Code.Movzx_r32_rm8, Code.Movzx_r32_rm16, Code.Mov_r32_rm32, Code.Mov_r64_rm64), OpcodeTables.Name(Registers.R11, size == 8 ? 8 : 4), from);
        MemoryRegister(OpcodeTables.BySize(size, Code.Mov_rm8_r8, Code.Mov_rm16_r16, Code.Mov_rm32_r32, Code.Mov_rm64_r64), to, OpcodeTables.Name(Registers.R11, size));
    }

    private void EmitZeroBlock(in LirInstruction i)
    {
        int bytes = (int)i.Imm;
        if (bytes > Selection.Selector.InlineBlockLimit)
        {
            RegisterMemory(Code.Lea_r64_m, Register.RDI, AddressOf(i, i.Address));
            RegisterRegister(Code.Xor_r32_rm32, Register.EAX, Register.EAX);
            RegisterImmediate(Code.Mov_r32_imm32, Register.ECX, bytes / 8);
            _code.Emit(Iced.Intel.Instruction.CreateRepStosq(64));
            for (int at = 0, rest = bytes & 7; rest > 0;)
            {
                int size = rest >= 4 ? 4 : rest >= 2 ? 2 : 1;
                ZeroCell(new MemoryReference(new MemoryOperand(Register.RDI, at), null, 0, false), size);
                at += size;
                rest -= size;
            }

            return;
        }

        if (bytes >= 16)
            RegisterRegister(Code.Xorps_xmm_xmmm128, Register.XMM15, Register.XMM15);
        for (int at = 0; at < bytes;)
        {
            int rest = bytes - at;
            int size = rest >= 16 ? 16 : rest >= 8 ? 8 : rest >= 4 ? 4 : rest >= 2 ? 2 : 1;
            ZeroCell(AddressOf(i, i.Address, at), size);
            at += size;
        }
    }

    private void ZeroCell(in MemoryReference to, int size)
    {
        if (size == 16)
            MemoryRegister(Code.Movups_xmmm128_xmm, to, Register.XMM15);
        else
            MemoryImmediate(OpcodeTables.BySize(size, Code.Mov_rm8_imm8, Code.Mov_rm16_imm16, Code.Mov_rm32_imm32, Code.Mov_rm64_imm32), to, 0);
    }

    private void EmitExchange(in LirInstruction i)
    {
        int size = i.Size;
        int result = MachineOf(i, i.D);
        Move(Site.Register(result), SiteOf(i, i.A), size == 8 ? 8 : 4);
        MemoryReference memory = AddressOf(i, i.Address);
        Register name = OpcodeTables.Name(result, size);
        if (i.Op == Opcode.AtomicExchange)
        {
            MemoryRegister(OpcodeTables.BySize(size, Code.Xchg_rm8_r8, Code.Xchg_rm16_r16, Code.Xchg_rm32_r32, Code.Xchg_rm64_r64), memory, name);
        }
        else
        {
            Code code = OpcodeTables.BySize(size, Code.Xadd_rm8_r8, Code.Xadd_rm16_r16, Code.Xadd_rm32_r32, Code.Xadd_rm64_r64);
            Iced.Intel.Instruction add = Iced.Intel.Instruction.Create(code, memory.Operand, name);
            add.HasLockPrefix = true;
            Put(add, memory);
        }

        ExtendNarrow(result, (MemType)i.Form);
    }

    /// <summary>Narrow results are I32 values and must be extended.</summary>
    private void ExtendNarrow(int register, MemType type)
    {
        Code code = type switch
        {
            MemType.I8 => Code.Movsx_r32_rm8,
            MemType.U8 => Code.Movzx_r32_rm8,
            MemType.I16 => Code.Movsx_r32_rm16,
            MemType.U16 => Code.Movzx_r32_rm16,
            _ => Code.INVALID,
        };
        if (code != Code.INVALID)
            RegisterRegister(code, OpcodeTables.Name(register, 4), OpcodeTables.Name(register, type.Size));
    }

    private void EmitCompareExchange(in LirInstruction i)
    {
        Move(Site.Register(Registers.Rax), SiteOf(i, i.A), i.Size == 8 ? 8 : 4);
        LockedCompareExchange(i, MachineOf(i, i.B));
        ExtendNarrow(Registers.Rax, (MemType)i.Form);
        Move(Site.Register(MachineOf(i, i.D)), Site.Register(Registers.Rax), i.Size == 8 ? 8 : 4);
    }

    private void LockedCompareExchange(in LirInstruction i, int replacement)
    {
        MemoryReference memory = AddressOf(i, i.Address);
        Code code = OpcodeTables.BySize(i.Size, Code.Cmpxchg_rm8_r8, Code.Cmpxchg_rm16_r16, Code.Cmpxchg_rm32_r32, Code.Cmpxchg_rm64_r64);
        Iced.Intel.Instruction exchange = Iced.Intel.Instruction.Create(code, memory.Operand, OpcodeTables.Name(replacement, i.Size));
        exchange.HasLockPrefix = true;
        Put(exchange, memory);
    }

    private void EmitAtomicLoop(in LirInstruction i)
    {
        var type = (MemType)i.Imm;
        (Code load, int size) = LoadCode(type, 4);
        RegisterMemory(load, OpcodeTables.Name(Registers.Rax, size), AddressOf(i, i.Address));
        int again = _code.NewLabel();
        _code.Bind(again);
        RegisterRegister(Code.Mov_r64_rm64, Register.R11, Register.RAX);
        int width = i.Size == 8 ? 8 : 4;
        RegisterRegister(OpcodeTables.RegisterRm(OpcodeTables.AluIndex((Opcode)i.Form), width), OpcodeTables.Name(Registers.R11, width), NameOf(i, i.B, width));
        LockedCompareExchange(i, Registers.R11);
        _code.JumpIf(Condition.NotEqual, again);
        ExtendNarrow(Registers.Rax, type);
        Move(Site.Register(MachineOf(i, i.D)), Site.Register(Registers.Rax), width);
    }

    private void EmitFence()
    {
        Iced.Intel.Instruction fence = Iced.Intel.Instruction.Create(Code.Or_rm32_imm8, new MemoryOperand(Register.RSP), 0);
        fence.HasLockPrefix = true;
        _code.Emit(fence);
    }
}
