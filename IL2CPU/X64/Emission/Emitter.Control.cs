using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Iced.Intel;
using IL2CPU.IR;
using IL2CPU.X64.Lir;
using LirInstruction = IL2CPU.X64.Lir.Instruction;

namespace IL2CPU.X64.Emission;

// Branches, calls, safepoints.
internal sealed partial class Emitter
{
    // Sign-extended: a non-canonical or kernel address, so that using it faults.
    private const int JunkPattern = unchecked((int)0xDEADBEEF);

    // From RBP to the first argument on the stack.
    private const int OwnArguments = 16;
    private readonly List<int> _liveCells = [];

    private void EmitJump(int successor)
    {
        int target = Through(successor);
        if (target != _next)
            _code.JumpTo(_labels[target]);
    }

    private void EmitBranch(in LirInstruction i)
    {
        int yes = Through(_current.Successors[0]);
        int no = Through(_current.Successors[1]);
        EmitCompare(i);
        if (yes == no)
        {
            EmitJump(yes);
        }
        else if (yes == _next)
        {
            JumpIf(Conditions.Negate(i.Cond), _labels[no]);
        }
        else
        {
            JumpIf(i.Cond, _labels[yes]);
            EmitJump(no);
        }
    }

    /// <summary>Few cases are compared one by one; more go through a table of distances behind the code.</summary>
    private void EmitSwitch(in LirInstruction i)
    {
        int cases = _current.Successors.Count - 1;
        MoveToSwitchIndex(SiteOf(i, i.A));
        if (cases <= 3)
        {
            for (int n = 0; n < cases; n++)
            {
                RegisterImmediate(Code.Cmp_rm32_imm8, Register.R11D, n);
                _code.JumpIf(Condition.Equal, LabelOf(_current.Successors[n]));
            }

            EmitJump(_current.Successors[cases]);
            return;
        }

        Register table = NameOf(i, i.C, 8);
        RegisterImmediate(OpcodeTables.RmImmediate(OpcodeTables.Compare, 4, cases), Register.R11D, cases);
        _code.JumpIf(Condition.AboveEqual, LabelOf(_current.Successors[cases]));
        Stub stub = MakeStub(StubKind.JumpTable, i);
        stub.Targets = new int[cases];
        for (int n = 0; n < cases; n++)
            stub.Targets[n] = LabelOf(_current.Successors[n]);
        _stubs.Add(stub);
        // Any address near will do for the encoder; the distance is filled in at the end.
        _code.Emit(Iced.Intel.Instruction.Create(Code.Lea_r64_m, table, new MemoryOperand(Register.RIP, 0L)));
        _code.DistanceToLabel(stub.Label);
        _code.Emit(Iced.Intel.Instruction.Create(Code.Movsxd_r64_rm32, Register.R11, new MemoryOperand(table, Register.R11, 4, 0, 0)));
        RegisterRegister(Code.Add_r64_rm64, Register.R11, table);
        _code.Emit(Iced.Intel.Instruction.Create(Code.Jmp_rm64, Register.R11));
    }

    /// <summary>R11 = index, zero-extended.</summary>
    private void MoveToSwitchIndex(Site index) => Move(Site.Register(Registers.R11), index, 4);

    private void EmitReturn(in LirInstruction i)
    {
        _pending.Clear();
        for (int n = 0; n < i.Imm; n++)
        {
            ref Operand operand = ref _lir.Operands[i.FirstOperand + n];
            AddMove(Site.Register(operand.Hint), SiteOf(i, n), _lir.Registers[operand.Register].Kind);
        }

        ResolveMoves();
        EmitEpilogue();
        if (_hasFrame)
            SetFrame(made: false);
        _code.Emit(Iced.Intel.Instruction.Create(Code.Retnq));
        if (_hasFrame)
            SetFrame(made: true);
    }

    private void EmitEntry(in LirInstruction i)
    {
        _pending.Clear();
        for (int n = 0; n < i.OperandCount; n++)
        {
            ref Operand operand = ref _lir.Operands[i.FirstOperand + n];
            // A parameter on the stack stays where the caller put it.
            if (operand.Hint >= 0 && !_scan.OperandPlaces[i.FirstOperand + n].IsNone)
                AddMove(SiteOf(i, n), Site.Register(operand.Hint), _lir.Registers[operand.Register].Kind);
        }

        ResolveMoves();
    }

