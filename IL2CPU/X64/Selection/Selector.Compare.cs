using IL2CPU.IR;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Selection;

// Comparisons, fused with what uses the flags.
internal sealed partial class Selector
{
    private static bool IsComparison(Value value) => value.Op is >= Op.Eq and <= Op.GeUn;

    /// <summary>The test for a condition value: a comparison swallowed, or a test against zero.</summary>
    private CompareParts ConditionOf(Value value)
    {
        bool negate = false;
        value = Strip(value);
        // A comparison done twice must not read memory twice.
        bool shared = false;
        // (c == 0) of a comparison is its opposite.
        while (Combine && value.Op is Op.Eq or Op.Ne && value.Arg(1).Op == Op.Const && value.Arg(1).Imm == 0
            && IsComparison(Strip(value.Arg(0))) && CanFuse(value))
        {
            negate ^= value.Op == Op.Eq;
            shared |= _uses[value.Id] > 1;
            value = Strip(value.Arg(0));
        }

        bool fuse = IsComparison(value) && CanFuse(value);
        _foldLoads = !shared && (!fuse || _uses[value.Id] == 1);
        CompareParts parts = fuse ? Compare(value) : TestZero(value, Condition.NotEqual);
        _foldLoads = true;
        if (negate)
            parts.Cond = Conditions.Negate(parts.Cond);
        return parts;
    }

    /// <summary>Comparing again at the use keeps the operands alive instead of the result.</summary>
    private bool CanFuse(Value comparison) => Combine && (_uses[comparison.Id] == 1 || comparison.Block == _block);

    private CompareParts Compare(Value value)
    {
        Value left = Strip(value.Arg(0));
        Value right = Strip(value.Arg(1));
        if (left.Kind.IsFloat)
            return CompareFloat(value.Op, value.Arg(0), value.Arg(1));
        Op op = value.Op;
        Value first = value.Arg(0);
        Value second = value.Arg(1);
        if (left.Op == Op.Const && right.Op != Op.Const)
        {
            (left, right) = (right, left);
            (first, second) = (second, first);
            op = OpInfo.SwapComparison(op);
        }

        Condition condition = ConditionOf(op);
        int size = first.Kind.Size;
        if (TryImmediate(right, size, out long imm))
            return CompareImmediate(first, imm, size, condition);
        if (IsFoldable(first) && !IsFoldable(second) && Strip(first).Mem.Size == size)
        {
            (first, second) = (second, first);
            condition = ConditionOf(OpInfo.SwapComparison(op));
        }

        Source source = SourceOf(second, size);
        return new CompareParts { Form = CompareForm.Compare, Size = (byte)size, Cond = condition, A = Get(first), Right = source };
    }

    private CompareParts CompareImmediate(Value first, long imm, int size, Condition condition)
    {
        Value left = Strip(first, out bool single);
        if (imm == 0 && IsZeroTest(condition))
            return TestZero(first, condition, size);
        if (CanFoldLoad(left, single) && MemoryCompare(left, imm, size, condition, CompareForm.Memory) is { } parts)
            return parts;
        return new CompareParts
        {
            Form = CompareForm.Compare,
            Size = (byte)size,
            Cond = condition,
            A = Get(first),
            Right = new Source { IsImm = true, Imm = imm },
        };
    }

    // test clears carry and overflow as cmp with 0 does: every condition reads the same.
    private static bool IsZeroTest(Condition condition) => condition is not (Condition.Overflow or Condition.NoOverflow);

    private CompareParts TestZero(Value value, Condition condition, int size = 4)
    {
        Value inner = Strip(value, out bool single);
        if (CanFoldLoad(inner, single) && MemoryCompare(inner, 0, size, condition, CompareForm.Memory) is { } memory)
            return memory;
        if (Combine && inner.Op == Op.And && condition is Condition.Equal or Condition.NotEqual && single
            && inner.Op == Op.And && inner.Kind.Size == size && !IsNeeded(inner))
        {
            return TestAnd(inner, condition, size);
        }

        return new CompareParts { Form = CompareForm.TestSelf, Size = (byte)size, Cond = condition, A = Get(value) };
    }

    private CompareParts TestAnd(Value and, Condition condition, int size)
    {
        Value left = and.Arg(0);
        Value right = and.Arg(1);
        if (Strip(left).Op == Op.Const)
            (left, right) = (right, left);
        if (TryImmediate(Strip(right), size, out long mask))
        {
            Value load = Strip(left, out bool single);
            if (CanFoldLoad(load, single) && MemoryCompare(load, mask, size, condition, CompareForm.MemoryTest) is { } memory)
                return memory;
            return new CompareParts
            {
                Form = CompareForm.Test,
                Size = (byte)size,
                Cond = condition,
                A = Get(left),
                Right = new Source { IsImm = true, Imm = mask },
            };
        }

        int b = Get(right);
        return new CompareParts
        {
            Form = CompareForm.Test,
            Size = (byte)size,
            Cond = condition,
            A = Get(left),
            Right = new Source { Register = b },
        };
    }

