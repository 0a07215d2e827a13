using System.Collections.Generic;
using System.Collections.Immutable;
using Iced.Intel;
using IL2CPU.IR;
using IL2CPU.X64.Lir;
using LirInstruction = IL2CPU.X64.Lir.Instruction;

namespace IL2CPU.X64.Emission;

// Prologue, epilogue and the code behind the body.
internal sealed partial class Emitter
{
    private readonly List<(int From, int To, int Size)> _carried = [];
    private readonly List<(int Register, int Machine)> _live = [];

    // Frames up to here may lie below the guard as a whole; ARCHITECTURE 1.3.
    private const int SmallFrame = 128;
    private const int LargeFrame = 4096;

    // RBP as pushed by MakeFrame.
    private const int SavedFrame = 8;

    // More cleared cells than this are cleared in a loop.
    private const int UnrolledClear = 8;

    private void EmitEntry()
    {
        SetLine(EntryLocation());
        if (_placement.HasFrame && _placement.IsUniform)
            EmitPrologue(0);
    }

    private void EmitPrologue(int block)
    {
        if (_options.SplitStacks && !_lir.Body.IsNoSplit)
            EmitSplitCheck(block);
        MakeFrame();
        AdjustStack(_frame.FrameSize);
        if (_lir.Body.PinsStack && _options.SplitStacks)
            _code.Emit(Iced.Intel.Instruction.Create(Code.Mov_rm64_imm32, MayBePinned, 1));
        if (_lir.Body.IsUnmanagedEntry)
        {
            for (int n = 0; n < Registers.SystemVSaved.Length; n++)
                MoveToMemory(Site.Frame(-8 * (n + 1)), Registers.SystemVSaved[n], 8);
        }

        EmitClear();
    }

    private void MakeFrame()
    {
        _code.Emit(Iced.Intel.Instruction.Create(Code.Push_r64, Register.RBP));
        _frames.Add((_code.Here, FrameState.Pushed));
        RegisterRegister(Code.Mov_r64_rm64, Register.RBP, Register.RSP);
        _frames.Add((_code.Here, FrameState.Made));
    }

    /// <summary>Tells debuggers whether the code that follows has the frame.</summary>
    private void SetFrame(bool made)
    {
        FrameState state = made ? FrameState.Made : FrameState.None;
        if (state != (_frames.Count == 0 ? FrameState.None : _frames[^1].State))
            _frames.Add((_code.Here, state));
    }

    /// <summary>The prologue belongs to the first instruction that has a position, or to the call that one was inlined for.</summary>
    private int EntryLocation()
    {
        LirBlock entry = _lir.Blocks[0];
        for (int i = entry.First; i < entry.End; i++)
        {
            int location = _lir.Code[i].Location;
            if (location < 0)
                continue;
            while (_lir.Body.Locations[location].InlinedAt >= 0)
                location = _lir.Body.Locations[location].InlinedAt;
            return location;
        }

        return -1;
    }

    private void AdjustStack(int bytes)
    {
        if (bytes != 0)
            RegisterImmediate(OpcodeTables.RmImmediate(OpcodeTables.AluIndex(Opcode.Sub), 8, bytes), Register.RSP, bytes);
    }

    private void EmitSplitCheck(int block)
    {
        int frame = _frame.FrameSize + 8;
        if (frame <= SmallFrame && !_lir.HasCalls)
            return;
        var guard = Guard;
        Stub stub = MakeStub(StubKind.Split, default, block);
        _stubs.Add(stub);
        if (frame <= SmallFrame)
        {
            _code.Emit(Iced.Intel.Instruction.Create(Code.Cmp_r64_rm64, Register.RSP, guard));
        }
        else
        {
            if (frame <= LargeFrame)
            {
                _code.Emit(Iced.Intel.Instruction.Create(Code.Lea_r64_m, Register.R11, new MemoryOperand(Register.RSP, -(frame - SmallFrame))));
            }
            else
            {
                // The difference may wrap around below address 0.
                RegisterRegister(Code.Mov_r64_rm64, Register.R11, Register.RSP);
                RegisterImmediate(OpcodeTables.RmImmediate(OpcodeTables.AluIndex(Opcode.Sub), 8, frame - SmallFrame), Register.R11, frame - SmallFrame);
                _code.JumpIf(Condition.Below, stub.Label);
            }

            _code.Emit(Iced.Intel.Instruction.Create(Code.Cmp_r64_rm64, Register.R11, guard));
        }

        _code.JumpIf(Condition.BelowEqual, stub.Label);
        _code.Bind(stub.Back);
    }