    private void EmitCall(int index)
    {
        ref LirInstruction i = ref _lir.Code[index];
        var form = (CallForm)i.Form;
        if ((form & CallForm.Tail) != 0)
        {
            EmitTailCall(i);
            return;
        }

        bool viaSystemStack = (form & CallForm.Unmanaged) != 0 && _options.SplitStacks;
        _pending.Clear();
        int stackBytes = AddArguments(i, Site.Outgoing(0), out ImmutableArray<int> pointerArguments);
        if (i.A >= 0)
            AddMove(Site.Register(Registers.Rax), SiteOf(i, i.A), Kind.I64);
        ResolveMoves();
        JunkDeadCells(index);
        if (viaSystemStack)
        {
            if (i.A < 0)
                RegisterMemory(Code.Lea_r64_m, Register.RAX, new MemoryReference(new MemoryOperand(Register.RIP, 0L), (Symbol)i.Aux!, 0, true));
            EmitConstant(Registers.R11, stackBytes, keepFlags: false);
            _code.Call(RuntimeNames.CallOnSystemStack);
        }
        else if (i.A < 0)
        {
            _code.Call((Symbol)i.Aux!);
        }
        else if ((form & CallForm.TargetInMemory) != 0)
        {
            MemoryReference memory = AddressOf(i, i.Address, 0, Registers.Rax);
            Put(Iced.Intel.Instruction.Create(Code.Call_rm64, memory.Operand), memory);
        }
        else
        {
            _code.Emit(Iced.Intel.Instruction.Create(Code.Call_rm64, Register.RAX));
        }

        Symbol? target = viaSystemStack ? RuntimeNames.CallOnSystemStack : (Symbol?)i.Aux;
        _calls.Add((_code.Here, target, CallDepth, false));
        _maps.Add((_code.Here, MapOf(pointerArguments, index), -1));
        if ((form & CallForm.NoReturn) != 0)
            _code.Byte(0xCC);
        else if (_lir.Body.PinsStack && _options.SplitStacks && !viaSystemStack)
            EmitRejoin(i);
        EmitResults(i);
    }

    /// <summary>A callee of a frame that does not move may have gone on in another part of the stack, where it left RSP.</summary>
    private void EmitRejoin(in LirInstruction i)
    {
        _code.Emit(Iced.Intel.Instruction.Create(Code.Lea_r64_m, Register.R11, new MemoryOperand(Register.RBP, -_frame.FrameSize)));
        RegisterRegister(Code.Cmp_r64_rm64, Register.RSP, Register.R11);
        int stub = NewStub(StubKind.Rejoin, i);
        JumpIf(Condition.NotEqual, stub);
        _code.Bind(BackOf(stub));
    }

    // No return address lies in this function: no map, and the callee checks the stack from where this one's caller stands.
    private void EmitTailCall(in LirInstruction i)
    {
        _pending.Clear();
        AddArguments(i, Site.Frame(OwnArguments), out _);
        if (i.A >= 0)
            AddMove(Site.Register(Registers.Rax), SiteOf(i, i.A), Kind.I64);
        ResolveMoves();
        EmitEpilogue();
        if (i.A < 0)
        {
            _code.Jump((Symbol)i.Aux!);
        }
        else if (((CallForm)i.Form & CallForm.TargetInMemory) != 0)
        {
            MemoryReference memory = AddressOf(i, i.Address, 0, Registers.Rax);
            Put(Iced.Intel.Instruction.Create(Code.Jmp_rm64, memory.Operand), memory);
        }
        else
        {
            _code.Emit(Iced.Intel.Instruction.Create(Code.Jmp_rm64, Register.RAX));
        }

        _calls.Add((_code.Here, (Symbol?)i.Aux, 0, false));
    }

    private int CallDepth => _frame.FrameSize + 8;

    /// <summary>Adds the moves of a call's arguments; gives the bytes on the stack and the offsets there that hold pointers.</summary>
    /// <param name="i">The call.</param>
    /// <param name="first">Where the first argument on the stack goes.</param>
    /// <param name="pointers">Offsets from there.</param>
    private int AddArguments(in LirInstruction i, Site first, out ImmutableArray<int> pointers)
    {
        int stack = 0;
        ImmutableArray<int>.Builder? list = null;
        for (int n = 0; n < i.Imm; n++)
        {
            int operandIndex = i.FirstOperand + i.E + n;
            ref Operand operand = ref _lir.Operands[operandIndex];
            Kind kind = _lir.Registers[operand.Register].Kind;
            Site from = SiteOf(_scan.OperandPlaces[operandIndex]);
            if (operand.Hint >= 0)
            {
                AddMove(Site.Register(operand.Hint), from, kind);
                continue;
            }

            if (kind.IsPointer)
                (list ??= ImmutableArray.CreateBuilder<int>()).Add(stack);
            AddMove(first.Behind(stack), from, kind);
            stack += 8;
        }

        pointers = list?.ToImmutable() ?? default;
        return stack;
    }

