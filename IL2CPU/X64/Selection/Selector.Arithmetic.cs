using System.Numerics;
using IL2CPU.IR;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Selection;

// Integer arithmetic.
internal sealed partial class Selector
{
    private const int HintSteps = 3;

    private void SelectBinary(Value value)
    {
        if (!IsNeeded(value))
            return;
        int size = value.Kind.Size;
        Value left = value.Arg(0);
        Value right = value.Arg(1);
        if (value.Op != Op.Sub && Strip(left).Op == Op.Const && Strip(right).Op != Op.Const)
            (left, right) = (right, left);
        switch (value.Op)
        {
            case Op.Add when Combine && size == 8 && SelectLea(value):
                return;
            case Op.Mul when TryImmediate(Strip(right), size, out long factor):
                SelectMultiply(value, left, factor, size);
                return;
        }

        if (value.Op != Op.Sub && ShouldSwap(value, left, right))
            (left, right) = (right, left);
        TwoAddress(OpcodeOf(value.Op), size, _register[value.Id], left, SourceOf(right, size));
    }

    /// <summary>For a commutative operation: the operand read from memory goes second, the one that ends here first.</summary>
    private bool ShouldSwap(Value result, Value left, Value right)
    {
        Value first = Strip(left);
        Value second = Strip(right);
        if (second.Op == Op.Const || first == second)
            return false;
        bool firstFolds = IsFoldable(left);
        if (firstFolds || IsFoldable(right))
            return firstFolds && !IsFoldable(right);
        if (IsLeaf(first) || IsLeaf(second))
            return false;
        // An accumulator stays in the register of its phi, first of all in that of the loop.
        if (Feeds(result, first) != Feeds(result, second))
            return Feeds(result, second);
        // So does what becomes one by further steps.
        int target = _register[result.Id];
        for (int step = 0; step < HintSteps && target != 0; step++)
        {
            target = _lir.Registers[target].Hint;
            if (target != 0 && (_register[first.Id] == target || _register[second.Id] == target))
                return _register[second.Id] == target;
        }

        bool firstLasts = IsUsedLater(first);
        if (firstLasts != IsUsedLater(second))
            return firstLasts;
        return second.Block == _block && (first.Block != _block || _order[first.Id] < _order[second.Id]);
    }

    // Of values of this block, what is selected already comes later.
    private bool IsUsedLater(Value value) => value.Op == Op.Phi || value.Block != _block ? _uses[value.Id] > 1 : IsNeeded(value);

    private static bool Feeds(Value result, Value phi)
    {
        if (phi.Op != Op.Phi)
            return false;
        foreach (Value arg in phi.Args)
        {
            if (arg == result)
                return true;
        }

        return false;
    }

    private bool IsFoldable(Value value)
    {
        value = Strip(value, out bool single);
        return CanFoldLoad(value, single);
    }

    private static Opcode OpcodeOf(Op op) => op switch
    {
        Op.Add => Opcode.Add,
        Op.Sub => Opcode.Sub,
        Op.And => Opcode.And,
        Op.Or => Opcode.Or,
        Op.Xor => Opcode.Xor,
        _ => Opcode.Imul,
    };

    /// <summary>Need of an operand that is moved into place: anything will do, but a register saves a load.</summary>
    private Need NeedOf(int register) => _lir.Registers[register].Leaf is null ? Need.RegisterOrMemory : Need.Any;

    /// <summary>D = A op src; A may share D's register, src may not.</summary>
    private void TwoAddress(Opcode op, int size, int result, Value left, in Source right, Condition trap = Condition.None)
    {
        int a = AnyOf(left);
        Instruction instruction = Make(op, size);
        instruction.Cond = trap;
        instruction.A = AddOperand(ref instruction, a, Role.EarlyUse, NeedOf(a));
        AddSource(ref instruction, right, Role.LateUse);
        instruction.D = AddOperand(ref instruction, result, Role.EarlyDef, Need.Register);
        Hint(result, a);
        Hint(a, result);
        _lir.Registers[result].Tied = a;
        _emitted.Add(instruction);
    }

    /// <summary>Sums of three parts, with a scale, or from the frame: one lea. Others may reuse their operand's register.</summary>
    private bool SelectLea(Value value)
    {
        long displacement = 0;
        Value rest = StripConstants(value, ref displacement);
        var address = default(Address);
        if (rest == value)
        {
            Value left = Strip(value.Arg(0));
            if (ScaleOf(left) == 1 && ScaleOf(Strip(value.Arg(1))) == 1 && left.Op is not (Op.SlotAddr or Op.FrameAddr or Op.CurrentUthread))
                return false;
            MatchSum(value, ref address, ref displacement);
            address.Displacement = (int)displacement;
        }
        else if (rest.Op is Op.SlotAddr or Op.SymbolAddr or Op.FrameAddr or Op.CurrentUthread
            || (rest.Op == Op.Add && rest.Kind.Is64 && _uses[rest.Id] == 1))
        {
            address = Match(rest, displacement, null);
        }
        else
        {
            return false;
        }

        Instruction lea = Make(Opcode.Lea, 8);
        lea.Address = AddAddress(ref lea, address, Role.EarlyUse);
        lea.D = AddOperand(ref lea, _register[value.Id], Role.LateDef, Need.Register);
        _emitted.Add(lea);
        return true;
    }

