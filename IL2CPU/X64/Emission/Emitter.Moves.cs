using System.Collections.Generic;
using Iced.Intel;
using IL2CPU.IR;
using IL2CPU.X64.Allocation;

namespace IL2CPU.X64.Emission;

// Moves between places; parallel moves with R11 between two cells of memory and XMM15 to break cycles.
internal sealed partial class Emitter
{
    private readonly List<PendingMove> _pending = [];

    private struct PendingMove
    {
        public Site To;
        public Site From;
        public int Size;
        public bool IsVector;
    }

    /// <summary>The moves the allocation asks for before an instruction.</summary>
    private void EmitMoves(int instruction, ref int next)
    {
        List<Move> moves = _resolver.Moves;
        while (next < moves.Count && moves[next].Instruction == instruction)
        {
            MoveOrder order = moves[next].Order;
            _pending.Clear();
            for (; next < moves.Count && moves[next].Instruction == instruction && moves[next].Order == order; next++)
            {
                Move move = moves[next];
                AddMove(SiteOf(move.To), SiteOf(move.From), _lir.Registers[move.Target].Kind);
            }

            ResolveMoves();
        }
    }

    private void AddMove(Site to, Site from, Kind kind)
    {
        if (to != from)
            _pending.Add(new PendingMove { To = to, From = from, Size = kind.Size, IsVector = kind.IsFloat });
    }

    /// <summary>Does the pending moves as if at once.</summary>
    private void ResolveMoves()
    {
        while (_pending.Count > 0)
        {
            bool progress = false;
            for (int i = 0; i < _pending.Count;)
            {
                if (IsRead(_pending[i].To, i))
                {
                    i++;
                    continue;
                }

                PendingMove move = _pending[i];
                _pending.RemoveAt(i);
                Do(move);
                progress = true;
            }

            if (!progress)
                BreakCycle();
        }
    }

    private bool IsRead(Site site, int except)
    {
        for (int i = 0; i < _pending.Count; i++)
        {
            if (i != except && _pending[i].From == site)
                return true;
        }

        return false;
    }

    /// <summary>Only disjoint cycles are left: saves what the first move overwrites, for the one move that reads it.</summary>
    private void BreakCycle()
    {
        Site overwritten = _pending[0].To;
        bool general = overwritten.Kind == SiteKind.Register && !Registers.IsVector(overwritten.Number) && !UsesScratch();
        Site saved = Site.Register(general ? Registers.R11 : Registers.Xmm15);
        for (int i = 0; i < _pending.Count; i++)
        {
            PendingMove move = _pending[i];
            if (move.From != overwritten)
                continue;
            Move(saved, overwritten, move.Size);
            move.From = saved;
            _pending[i] = move;
        }
    }

    /// <summary>True when a pending move goes through R11: from memory to memory, or is a cycle already broken with it.</summary>
    private bool UsesScratch()
    {
        foreach (PendingMove move in _pending)
        {
            if ((move.To.IsMemory && (move.From.IsMemory || move.From.Kind == SiteKind.Leaf)) || move.From == Site.Register(Registers.R11))
                return true;
        }

        return false;
    }

    private void Do(in PendingMove move)
    {
        if (move.From.Kind == SiteKind.Leaf)
            EmitLeaf(move.To, move.From.Leaf!, move.Size, keepFlags: false);
        else
            Move(move.To, move.From, move.Size);
    }

    /// <summary>Copies 4 or 8 bytes; flags are kept unless a leaf is made.</summary>
    private void Move(Site to, Site from, int size)
    {
        if (to == from)
            return;
        if (from.Kind == SiteKind.Leaf)
        {
            EmitLeaf(to, from.Leaf!, size, keepFlags: false);
            return;
        }

        if (to.Kind == SiteKind.Register)
            MoveToRegister(to.Number, from, size);
        else if (from.Kind == SiteKind.Register)
            MoveToMemory(to, from.Number, size);
        else
        {
            MoveToRegister(Registers.R11, from, size);
            MoveToMemory(to, Registers.R11, size);
        }
    }

    private void MoveToMemory(Site to, int from, int size)
    {
        Code code = Registers.IsVector(from)
            ? (size == 8 ? Code.Movsd_xmmm64_xmm : Code.Movss_xmmm32_xmm)
            : (size == 8 ? Code.Mov_rm64_r64 : Code.Mov_rm32_r32);
        _code.Emit(Iced.Intel.Instruction.Create(code, MemoryOf(to), OpcodeTables.Name(from, size)));
    }