    /// <summary>Clears the slots whose content the collector or the program may look at before it is written.</summary>
    private void EmitClear()
    {
        int cells = (_frame.ZeroTo - _frame.ZeroFrom) / 8;
        if (cells == 0)
            return;
        int at = -_frame.ZeroTo;
        if (cells == 1)
        {
            ClearCell(at);
            return;
        }

        RegisterRegister(Code.Xorps_xmm_xmmm128, Register.XMM15, Register.XMM15);
        if ((cells & 1) != 0)
        {
            ClearCell(at);
            at += 8;
            cells--;
        }

        if (cells <= UnrolledClear * 2)
        {
            for (; cells > 0; cells -= 2, at += 16)
                _code.Emit(Iced.Intel.Instruction.Create(Code.Movups_xmmm128_xmm, new MemoryOperand(Register.RBP, at), Register.XMM15));
            return;
        }

        // R11 counts up to 0; only scratch registers are free, the others hold arguments.
        int end = at + (cells * 8);
        RegisterImmediate(Code.Mov_rm64_imm32, Register.R11, -cells * 8);
        int loop = _code.NewLabel();
        _code.Bind(loop);
        _code.Emit(Iced.Intel.Instruction.Create(Code.Movups_xmmm128_xmm, new MemoryOperand(Register.RBP, Register.R11, 1, end, end == 0 ? 0 : 1), Register.XMM15));
        RegisterImmediate(Code.Add_rm64_imm8, Register.R11, 16);
        _code.JumpIf(Condition.NotEqual, loop);
    }

    private void ClearCell(int offset) =>
        _code.Emit(Iced.Intel.Instruction.Create(Code.Mov_rm64_imm32, new MemoryOperand(Register.RBP, offset), 0));

    private void EmitEpilogue()
    {
        if (!_hasFrame)
            return;
        if (_lir.Body.IsUnmanagedEntry)
        {
            for (int n = 0; n < Registers.SystemVSaved.Length; n++)
                MoveToRegister(Registers.SystemVSaved[n], Site.Frame(-8 * (n + 1)), 8);
        }

        // RSP is where the prologue left it. Not `leave`: RSP would wait for RBP, and RBP comes out of memory, so a chain
        // of returns would take the latency of one load each.
        if (_frame.FrameSize != 0)
            RegisterImmediate(OpcodeTables.RmImmediate(OpcodeTables.AluIndex(Opcode.Add), 8, _frame.FrameSize), Register.RSP, _frame.FrameSize);
        _code.Emit(Iced.Intel.Instruction.Create(Code.Pop_r64, Register.RBP));
    }

    private Stub MakeStub(StubKind kind, in LirInstruction instruction, int block = 0) => new()
    {
        Kind = kind,
        Label = _code.NewLabel(),
        Back = _code.NewLabel(),
        Region = _region,
        HasFrame = _hasFrame && kind != StubKind.Split,
        Block = block,
        Instruction = instruction,
    };

    /// <summary>Adds a stub and gives its label; <see cref="BackOf"/> the label to bind behind the branch.</summary>
    private int NewStub(StubKind kind, in LirInstruction instruction)
    {
        Stub stub = MakeStub(kind, instruction);
        _stubs.Add(stub);
        return stub.Label;
    }

    // Labels of a stub are made together.
    private static int BackOf(int label) => label + 1;

    private void EmitStubs()
    {
        foreach (Stub stub in _stubs)
        {
            EnterRegion(stub.Kind == StubKind.JumpTable ? -1 : stub.Region);
            if (stub.Kind == StubKind.Split)
                SetLine(EntryLocation());
            else
                SetLine(stub.Instruction.Location);
            if (stub.Kind == StubKind.JumpTable)
                _code.Align(4, 0xCC);
            _hasFrame = stub.HasFrame;
            SetFrame(_hasFrame);
            _code.Bind(stub.Label);
            CodeBuffer.Mark from = _code.Here;
            EmitStub(stub);
            if (_variables.IsWanted && stub.Index >= 0)
                _variables.NoteStub(stub.Index, from, _code.Here);
        }

        EnterRegion(-1);
    }

    private void EmitStub(Stub stub)
    {
        LirInstruction i = stub.Instruction;
        switch (stub.Kind)
        {
            case StubKind.Split:
                EmitSplitStub(stub);
                break;
            case StubKind.Poll:
                EmitPollStub(stub);
                break;
            case StubKind.Rejoin:
                _code.Call(RuntimeNames.Rejoin);
                _calls.Add((_code.Here, RuntimeNames.Rejoin, CallDepth, false));
                _code.JumpTo(stub.Back);
                break;
            case StubKind.Throw:
                EmitThrowStub(stub);
                break;
            case StubKind.Overflow:
                CallThrow(RuntimeNames.ThrowOverflow);
                break;
            case StubKind.FloatToInt:
                EmitFloatToIntStub(i, stub.Back);
                break;
            case StubKind.FloatToUInt:
                EmitFloatToUIntStub(i, stub.Back);
                break;
            default:
                foreach (int target in stub.Targets)
                    _code.TableEntry(target, stub.Label);
                break;
        }
    }