    private void SelectMultiply(Value value, Value left, long factor, int size)
    {
        int result = _register[value.Id];
        ulong bits = size == 8 ? (ulong)factor : (uint)factor;
        if (factor > 0 && BitOperations.IsPow2(bits))
        {
            Shift(Opcode.Shl, size, result, left, BitOperations.TrailingZeroCount(bits));
            return;
        }

        if (factor is 3 or 5 or 9 && Combine)
        {
            int register = Get(left);
            Instruction lea = Make(Opcode.Lea, size);
            var address = new Address
            {
                Base = AddressBase.Register,
                BaseRegister = register,
                IndexRegister = register,
                Scale = (byte)(factor - 1),
            };
            lea.Address = AddAddress(ref lea, address, Role.EarlyUse);
            lea.D = AddOperand(ref lea, result, Role.LateDef, Need.Register);
            _emitted.Add(lea);
            return;
        }

        // imul has a three-operand form: no tie.
        Value source = Strip(left, out bool single);
        Instruction multiply = Make(Opcode.Imul, size);
        multiply.HasImm = true;
        multiply.Imm = factor;
        if (CanFoldLoad(source, single) && source.Mem.Size == size)
        {
            Address address = FoldLoad(source);
            multiply.FirstOperand = _lir.Operands.Count;
            multiply.Address = AddAddress(ref multiply, address, Role.EarlyUse);
        }
        else
        {
            int register = Get(left);
            multiply.FirstOperand = _lir.Operands.Count;
            multiply.A = AddOperand(ref multiply, register, Role.EarlyUse, Need.RegisterOrMemory);
        }

        multiply.D = AddOperand(ref multiply, result, Role.LateDef, Need.Register);
        _emitted.Add(multiply);
    }

    private void SelectShift(Value value)
    {
        if (!IsNeeded(value))
            return;
        Opcode op = value.Op switch
        {
            Op.Shl => Opcode.Shl,
            Op.Shr => Opcode.Sar,
            Op.ShrUn => Opcode.Shr,
            Op.RotateLeft => Opcode.Rol,
            _ => Opcode.Ror,
        };
        int size = value.Kind.Size;
        int result = _register[value.Id];
        Value count = Strip(value.Arg(1));
        if (count.Op == Op.Const)
        {
            Shift(op, size, result, value.Arg(0), (int)count.Imm & ((size * 8) - 1));
            return;
        }

        int a = AnyOf(value.Arg(0));
        int c = AnyOf(count);
        Instruction shift = Make(op, size);
        shift.A = AddOperand(ref shift, a, Role.EarlyUse, NeedOf(a));
        shift.B = AddOperand(ref shift, c, Role.EarlyUse, NeedOf(c), Registers.Rcx);
        shift.D = AddOperand(ref shift, result, Role.EarlyDef, Need.Register);
        shift.Clobbers = Registers.Mask(Registers.Rcx);
        Hint(result, a);
        Hint(a, result);
        _emitted.Add(shift);
    }

    private void Shift(Opcode op, int size, int result, Value left, int count)
    {
        int a = AnyOf(left);
        Instruction shift = Make(op, size);
        shift.HasImm = true;
        shift.Imm = count;
        shift.A = AddOperand(ref shift, a, Role.EarlyUse, NeedOf(a));
        shift.D = AddOperand(ref shift, result, Role.EarlyDef, Need.Register);
        Hint(result, a);
        Hint(a, result);
        _emitted.Add(shift);
    }

    private void SelectUnary(Value value)
    {
        if (!IsNeeded(value))
            return;
        int a = AnyOf(value.Arg(0));
        int result = _register[value.Id];
        Instruction unary = Make(value.Op switch { Op.Neg => Opcode.Neg, Op.Not => Opcode.Not, _ => Opcode.ByteSwap }, value.Kind.Size);
        unary.A = AddOperand(ref unary, a, Role.EarlyUse, NeedOf(a));
        unary.D = AddOperand(ref unary, result, Role.LateDef, Need.Register);
        Hint(result, a);
        Hint(a, result);
        _emitted.Add(unary);
    }

