using IL2CPU.IR;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Selection;

// Loads, stores, block operations and atomics.
internal sealed partial class Selector
{
    /// <summary>Largest block copied or cleared without a string instruction.</summary>
    internal const int InlineBlockLimit = 128;

    private void SelectLoad(Value value)
    {
        bool stays = value.MayThrow || (value.Flags & ValueFlags.Volatile) != 0;
        if (!IsNeeded(value) && !stays)
            return;
        // A load swallowed by its only user is done there.
        if (_folded[value.Id])
            return;
        EmitLoad(value, ResultOf(value), value.Mem, value.Mem.Kind.Size);
    }

    private void EmitLoad(Value load, int result, MemType type, int size)
    {
        Address address = FoldLoad(load);
        Instruction instruction = Make(Opcode.Load, size);
        instruction.Form = (byte)type;
        instruction.Address = AddAddress(ref instruction, address, Role.EarlyUse);
        instruction.D = AddOperand(ref instruction, result, Role.LateDef, Need.Register);
        _emitted.Add(instruction);
    }

    private void SelectStore(Value value)
    {
        Value stored = Strip(value.Arg(1), out bool single);
        if (SelectReadModifyWrite(value, stored, single))
            return;
        int size = value.Mem.Size;
        Address address = Match(value.Arg(0), value.Imm, value.Aux as OffsetSymbol);
        bool immediate = TryStoreImmediate(stored, size, out long imm);
        int a = immediate ? 0 : Get(NarrowSource(value.Arg(1), size));
        Instruction store = Make(Opcode.Store, size);
        store.Form = (byte)value.Mem;
        store.Address = AddAddress(ref store, address, Role.EarlyUse);
        if (immediate)
        {
            store.HasImm = true;
            store.Imm = imm;
        }
        else
        {
            store.A = AddOperand(ref store, a, Role.EarlyUse, Need.Register);
        }

        _emitted.Add(store);
    }

    /// <summary>A narrow store keeps the low bits only: extensions of the value are not wanted.</summary>
    private Value NarrowSource(Value value, int size)
    {
        while (Combine)
        {
            value = Strip(value);
            bool pointless = value.Op switch
            {
                Op.SExt8 or Op.ZExt8 => size == 1,
                Op.SExt16 or Op.ZExt16 => size <= 2,
                Op.SExt32 or Op.ZExt32 => size <= 4,
                _ => false,
            };
            if (!pointless)
                break;
            value = value.Arg(0);
        }

        return value;
    }

    private static bool TryStoreImmediate(Value value, int size, out long imm)
    {
        imm = 0;
        if (value.Op != Op.Const)
            return false;
        imm = size switch { 1 => (sbyte)value.Imm, 2 => (short)value.Imm, 4 => (int)value.Imm, _ => value.Imm };
        return FitsInt32(imm);
    }

    /// <summary>x.f op= y in one instruction, when nothing else sees the loaded or the computed value.</summary>
    private bool SelectReadModifyWrite(Value store, Value stored, bool single)
    {
        if (!Combine || !single || stored.Block != _block || IsNeeded(stored) || store.Mem is not (MemType.I32 or MemType.I64)
            || (store.Flags & ValueFlags.Volatile) != 0 || stored.Kind.Size != store.Mem.Size
            || stored.Op is not (Op.Add or Op.Sub or Op.And or Op.Or or Op.Xor) || stored.Kind.IsPointer)
        {
            return false;
        }

        Value left = stored.Arg(0);
        Value right = stored.Arg(1);
        if (stored.Op != Op.Sub && !IsSameCell(store, left) && IsSameCell(store, right))
            (left, right) = (right, left);
        Value load = Strip(left, out bool loadSingle);
        if (load != left || !IsSameCell(store, left) || !CanFoldLoad(load, loadSingle))
            return false;
        int size = store.Mem.Size;
        Value operand = Strip(right);
        bool immediate = TryImmediate(operand, size, out long imm);
        _folded[load.Id] = true;
        Address address = Match(store.Arg(0), store.Imm, store.Aux as OffsetSymbol);
        int b = immediate ? 0 : Get(right);
        Instruction instruction = Make(Opcode.StoreOp, size);
        instruction.Form = (byte)OpcodeOf(stored.Op);
        instruction.Address = AddAddress(ref instruction, address, Role.EarlyUse);
        if (immediate)
        {
            instruction.HasImm = true;
            instruction.Imm = imm;
        }
        else
        {
            instruction.B = AddOperand(ref instruction, b, Role.EarlyUse, Need.Register);
        }

        _emitted.Add(instruction);
        return true;
    }

    private bool IsSameCell(Value store, Value load) =>
        load.Op == Op.Load && load.Mem == store.Mem && load.Imm == store.Imm && Equals(load.Aux, store.Aux)
        && Strip(load.Arg(0)) == Strip(store.Arg(0));