    /// <summary>Compares or tests memory in its own width, when the immediate means the same there.</summary>
    private CompareParts? MemoryCompare(Value load, long imm, int size, Condition condition, CompareForm form)
    {
        int width = load.Mem.Size;
        bool equality = condition is Condition.Equal or Condition.NotEqual;
        bool unsignedOrder = condition is Condition.Below or Condition.BelowEqual or Condition.Above or Condition.AboveEqual;
        bool same = load.Mem switch
        {
            MemType.U8 => imm is >= 0 and <= 255 && (equality || (unsignedOrder && form == CompareForm.Memory)),
            MemType.U16 => imm is >= 0 and <= 65535 && (equality || (unsignedOrder && form == CompareForm.Memory)),
            // Sign extension keeps order in both senses only against immediates that are themselves extensions.
            MemType.I8 => imm is >= sbyte.MinValue and <= sbyte.MaxValue && !unsignedOrder && (form == CompareForm.Memory || imm >= 0),
            MemType.I16 => imm is >= short.MinValue and <= short.MaxValue && !unsignedOrder && (form == CompareForm.Memory || imm >= 0),
            MemType.F32 or MemType.F64 => false,
            _ => width == size,
        };
        if (!same)
            return null;
        return new CompareParts
        {
            Form = form,
            Size = (byte)width,
            Cond = condition,
            Right = new Source
            {
                IsImm = true,
                Imm = width == 1 ? (sbyte)imm : width == 2 ? (short)imm : imm,
                IsMemory = true,
                Address = FoldLoad(load),
            },
        };
    }

    /// <summary>ucomis sets carry for less and for unordered: ordered tests use the "above" forms, exchanging if needed.</summary>
    private CompareParts CompareFloat(Op op, Value left, Value right)
    {
        (Condition condition, bool swap) = op switch
        {
            Op.Eq => (Condition.FloatEqual, false),
            Op.Ne => (Condition.FloatNotEqual, false),
            Op.Lt => (Condition.Above, true),
            Op.Le => (Condition.AboveEqual, true),
            Op.Gt => (Condition.Above, false),
            Op.Ge => (Condition.AboveEqual, false),
            Op.LtUn => (Condition.Below, false),
            Op.LeUn => (Condition.BelowEqual, false),
            Op.GtUn => (Condition.Below, true),
            _ => (Condition.BelowEqual, true),
        };
        if (swap)
            (left, right) = (right, left);
        Source source = FloatSource(right);
        return new CompareParts { Form = CompareForm.Float, Size = (byte)left.Kind.Size, Cond = condition, A = Get(left), Right = source };
    }

    private static Condition ConditionOf(Op op) => op switch
    {
        Op.Eq => Condition.Equal,
        Op.Ne => Condition.NotEqual,
        Op.Lt => Condition.Less,
        Op.Le => Condition.LessEqual,
        Op.Gt => Condition.Greater,
        Op.Ge => Condition.GreaterEqual,
        Op.LtUn => Condition.Below,
        Op.LeUn => Condition.BelowEqual,
        Op.GtUn => Condition.Above,
        _ => Condition.AboveEqual,
    };

    private void AddCompare(ref Instruction instruction, in CompareParts parts, Role role)
    {
        instruction.Form = (byte)parts.Form;
        instruction.Size = parts.Size;
        instruction.Cond = parts.Cond;
        if (parts.Form is CompareForm.Memory or CompareForm.MemoryTest)
        {
            instruction.HasImm = true;
            instruction.Imm = parts.Right.Imm;
            instruction.Address = AddAddress(ref instruction, parts.Right.Address, role);
            return;
        }

        bool memoryAllowed = parts.Form == CompareForm.TestSelf || (parts.Right.IsImm && parts.Form != CompareForm.Float);
        instruction.A = AddOperand(ref instruction, parts.A, role, memoryAllowed ? Need.RegisterOrMemory : Need.Register);
        if (parts.Form != CompareForm.TestSelf)
            AddSource(ref instruction, parts.Right, role);
    }

    private void SelectComparison(Value value)
    {
        if (!IsNeeded(value))
            return;
        CompareParts parts = Compare(value);
        Instruction set = Make(Opcode.SetCondition, 4);
        AddCompare(ref set, parts, Role.EarlyUse);
        set.D = AddOperand(ref set, _register[value.Id], Role.LateDef, Need.Register);
        _emitted.Add(set);
    }