    /// <summary>Operations on RDX:RAX.</summary>
    private void SelectWide(Value value)
    {
        if (!IsNeeded(value))
            return;
        Opcode op = value.Op switch
        {
            Op.Div => Opcode.Div,
            Op.DivUn => Opcode.DivUn,
            Op.Rem => Opcode.Rem,
            Op.RemUn => Opcode.RemUn,
            Op.MulHigh => Opcode.MulHigh,
            _ => Opcode.MulHighUn,
        };
        bool high = op is not (Opcode.Div or Opcode.DivUn);
        int size = value.Kind.Size;
        Value right = Strip(value.Arg(1), out bool single);
        Source source = CanFoldLoad(right, single) && right.Mem.Size == size
            ? new Source { IsMemory = true, Address = FoldLoad(right) }
            : new Source { Register = Get(right) };
        int a = AnyOf(value.Arg(0));
        Instruction wide = Make(op, size);
        wide.Clobbers = Registers.Mask(Registers.Rax) | Registers.Mask(Registers.Rdx);
        wide.A = AddOperand(ref wide, a, Role.EarlyUse, NeedOf(a), Registers.Rax);
        AddSource(ref wide, source, Role.LateUse);
        wide.D = AddOperand(ref wide, _register[value.Id], Role.LateDef, Need.Register, high ? Registers.Rdx : Registers.Rax);
        _emitted.Add(wide);
    }

    private void SelectChecked(Value value)
    {
        int size = value.Kind.Size;
        int result = ResultOf(value);
        if (value.Op == Op.MulOvfUn)
        {
            int b = Get(value.Arg(1));
            int a = AnyOf(value.Arg(0));
            Instruction multiply = Make(Opcode.MulChecked, size);
            multiply.Cond = Condition.Overflow;
            multiply.Clobbers = Registers.Mask(Registers.Rax) | Registers.Mask(Registers.Rdx);
            multiply.A = AddOperand(ref multiply, a, Role.EarlyUse, NeedOf(a), Registers.Rax);
            multiply.B = AddOperand(ref multiply, b, Role.LateUse, Need.RegisterOrMemory);
            multiply.D = AddOperand(ref multiply, result, Role.LateDef, Need.Register, Registers.Rax);
            _emitted.Add(multiply);
            return;
        }

        (Opcode op, Condition trap) = value.Op switch
        {
            Op.AddOvf => (Opcode.Add, Condition.Overflow),
            Op.AddOvfUn => (Opcode.Add, Condition.Below),
            Op.SubOvf => (Opcode.Sub, Condition.Overflow),
            Op.SubOvfUn => (Opcode.Sub, Condition.Below),
            _ => (Opcode.Imul, Condition.Overflow),
        };
        Value left = value.Arg(0);
        Value right = value.Arg(1);
        if (op != Opcode.Sub && Strip(left).Op == Op.Const)
            (left, right) = (right, left);
        Source source = op == Opcode.Imul ? new Source { Register = Get(right) } : SourceOf(right, size);
        TwoAddress(op, size, result, left, source, trap);
    }

    private void SelectBitCount(Value value)
    {
        if (!IsNeeded(value))
            return;
        Opcode op = value.Op switch
        {
            Op.PopCount => Opcode.PopCount,
            Op.LeadingZeros => Opcode.LeadingZeros,
            _ => Opcode.TrailingZeros,
        };
        int a = Get(value.Arg(0));
        Instruction count = Make(op, value.Kind.Size);
        count.A = AddOperand(ref count, a, Role.EarlyUse, Need.RegisterOrMemory);
        count.D = AddOperand(ref count, _register[value.Id], Role.LateDef, Need.Register);
        _emitted.Add(count);
    }

    private void SelectExtend(Value value)
    {
        if (!IsNeeded(value))
            return;
        (MemType narrow, int size) = value.Op switch
        {
            Op.SExt8 => (MemType.I8, 4),
            Op.SExt16 => (MemType.I16, 4),
            Op.ZExt8 => (MemType.U8, 4),
            Op.ZExt16 => (MemType.U16, 4),
            Op.SExt32 => (MemType.I32, 8),
            _ => (MemType.I32, 4),
        };
        Value source = Strip(value.Arg(0), out bool single);
        if (CanFoldLoad(source, single) && source.Mem.Size == narrow.Size && source.Mem.Kind == Kind.I32)
        {
            // The load's own extension is replaced by the one asked for: same width, so only the sign matters.
            EmitLoad(source, _register[value.Id], narrow, size);
            return;
        }

        int a = Get(value.Arg(0));
        Instruction extend = Make(Opcode.Extend, size);
        extend.Form = (byte)narrow;
        extend.A = AddOperand(ref extend, a, Role.EarlyUse, Need.RegisterOrMemory);
        extend.D = AddOperand(ref extend, _register[value.Id], Role.LateDef, Need.Register);
        Hint(_register[value.Id], a);
        _emitted.Add(extend);
    }
}
