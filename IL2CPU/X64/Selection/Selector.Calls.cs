using System;
using IL2CPU.IR;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Selection;

// Calls, throws, polls. Arguments may be anywhere: the emitter moves them into place at the call, where every
// register is free.
internal sealed partial class Selector
{
    private void SelectCall(Value value)
    {
        Value? second = SecondResultOf(value);
        bool secondNeeded = second is not null && IsNeeded(second);
        if ((value.Flags & ValueFlags.Pure) != 0 && !IsNeeded(value) && !secondNeeded)
            return;
        CallForm form = FormOf(value.Flags);
        if (value == _tailCall)
            form |= CallForm.Tail;
        bool isJump = value == _tailCall && IsForwarder;
        _lir.HasCalls |= !isJump;
        _current.NeedsFrame |= !isJump;
        bool indirect = value.Op == Op.CallIndirect;
        int target = 0;
        Address address = default;
        if (indirect)
            target = SelectTarget(value, ref address, ref form);
        Instruction call = Make(Opcode.Call, 8);
        call.Clobbers = Registers.AllClobbered;
        call.Form = (byte)form;
        call.Aux = value.Op switch
        {
            Op.Call => (Symbol)value.Aux!,
            Op.MemMove => RuntimeNames.MemMove,
            Op.MemSet => RuntimeNames.MemSet,
            _ => null,
        };
        AddResults(ref call, value, second, secondNeeded);
        if (indirect)
            call.A = AddOperand(ref call, target, Role.EarlyUse, Need.Any, Registers.Rax);
        if ((form & CallForm.TargetInMemory) != 0)
        {
            address.BaseRegister = call.A;
            address.IndexRegister = -1;
            call.Address = _lir.Addresses.Add(address);
        }

        AddArguments(ref call, indirect ? value.Args[1..] : value.Args);
        _emitted.Add(call);
    }

    private static CallForm FormOf(ValueFlags flags)
    {
        CallForm form = CallForm.None;
        if ((flags & ValueFlags.Unmanaged) != 0)
            form |= CallForm.Unmanaged;
        if ((flags & ValueFlags.NoReturn) != 0)
            form |= CallForm.NoReturn;
        return form;
    }

    /// <summary>The code address goes through RAX, which carries no argument; a load of it becomes a memory call.</summary>
    private int SelectTarget(Value value, ref Address address, ref CallForm form)
    {
        Value target = Strip(value.Arg(0), out bool single);
        bool direct = (form & CallForm.Unmanaged) == 0 || !_options.SplitStacks;
        if (!direct || !CanFoldLoad(target, single))
            return AnyOf(target);
        address = FoldLoad(target);
        if (address.Base == AddressBase.Register && address.IndexRegister == 0)
        {
            form |= CallForm.TargetInMemory;
            return address.BaseRegister;
        }

        int loaded = _lir.NewRegister(Kind.I64);
        Instruction load = Make(Opcode.Load, 8);
        load.Form = (byte)MemType.I64;
        load.Address = AddAddress(ref load, address, Role.EarlyUse);
        load.D = AddOperand(ref load, loaded, Role.LateDef, Need.Register, Registers.Rax);
        _emitted.Add(load);
        return loaded;
    }

    private void AddArguments(ref Instruction call, ReadOnlySpan<Value> arguments)
    {
        call.E = (sbyte)call.OperandCount;
        call.Imm = arguments.Length;
        int integers = 0;
        int floats = 0;
        int stack = 0;
        foreach (Value argument in arguments)
        {
            int register = argument.Kind.IsFloat
                ? floats < Registers.FloatArgumentCount ? Registers.Xmm0 + floats++ : -1
                : integers < Registers.IntegerArguments.Length ? Registers.IntegerArguments[integers++] : -1;
            if (register < 0)
                stack++;
            AddOperand(ref call, AnyOf(argument), Role.EarlyUse, Need.Any, register);
        }

        // A tail call's go where its caller found its own.
        if (((CallForm)call.Form & CallForm.Tail) == 0)
            _lir.OutgoingBytes = Math.Max(_lir.OutgoingBytes, ((stack * 8) + 15) & ~15);
    }

    private void AddResults(ref Instruction call, Value value, Value? second, bool secondNeeded)
    {
        if (IsNeeded(value) || secondNeeded)
        {
            bool isFloat = value.Kind.IsFloat;
            if (value.Kind != Kind.Void)
                call.D = AddOperand(ref call, ResultOf(value), Role.LateDef, Need.Any, isFloat ? Registers.Xmm0 : Registers.Rax);
            if (secondNeeded)
            {
                int machine = second!.Kind.IsFloat
                    ? (isFloat ? Registers.Xmm0 + 1 : Registers.Xmm0)
                    : (isFloat ? Registers.Rax : Registers.Rdx);
                call.C = AddOperand(ref call, _register[second.Id], Role.LateDef, Need.Any, machine);
            }
        }
    }