    private void SelectBlockMemory(Value value)
    {
        switch (value.Op)
        {
            case Op.NullCheck:
                int checkedRegister = Get(value.Arg(0));
                Instruction check = Make(Opcode.NullCheck, 1);
                check.A = AddOperand(ref check, checkedRegister, Role.EarlyUse, Need.Register);
                _emitted.Add(check);
                break;
            case Op.CopyBlock when value.Imm > 0:
                EmitBlock(Opcode.CopyBlock, value, Match(value.Arg(0), 0, null), Match(value.Arg(1), 0, null));
                break;
            case Op.ZeroBlock when value.Imm > 0:
                EmitBlock(Opcode.ZeroBlock, value, Match(value.Arg(0), 0, null), null);
                break;
        }
    }

    private void EmitBlock(Opcode op, Value value, Address destination, Address? source)
    {
        Instruction block = Make(op, 8);
        block.Imm = value.Imm;
        Role role = Role.EarlyUse;
        if (value.Imm > InlineBlockLimit)
        {
            block.Clobbers = Registers.Mask(Registers.Rdi) | Registers.Mask(Registers.Rcx)
                | Registers.Mask(source is null ? Registers.Rax : Registers.Rsi);
            role = Role.LateUse;
        }

        block.Address = AddAddress(ref block, destination, role);
        if (source is { } from)
            block.Address2 = AddAddress(ref block, from, role);
        _emitted.Add(block);
    }

    private void SelectAtomic(Value value)
    {
        if (value.Op == Op.Fence)
        {
            _emitted.Add(Make(Opcode.Fence, 4));
            return;
        }

        if (!IsNeeded(value) && value.Op is Op.AtomicAdd or Op.AtomicAnd or Op.AtomicOr)
        {
            SelectAtomicStore(value);
            return;
        }

        Address address = Match(value.Arg(0), value.Imm, value.Aux as OffsetSymbol);
        int size = value.Mem.Size;
        switch (value.Op)
        {
            case Op.AtomicExchange or Op.AtomicAdd:
                int a = AnyOf(value.Arg(1));
                Instruction exchange = Make(value.Op == Op.AtomicAdd ? Opcode.AtomicAdd : Opcode.AtomicExchange, size);
                exchange.Form = (byte)value.Mem;
                exchange.A = AddOperand(ref exchange, a, Role.EarlyUse, Need.Any);
                exchange.Address = AddAddress(ref exchange, address, Role.LateUse);
                exchange.D = AddOperand(ref exchange, ResultOf(value), Role.EarlyDef, Need.Register);
                _emitted.Add(exchange);
                break;
            case Op.AtomicCompareExchange:
                int comparand = AnyOf(value.Arg(2));
                int replacement = Get(value.Arg(1));
                Instruction compare = Make(Opcode.AtomicCompareExchange, size);
                compare.Form = (byte)value.Mem;
                compare.Clobbers = Registers.Mask(Registers.Rax);
                compare.A = AddOperand(ref compare, comparand, Role.EarlyUse, Need.Any, Registers.Rax);
                compare.B = AddOperand(ref compare, replacement, Role.LateUse, Need.Register);
                compare.Address = AddAddress(ref compare, address, Role.LateUse);
                compare.D = AddOperand(ref compare, ResultOf(value), Role.LateDef, Need.Register, Registers.Rax);
                _emitted.Add(compare);
                break;
            default:
                int b = Get(value.Arg(1));
                Instruction loop = Make(Opcode.AtomicLoop, size);
                loop.Form = (byte)(value.Op == Op.AtomicAnd ? Opcode.And : Opcode.Or);
                loop.Imm = (long)value.Mem;
                loop.Clobbers = Registers.Mask(Registers.Rax);
                loop.B = AddOperand(ref loop, b, Role.LateUse, Need.Register);
                loop.Address = AddAddress(ref loop, address, Role.LateUse);
                loop.D = AddOperand(ref loop, ResultOf(value), Role.LateDef, Need.Register, Registers.Rax);
                _emitted.Add(loop);
                break;
        }
    }

    /// <summary>Nobody wants the old value: one locked instruction.</summary>
    private void SelectAtomicStore(Value value)
    {
        int size = value.Mem.Size;
        Address address = Match(value.Arg(0), value.Imm, value.Aux as OffsetSymbol);
        bool immediate = TryImmediate(Strip(value.Arg(1)), size, out long imm);
        int b = immediate ? 0 : Get(value.Arg(1));
        Instruction instruction = Make(Opcode.AtomicStoreOp, size);
        instruction.Form = (byte)(value.Op switch { Op.AtomicAdd => Opcode.Add, Op.AtomicAnd => Opcode.And, _ => Opcode.Or });
        instruction.Address = AddAddress(ref instruction, address, Role.EarlyUse);
        if (immediate)
        {
            instruction.HasImm = true;
            instruction.Imm = size switch { 1 => (sbyte)imm, 2 => (short)imm, _ => imm };
        }
        else
        {
            instruction.B = AddOperand(ref instruction, b, Role.EarlyUse, Need.Register);
        }

        _emitted.Add(instruction);
    }
}