    private void EmitResults(in LirInstruction i)
    {
        _pending.Clear();
        if (i.D >= 0)
            AddMove(SiteOf(i, i.D), Site.Register(_lir.Operands[i.FirstOperand + i.D].Hint), InfoOf(i, i.D).Kind);
        if (i.C >= 0)
            AddMove(SiteOf(i, i.C), Site.Register(_lir.Operands[i.FirstOperand + i.C].Hint), InfoOf(i, i.C).Kind);
        ResolveMoves();
    }

    private void EmitMachine(in LirInstruction i)
    {
        var row = (Selection.MachineRow)i.Aux!;
        _pending.Clear();
        for (int n = 0; n < row.Inputs.Length; n++)
            AddMove(Site.Register(row.Inputs[n]), SiteOf(i, n), _lir.Registers[_lir.Operands[i.FirstOperand + n].Register].Kind);
        ResolveMoves();
        foreach (Iced.Intel.Instruction instruction in row.Code)
            _code.Emit(instruction);
        if (i.D >= 0)
            Move(SiteOf(i, i.D), Site.Register(row.Output), InfoOf(i, i.D).Kind.Size);
    }

    private void EmitPoll(int index)
    {
        _code.Emit(Iced.Intel.Instruction.Create(Code.Cmp_r64_rm64, Register.RSP, Guard));
        Stub stub = MakeStub(StubKind.Poll, _lir.Code[index]);
        stub.Index = index;
        _stubs.Add(stub);
        _code.JumpIf(Condition.BelowEqual, stub.Label);
        _code.Bind(stub.Back);
    }

    private void EmitThrowIf(int index)
    {
        ref LirInstruction i = ref _lir.Code[index];
        EmitCompare(i);
        Stub stub = MakeStub(StubKind.Throw, i);
        stub.Index = index;
        _stubs.Add(stub);
        JumpIf(i.Cond, stub.Label);
    }

    /// <summary>Map of a safepoint: the always-live cells, live slots, and pointer arguments on the stack.</summary>
    /// <param name="pointerArguments">Offsets from RSP.</param>
    /// <param name="index">Call or poll; -1 for no live values besides the base.</param>
    private ImmutableArray<uint> MapOf(ImmutableArray<int> pointerArguments, int index)
    {
        _liveCells.Clear();
        _liveCells.AddRange(_frame.BaseCells);
        if (!pointerArguments.IsDefaultOrEmpty)
        {
            foreach (int offset in pointerArguments)
                _liveCells.Add(((_frame.FrameSize - offset) / 8) - 1);
        }

        if (index >= 0)
        {
            foreach ((_, int register, _) in _safepoints.LiveAt(index))
            {
                ref VirtualRegister info = ref _lir.Registers[register];
                if (info.Kind.IsPointer && info.Home < 0)
                    _liveCells.Add((-info.FrameOffset / 8) - 1);
            }
        }

        if (_liveCells.Count == 0)
            return [];
        if (index >= 0 && _liveCells.Count == _frame.BaseCells.Count)
            return _baseMap;
        int last = 0;
        foreach (int cell in _liveCells)
            last = Math.Max(last, cell);
        var words = new uint[(last >> 5) + 1];
        foreach (int cell in _liveCells)
            words[cell >> 5] |= 1u << (cell & 31);
        return ImmutableArray.Create(words);
    }

    /// <summary>Debug mode: whatever a map does not call live must not be needed.</summary>
    private void JunkDeadCells(int index)
    {
        if (!_options.JunkDeadSlots || _frame.SpillCount == 0)
            return;
        Span<bool> live = _frame.SpillCount <= 256 ? stackalloc bool[_frame.SpillCount] : new bool[_frame.SpillCount];
        live.Clear();
        foreach ((_, int register, _) in _safepoints.LiveAt(index))
        {
            int offset = _lir.Registers[register].FrameOffset;
            if (_lir.Registers[register].Home < 0)
                live[(_frame.SpillTop - offset) / 8] = true;
        }

        for (int cell = 0; cell < live.Length; cell++)
        {
            if (!live[cell])
                _code.Emit(Iced.Intel.Instruction.Create(Code.Mov_rm64_imm32, new MemoryOperand(Register.RBP, _frame.SpillTop - (cell * 8)), JunkPattern));
        }
    }
}
