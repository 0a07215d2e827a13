namespace IL2CPU.IR;

/// <summary>What one value may do, its flags taken into account.</summary>
public static class ValueTraits
{
    extension(Value value)
    {
        public bool Is(Op op) => value.Op == op;

        /// <summary>True for a constant of that integer value.</summary>
        public bool IsConst(long imm) => value.Op == Op.Const && value.Imm == imm;

        public bool IsConst() => value.Op == Op.Const;

        public bool HasFlag(ValueFlags flag) => (value.Flags & flag) != 0;

        /// <summary>Computes the same wherever its operands are available: may be merged with an equal value and moved.</summary>
        /// <remarks>NonNull on a load holds where the load stands, so only a base that is never null makes it movable.</remarks>
        public bool IsPure => OpInfo.Has(value.Op, OpTraits.Pure)
            || (value.Op == Op.PtrToInt && value.Arg(0).Kind == Kind.Ref)
            || (value.Op == Op.Load && (value.Flags & (ValueFlags.Invariant | ValueFlags.Volatile)) == ValueFlags.Invariant
                && AddressFacts.IsNonNullAddress(value.Arg(0)));

        /// <summary>May raise an exception or a fault.</summary>
        public bool MayThrow => value.Op switch
        {
            Op.Load or Op.Store or Op.AtomicExchange or Op.AtomicAdd or Op.AtomicCompareExchange or Op.AtomicAnd or Op.AtomicOr
                => !value.HasFlag(ValueFlags.NonNull) && !AddressFacts.IsNonNullAddress(value.Arg(0)),
            Op.CopyBlock => !value.HasFlag(ValueFlags.NonNull)
                && !(AddressFacts.IsNonNullAddress(value.Arg(0)) && AddressFacts.IsNonNullAddress(value.Arg(1))),
            Op.ZeroBlock => !value.HasFlag(ValueFlags.NonNull) && !AddressFacts.IsNonNullAddress(value.Arg(0)),
            _ => OpInfo.Has(value.Op, OpTraits.MayThrow),
        };

        public bool WritesMemory => OpInfo.Has(value.Op, OpTraits.WritesMemory) && !value.HasFlag(ValueFlags.Pure);

        public bool ReadsMemory => OpInfo.Has(value.Op, OpTraits.ReadsMemory) && !value.HasFlag(ValueFlags.Pure)
            && !(value.Op == Op.Load && value.HasFlag(ValueFlags.Invariant));

        /// <summary>A safepoint once code is generated. A ThrowIf calls only on its way out and does not count.</summary>
        public bool IsCall => OpInfo.Has(value.Op, OpTraits.Call);

        /// <summary>May be deleted when nothing uses its result.</summary>
        public bool IsRemovable => value.Op switch
        {
            Op.Load => !value.HasFlag(ValueFlags.Volatile) && !value.MayThrow,
            Op.Call => value.HasFlag(ValueFlags.Pure),
            // An allocation nobody looks at may go; only the chance of running out of memory goes with it.
            Op.NewObject => value.Aux is TypeSystem.TypeDesc { HasFinalizer: false },
            // The quotient of an unchecked division is never wanted for its trap.
            Op.Div or Op.DivUn or Op.Rem or Op.RemUn => true,
            _ => (OpInfo.Traits(value.Op) & (OpTraits.SideEffect | OpTraits.MayThrow)) == 0,
        };
    }
}
