using IL2CPU.IR;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Selection;

// Virtual registers of values, and the making of instructions.
internal sealed partial class Selector
{
    private static bool IsLeaf(Value value) => value.Op is Op.Const or Op.SymbolAddr or Op.SlotAddr or Op.FrameAddr or Op.CurrentUthread;

    /// <summary>Looks through operations that change nothing in the machine.</summary>
    private Value Strip(Value value)
    {
        while (IsAlias(value))
            value = value.Arg(0);
        return value;
    }

    private bool IsAlias(Value value) => value.Op switch
    {
        Op.RefToPtr => true,
        Op.ZExt32 => IsFreeExtension(value),
        // The low half of the same register. A leaf stays one of its own kind.
        Op.Trunc => !IsLeaf(Strip(value.Arg(0))),
        // Without moving stacks a pointer and its integer are one.
        Op.PtrToInt or Op.IntToPtr => !_options.SplitStacks,
        _ => false,
    };

    /// <summary>The same, and tells whether this use is the only one.</summary>
    private Value Strip(Value value, out bool single)
    {
        single = _uses[value.Id] == 1;
        while (IsAlias(value))
        {
            value = value.Arg(0);
            single &= _uses[value.Id] == 1;
        }

        return value;
    }

    private bool IsNeeded(Value value) => _register[value.Id] != 0;

    /// <summary>The virtual register of a value that is not a leaf.</summary>
    private int RegisterOf(Value value)
    {
        value = Strip(value);
        ref int register = ref _register[value.Id];
        if (register == 0)
        {
            register = _lir.NewRegister(_wide[value.Id] ? Kind.I64 : value.Kind);
            _lir.Registers[register].IsPhi = value.Op == Op.Phi;
            if (IsLeaf(value))
                _lir.Registers[register].Leaf = value;
        }

        if (IsLeaf(value))
            MarkFrameUse(value);
        return register;
    }

    /// <summary>Operand that may be anything, constants included.</summary>
    private int AnyOf(Value value) => RegisterOf(value);

    /// <summary>Operand that can be put into a register: a leaf is made right here.</summary>
    private int Get(Value value)
    {
        value = Strip(value);
        return IsLeaf(value) ? MakeLeaf(value) : RegisterOf(value);
    }

    private void MarkFrameUse(Value leaf)
    {
        if (leaf.Op is Op.SlotAddr or Op.FrameAddr)
            _current.NeedsFrame = true;
        if (leaf.Op == Op.SlotAddr)
            _lir.UsedSlots.Add(((Slot)leaf.Aux!).Id);
    }

    private int MakeLeaf(Value leaf)
    {
        MarkFrameUse(leaf);
        int register = _lir.NewRegister(leaf.Kind);
        Instruction make = Make(Opcode.Leaf, 0);
        make.Aux = leaf;
        make.D = AddOperand(ref make, register, Role.LateDef, Need.Register);
        _emitted.Add(make);
        return register;
    }

    private Instruction Make(Opcode op, int size) => new()
    {
        Op = op,
        Size = (byte)size,
        Cond = Condition.None,
        D = -1,
        A = -1,
        B = -1,
        C = -1,
        E = -1,
        Address = -1,
        Address2 = -1,
        Location = _location,
        FirstOperand = _lir.Operands.Count,
    };

    private sbyte AddOperand(ref Instruction instruction, int register, Role role, Need need, int hint = -1)
    {
        _lir.Operands.Add(new Operand { Register = register, Role = role, Need = need, Hint = (sbyte)hint });
        return (sbyte)System.Math.Min(instruction.OperandCount++, sbyte.MaxValue);
    }

    /// <summary>Turns the address's virtual registers into operands.</summary>
    private int AddAddress(ref Instruction instruction, Address address, Role role, int baseHint = -1)
    {
        if (address.Base == AddressBase.Register)
            address.BaseRegister = AddOperand(ref instruction, address.BaseRegister, role, Need.Register, baseHint);
        else
            address.BaseRegister = -1;
        address.IndexRegister = address.IndexRegister != 0
            ? AddOperand(ref instruction, address.IndexRegister, role, Need.Register)
            : -1;
        if (address.Base is AddressBase.Slot or AddressBase.Frame)
            _current.NeedsFrame = true;
        if (address.Base == AddressBase.Slot)
            _lir.UsedSlots.Add(address.Slot!.Id);
        return _lir.Addresses.Add(address);
    }

    private void AddSource(ref Instruction instruction, in Source source, Role role, Need need = Need.RegisterOrMemory)
    {
        if (source.IsImm)
        {
            instruction.HasImm = true;
            instruction.Imm = source.Imm;
        }
        else if (source.IsMemory)
        {
            instruction.Address = AddAddress(ref instruction, source.Address, role);
        }
        else
        {
            instruction.B = AddOperand(ref instruction, source.Register, role, need);
        }
    }

    /// <summary>Definition of a value, or a register nobody reads.</summary>
    private int ResultOf(Value value) => IsNeeded(value) ? _register[value.Id] : _lir.NewRegister(value.Kind);

    private void Hint(int register, int other)
    {
        if (_lir.Registers[register].Hint == 0)
            _lir.Registers[register].Hint = other;
    }

    private static bool FitsInt32(long value) => value == (int)value;

    /// <summary>Immediate form of a constant for an operation of that width.</summary>
    private static bool TryImmediate(Value value, int size, out long imm)
    {
        imm = 0;
        if (value.Op != Op.Const || value.Kind.IsFloat)
            return false;
        imm = size == 8 ? value.Imm : (int)value.Imm;
        return FitsInt32(imm);
    }

    /// <summary>Best form of a second integer operand.</summary>
    private Source SourceOf(Value value, int size)
    {
        value = Strip(value, out bool single);
        if (TryImmediate(value, size, out long imm))
            return new Source { IsImm = true, Imm = imm };
        if (CanFoldLoad(value, single) && (value.Mem.Size == size || (value.Mem == MemType.I64 && size == 4)))
            return new Source { IsMemory = true, Address = FoldLoad(value) };
        return new Source { Register = Get(value) };
    }

    /// <summary>True when a load can happen at the instruction being selected instead of at its own place.</summary>
    private bool CanFoldLoad(Value value, bool single) =>
        Combine && _foldLoads && single && value.Op == Op.Load && value.Block == _block && _epoch[value.Id] == _now
        && (value.Flags & ValueFlags.Volatile) == 0 && !IsNeeded(value);

    /// <summary>Address of a load that happens at the instruction being selected.</summary>
    private Address FoldLoad(Value load)
    {
        _folded[load.Id] = true;
        if (_location < 0)
            _location = load.Location;
        return Match(load.Arg(0), load.Imm, load.Aux as OffsetSymbol);
    }
}
