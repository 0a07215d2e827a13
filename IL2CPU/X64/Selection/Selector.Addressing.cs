using IL2CPU.IR;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Selection;

// Addresses: base + index * scale + displacement, RIP-relative symbols, frame slots, R14.
internal sealed partial class Selector
{
    // Leaves room for the slot's own offset in the frame.
    private const long DisplacementLimit = 1 << 30;

    private Address Match(Value value, long displacement, OffsetSymbol? offset)
    {
        var address = new Address { Offset = offset };
        value = StripConstants(value, ref displacement);
        switch (value.Op)
        {
            case Op.SlotAddr when IsSmall(displacement + value.Imm):
                address.Base = AddressBase.Slot;
                address.Slot = (Slot)value.Aux!;
                displacement += value.Imm;
                break;
            case Op.SymbolAddr when offset is null && value.Aux is not OffsetSymbol && IsSmall(displacement + value.Imm):
                address.Base = AddressBase.Symbol;
                address.Symbol = (Symbol)value.Aux!;
                displacement += value.Imm;
                break;
            case Op.FrameAddr:
                address.Base = AddressBase.Frame;
                break;
            case Op.CurrentUthread:
                address.Base = AddressBase.Uthread;
                break;
            case Op.Add when CanFoldSum(value):
                MatchSum(value, ref address, ref displacement);
                break;
            default:
                address.Base = AddressBase.Register;
                address.BaseRegister = Get(value);
                break;
        }

        address.Displacement = (int)displacement;
        return address;
    }

    /// <summary>Moves constant terms into the displacement.</summary>
    private Value StripConstants(Value value, ref long displacement)
    {
        while (true)
        {
            value = Strip(value);
            if (!Combine)
                return value;
            if (value.Op == Op.Add && value.Kind.Is64 && value.Arg(1).Op == Op.Const && IsSmall(displacement + value.Arg(1).Imm))
                displacement += value.Arg(1).Imm;
            else if (value.Op == Op.Sub && value.Kind.Is64 && value.Arg(1).Op == Op.Const && IsSmall(displacement - value.Arg(1).Imm))
                displacement -= value.Arg(1).Imm;
            else
                return value;
            value = value.Arg(0);
        }
    }

    /// <summary>A sum used elsewhere too is computed once, unless it stands in this block where adding again is free.</summary>
    private bool CanFoldSum(Value sum) => Combine && sum.Kind.Is64 && (_uses[sum.Id] == 1 || sum.Block == _block);

    private void MatchSum(Value sum, ref Address address, ref long displacement)
    {
        Value left = StripConstants(sum.Arg(0), ref displacement);
        Value right = StripConstants(sum.Arg(1), ref displacement);
        if (ScaleOf(left) > 1 && ScaleOf(right) == 1)
            (left, right) = (right, left);
        int scale = ScaleOf(right);
        if (scale > 1)
        {
            right = Strip(right.Arg(0));
            // (x + c) * scale: the constant part goes into the displacement.
            long terms = 0;
            Value rest = StripConstants(right, ref terms);
            if (IsSmall(displacement + (terms * scale)))
            {
                displacement += terms * scale;
                right = rest;
            }
        }

        address.Scale = (byte)scale;
        switch (left.Op)
        {
            case Op.SlotAddr when IsSmall(displacement + left.Imm):
                address.Base = AddressBase.Slot;
                address.Slot = (Slot)left.Aux!;
                displacement += left.Imm;
                break;
            case Op.FrameAddr:
                address.Base = AddressBase.Frame;
                break;
            case Op.CurrentUthread:
                address.Base = AddressBase.Uthread;
                break;
            default:
                address.Base = AddressBase.Register;
                address.BaseRegister = Get(left);
                break;
        }

        address.IndexRegister = Get(right);
    }

    /// <summary>2, 4 or 8 for a product or shift an index can swallow; 1 otherwise.</summary>
    private int ScaleOf(Value value)
    {
        if (!value.Kind.Is64 || value.ArgCount != 2 || value.Arg(1).Op != Op.Const || (_uses[value.Id] > 1 && value.Block != _block))
            return 1;
        long imm = value.Arg(1).Imm;
        return value.Op switch
        {
            Op.Shl when imm is 1 or 2 or 3 => 1 << (int)imm,
            Op.Mul when imm is 2 or 4 or 8 => (int)imm,
            _ => 1,
        };
    }

    private static bool IsSmall(long displacement) => displacement is > -DisplacementLimit and < DisplacementLimit;
}