    // Places in the body are counted from 1, so a value's number is the index of the one after it.
    private Value? SecondResultOf(Value call)
    {
        System.Collections.Generic.List<Value> body = call.Block!.Body;
        int next = _order[call.Id];
        return next < body.Count && body[next].Op == Op.SecondResult ? body[next] : null;
    }

    /// <summary>Compare and branch to a call out of line that does not return.</summary>
    private void SelectThrowIf(Value value)
    {
        Value condition = Strip(value.Arg(0));
        if (condition.Op == Op.Const && (int)condition.Imm == 0)
            return;
        CompareParts parts = ConditionOf(value.Arg(0));
        Instruction check = Make(Opcode.ThrowIf, 0);
        check.Aux = (Symbol)value.Aux!;
        AddCompare(ref check, parts, Role.EarlyUse);
        check.E = (sbyte)check.OperandCount;
        int integers = 0;
        int floats = 0;
        foreach (Value argument in value.Args[1..])
        {
            bool isFloat = argument.Kind.IsFloat;
            if (isFloat ? floats == Registers.FloatArgumentCount : integers == Registers.IntegerArguments.Length)
                throw new NotSupportedException($"{_body.Symbol.Name}: {value} passes more arguments than there are registers");
            int register = isFloat ? Registers.Xmm0 + floats++ : Registers.IntegerArguments[integers++];
            AddOperand(ref check, AnyOf(argument), Role.EarlyUse, Need.Any, register);
        }

        _emitted.Add(check);
    }

    private void SelectPoll()
    {
        if (!_options.SplitStacks || _body.IsNoSplit)
            return;
        _current.NeedsFrame = true;
        _emitted.Add(Make(Opcode.Poll, 8));
    }

    private void SelectMachine(Value value)
    {
        var name = ((MachineInstruction)value.Aux!).Name;
        if (!MachineTable.TryFind(name, out MachineRow? row))
            throw new NotSupportedException($"{_body.Symbol.Name}: no machine instruction is called {name}");
        if (row.Inputs.Length != value.ArgCount)
            throw new NotSupportedException($"{_body.Symbol.Name}: {name} takes {row.Inputs.Length} operands, not {value.ArgCount}");
        _current.NeedsFrame |= row.NeedsFrame;
        Span<int> inputs = stackalloc int[value.ArgCount];
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = AnyOf(value.Arg(i));
        Instruction machine = Make(Opcode.Machine, 8);
        machine.Aux = row;
        machine.E = 0;
        machine.Clobbers = row.Clobbers;
        for (int i = 0; i < inputs.Length; i++)
            AddOperand(ref machine, inputs[i], Role.EarlyUse, Need.Any, row.Inputs[i]);
        if (value.Kind != Kind.Void)
            machine.D = AddOperand(ref machine, ResultOf(value), Role.LateDef, Need.Any, row.Output);
        _emitted.Add(machine);
    }

    private void SelectTerminator(Value value)
    {
        switch (value.Op)
        {
            case Op.Jump:
                _emitted.Add(Make(Opcode.Jump, 0));
                break;
            case Op.Unreachable:
                _emitted.Add(Make(Opcode.Unreachable, 0));
                break;
            case Op.Branch:
                CompareParts parts = ConditionOf(value.Arg(0));
                Instruction branch = Make(Opcode.Branch, 0);
                AddCompare(ref branch, parts, Role.EarlyUse);
                _emitted.Add(branch);
                break;
            case Op.Switch:
                int index = AnyOf(value.Arg(0));
                Instruction jump = Make(Opcode.Switch, 4);
                jump.A = AddOperand(ref jump, index, Role.EarlyUse, Need.Any);
                jump.C = AddOperand(ref jump, _lir.NewRegister(Kind.I64), Role.EarlyDef, Need.Register);
                _emitted.Add(jump);
                break;
            default:
                _tailCall = FindTailCall(value);
                if (_tailCall is null)
                    SelectReturn(value);
                break;
        }
    }

    private void SelectReturn(Value value)
    {
        Instruction ret = Make(Opcode.Return, 8);
        ret.E = 0;
        int integers = 0;
        int floats = 0;
        foreach (Value result in value.Args)
        {
            int machine = result.Kind.IsFloat ? Registers.Xmm0 + floats++ : integers++ == 0 ? Registers.Rax : Registers.Rdx;
            AddOperand(ref ret, AnyOf(result), Role.EarlyUse, Need.Any, machine);
        }

        ret.Imm = value.ArgCount;
        _emitted.Add(ret);
    }
}