    /// <summary>Split keeps the argument registers only: what lives elsewhere goes through those that are free.</summary>
    private void EmitSplitStub(Stub stub)
    {
        _carried.Clear();
        int pointers = _placement.IsUniform ? ArgumentPointers() : CarryLive(stub.Block);
        foreach ((int from, int to, int size) in _carried)
            Move(Site.Register(to), Site.Register(from), size);
        _code.Call(RuntimeNames.Split);
        _calls.Add((_code.Here, RuntimeNames.Split, 0, true));
        _maps.Add((_code.Here, [], pointers));
        foreach ((int from, int to, int size) in _carried)
            Move(Site.Register(from), Site.Register(to), size);
        _code.JumpTo(stub.Back);
    }

    /// <summary>Finds the registers to be carried; gives a bit for each integer argument register that holds a pointer then.</summary>
    private int CarryLive(int block)
    {
        _live.Clear();
        _placement.FindLive(block, _live);
        uint taken = 0;
        foreach ((_, int machine) in _live)
            taken |= Registers.Mask(machine);
        int pointers = 0;
        foreach ((int register, int machine) in _live)
        {
            Kind kind = _lir.Registers[register].Kind;
            int at = machine;
            if (IsKept(machine) < 0)
            {
                at = FreeArgument(kind.IsFloat, taken);
                taken |= Registers.Mask(at);
                _carried.Add((machine, at, kind.Size));
            }

            if (kind.IsPointer)
                pointers |= 1 << IsKept(at);
        }

        return pointers;
    }

    /// <summary>Number of the argument register this is; -1 for none.</summary>
    private static int IsKept(int machine) => Registers.IsVector(machine)
        ? (machine - Registers.Xmm0 < Registers.FloatArgumentCount ? machine - Registers.Xmm0 : -1)
        : System.Array.IndexOf(Registers.IntegerArguments, machine);

    private static int FreeArgument(bool isFloat, uint taken)
    {
        for (int n = 0; ; n++)
        {
            int machine = isFloat ? Registers.Xmm0 + n : Registers.IntegerArguments[n];
            if ((taken & Registers.Mask(machine)) == 0)
                return machine;
        }
    }

    /// <summary>Bit i: integer argument register i holds a pointer on entry.</summary>
    private int ArgumentPointers()
    {
        int bits = 0;
        int integers = 0;
        foreach (Kind kind in _lir.Body.Parameters)
        {
            if (kind.IsFloat || integers == Registers.IntegerArguments.Length)
                continue;
            if (kind.IsPointer)
                bits |= 1 << integers;
            integers++;
        }

        return bits;
    }

    private void CallThrow(Symbol helper)
    {
        if (!_hasFrame)
            MakeFrame();
        _code.Call(helper);
        _calls.Add((_code.Here, helper, _hasFrame ? CallDepth : SavedFrame, !_hasFrame));
        // Nothing of this frame is used again, unless by a handler, which reads slots.
        _maps.Add((_code.Here, _hasFrame ? _baseMap : [], -1));
        // The return address must not belong to what follows.
        _code.Byte(0xCC);
    }

    private void EmitThrowStub(Stub stub)
    {
        LirInstruction i = stub.Instruction;
        _pending.Clear();
        for (int n = i.E; n < i.OperandCount; n++)
        {
            ref Operand operand = ref _lir.Operands[i.FirstOperand + n];
            AddMove(Site.Register(operand.Hint), SiteOf(i, n), _lir.Registers[operand.Register].Kind);
        }

        ResolveMoves();
        CallThrow((Symbol)i.Aux!);
    }

    /// <summary>Saves what lives in registers, calls, and reloads: a pointer may have been changed meanwhile.</summary>
    private void EmitPollStub(Stub stub)
    {
        foreach ((_, int register, int machine) in _safepoints.LiveAt(stub.Index))
        {
            ref VirtualRegister info = ref _lir.Registers[register];
            if (machine >= 0 && (!info.NeedsSlot || info.IsSlotLazy || info.IsSlotLate) && info.Home < 0)
                MoveToMemory(Site.Frame(info.FrameOffset), machine, info.Kind.Size);
        }

        JunkDeadCells(stub.Index);
        _code.Call(RuntimeNames.Poll);
        _calls.Add((_code.Here, RuntimeNames.Poll, CallDepth, false));
        _maps.Add((_code.Here, MapOf(default, stub.Index), -1));
        foreach ((_, int register, int machine) in _safepoints.LiveAt(stub.Index))
        {
            ref VirtualRegister info = ref _lir.Registers[register];
            if (machine >= 0)
                MoveToRegister(machine, Site.Frame(info.FrameOffset), info.Kind.Size);
        }

        _code.JumpTo(stub.Back);
    }
}