    private void MoveToRegister(int to, Site from, int size)
    {
        Register name = OpcodeTables.Name(to, size);
        bool vector = Registers.IsVector(to);
        if (from.IsMemory)
        {
            Code load = vector
                ? (size == 8 ? Code.Movsd_xmm_xmmm64 : Code.Movss_xmm_xmmm32)
                : (size == 8 ? Code.Mov_r64_rm64 : Code.Mov_r32_rm32);
            _code.Emit(Iced.Intel.Instruction.Create(load, name, MemoryOf(from)));
            return;
        }

        bool fromVector = Registers.IsVector(from.Number);
        Register source = OpcodeTables.Name(from.Number, size);
        if (vector && fromVector)
            RegisterRegister(Code.Movaps_xmm_xmmm128, name, source);
        else if (vector)
            RegisterRegister(size == 8 ? Code.Movq_xmm_rm64 : Code.Movd_xmm_rm32, name, source);
        else if (fromVector)
            RegisterRegister(size == 8 ? Code.Movq_rm64_xmm : Code.Movd_rm32_xmm, name, source);
        else
            RegisterRegister(size == 8 ? Code.Mov_r64_rm64 : Code.Mov_r32_rm32, name, source);
    }

    /// <summary>Makes a constant or fixed address.</summary>
    /// <param name="size">Of the target, which may be wider than a constant: that is zero-extended.</param>
    private void EmitLeaf(Site to, Value leaf, int size, bool keepFlags)
    {
        if (leaf.Op == Op.Const && leaf.Kind.IsFloat)
        {
            EmitFloatConstant(to, leaf);
            return;
        }

        if (to.IsMemory)
        {
            long value = leaf.Kind.Size == 4 && size == 8 ? (uint)leaf.Imm : leaf.Imm;
            if (leaf.Op == Op.Const && (size == 4 || value == (int)value))
            {
                Code store = size == 8 ? Code.Mov_rm64_imm32 : Code.Mov_rm32_imm32;
                _code.Emit(Iced.Intel.Instruction.Create(store, MemoryOf(to), (int)value));
                return;
            }

            EmitLeafRegister(Registers.R11, leaf, keepFlags);
            MoveToMemory(to, Registers.R11, size);
            return;
        }

        EmitLeafRegister(to.Number, leaf, keepFlags);
    }

    private void EmitLeafRegister(int register, Value leaf, bool keepFlags)
    {
        Register name = OpcodeTables.Name(register, 8);
        switch (leaf.Op)
        {
            case Op.Const:
                EmitConstant(register, leaf.Kind.Size == 4 ? (uint)leaf.Imm : leaf.Imm, keepFlags);
                break;
            case Op.SymbolAddr when leaf.Aux is OffsetSymbol offset:
                _code.EmitImmediate(Iced.Intel.Instruction.Create(Code.Mov_rm64_imm32, name, 0), offset, leaf.Imm);
                break;
            case Op.SymbolAddr:
                RegisterMemory(Code.Lea_r64_m, name, new MemoryReference(new MemoryOperand(Register.RIP, 0L), (Symbol)leaf.Aux!, leaf.Imm, true));
                break;
            case Op.SlotAddr:
                _code.Emit(Iced.Intel.Instruction.Create(Code.Lea_r64_m, name, new MemoryOperand(Register.RBP, SlotOffset((Slot)leaf.Aux!) + leaf.Imm)));
                break;
            case Op.FrameAddr:
                RegisterRegister(Code.Mov_r64_rm64, name, Register.RBP);
                break;
            default:
                RegisterRegister(Code.Mov_r64_rm64, name, Register.R14);
                break;
        }
    }

    private void EmitConstant(int register, long value, bool keepFlags)
    {
        Register low = OpcodeTables.Name(register, 4);
        if (value == 0 && !keepFlags)
            RegisterRegister(Code.Xor_r32_rm32, low, low);
        else if (value == (uint)value)
            _code.Emit(Iced.Intel.Instruction.Create(Code.Mov_r32_imm32, low, (uint)value));
        else if (value == (int)value)
            RegisterImmediate(Code.Mov_rm64_imm32, OpcodeTables.Name(register, 8), (int)value);
        else
            _code.Emit(Iced.Intel.Instruction.Create(Code.Mov_r64_imm64, OpcodeTables.Name(register, 8), value));
    }

    private void EmitFloatConstant(Site to, Value leaf)
    {
        int size = leaf.Kind.Size;
        if (to.IsMemory)
        {
            EmitConstant(Registers.R11, size == 4 ? (uint)leaf.Imm : leaf.Imm, keepFlags: true);
            MoveToMemory(to, Registers.R11, size);
            return;
        }

        Register name = OpcodeTables.Name(to.Number, 8);
        if (leaf.Imm == 0)
        {
            RegisterRegister(Code.Xorps_xmm_xmmm128, name, name);
            return;
        }

        Symbol symbol = Selection.Selector.FloatConstant(leaf.Imm, size);
        RegisterMemory(size == 8 ? Code.Movsd_xmm_xmmm64 : Code.Movss_xmm_xmmm32, name, new MemoryReference(new MemoryOperand(Register.RIP, 0L), symbol, 0, true));
    }
}