    private void SelectSelect(Value value)
    {
        if (!IsNeeded(value))
            return;
        // Asked before the condition is: that may need the same values.
        bool swaps = ShouldSwap(value);
        CompareParts parts = ConditionOf(value.Arg(0));
        if (TrySelectStep(value, parts))
            return;
        bool isFloat = value.Kind.IsFloat;
        Value chosen = value.Arg(1);
        Value otherwise = value.Arg(2);
        if (swaps && parts.Form != CompareForm.Float)
        {
            (chosen, otherwise) = (otherwise, chosen);
            parts.Cond = Conditions.Negate(parts.Cond);
        }

        int whenTrue = Get(chosen);
        // A constant just made for a wide choice may be spilled, and read in full.
        if (_wide[value.Id])
            _lir.Registers[whenTrue].Kind = Kind.I64;
        int whenFalse = AnyOf(otherwise);
        int result = _register[value.Id];
        Instruction select = Make(Opcode.Select, 0);
        // The false value is moved between the compare and the choice, so the compare's operands are free by then;
        // the chosen one is not.
        AddCompare(ref select, parts, Role.EarlyUse);
        select.C = AddOperand(ref select, whenFalse, Role.EarlyUse, Need.Any);
        select.E = AddOperand(ref select, whenTrue, Role.LateUse, isFloat ? Need.Register : Need.RegisterOrMemory);
        select.D = AddOperand(ref select, result, Role.EarlyDef, Need.Register);
        Hint(result, whenFalse);
        _emitted.Add(select);
    }

    // The value when false begins in the result's register. Better the one that ends here, best what a loop makes the result again.
    private bool ShouldSwap(Value value)
    {
        Value whenTrue = Strip(value.Arg(1));
        Value whenFalse = Strip(value.Arg(2));
        if (!Combine || value.Kind.IsFloat || IsLeaf(whenTrue) || IsLeaf(whenFalse))
            return false;
        return Affinity(whenTrue, value) > Affinity(whenFalse, value);
    }

    private int Affinity(Value operand, Value select)
    {
        bool goesRound = operand.Op == Op.Phi && System.MemoryExtensions.Contains(operand.Args, select);
        return (goesRound ? 2 : 0) + (IsNeeded(operand) ? 0 : 1);
    }

    // A count that goes up or down, or not: one more or less is what the carry says, with no second value to choose.
    private bool TrySelectStep(Value value, CompareParts parts)
    {
        // A carry out of 32 bits must not show in a register that is read in full.
        if (!Combine || value.Kind.IsFloat || _wide[value.Id])
            return false;
        (int step, Value otherwise) = StepOf(value.Arg(1), value.Arg(2));
        bool whenFalse = step == 0;
        if (whenFalse)
            (step, otherwise) = StepOf(value.Arg(2), value.Arg(1));
        if (step == 0 || !TryCarry(ref parts))
            return false;
        Instruction add = Make(step > 0 ? Opcode.AddIf : Opcode.SubIf, 0);
        AddCompare(ref add, parts, Role.EarlyUse);
        if (whenFalse)
            add.Cond = Conditions.Negate(add.Cond);
        add.C = AddOperand(ref add, AnyOf(otherwise), Role.EarlyUse, Need.Any);
        add.D = AddOperand(ref add, _register[value.Id], Role.EarlyDef, Need.Register);
        Hint(_register[value.Id], AnyOf(otherwise));
        _emitted.Add(add);
        return true;
    }

    /// <returns>1 or -1 when the one value is the other plus that, and made for this only; otherwise 0.</returns>
    private (int Step, Value Otherwise) StepOf(Value changed, Value otherwise)
    {
        Value sum = Strip(changed, out bool single);
        bool fits = sum.Op == Op.Add && single && !IsNeeded(sum) && sum.Arg(1).Op == Op.Const && sum.Arg(1).Imm is 1 or -1
            && Strip(sum.Arg(0)) == Strip(otherwise);
        return (fits ? (int)sum.Arg(1).Imm : 0, otherwise);
    }

    /// <summary>Makes the condition one that the carry alone gives: less than 1, unsigned, is equal to 0.</summary>
    private static bool TryCarry(ref CompareParts parts)
    {
        if (parts.Form == CompareForm.Float)
            return false;
        if (parts.Cond is Condition.Below or Condition.AboveEqual)
            return parts.Form is CompareForm.Compare or CompareForm.Memory;
        bool isZero = parts.Form == CompareForm.TestSelf || (parts.Form == CompareForm.Memory && parts.Right.Imm == 0);
        if (!isZero || parts.Cond is not (Condition.Equal or Condition.NotEqual))
            return false;
        if (parts.Form == CompareForm.TestSelf)
            parts.Form = CompareForm.Compare;
        parts.Right.IsImm = true;
        parts.Right.Imm = 1;
        parts.Cond = parts.Cond == Condition.Equal ? Condition.Below : Condition.AboveEqual;
        return true;
    }
}
