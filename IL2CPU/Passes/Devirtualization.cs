using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes;

// Calls the only possible target of a virtual call directly.
//   v4 = CallVirtual v1 M, v2   =>   NullCheck v1; v4 = Call M' v1, v2
// Needs the closed world. The target of a value type is entered past its unboxing stub: with the address of the boxed fields.
// A receiver that was just allocated, or exists from the start, gives the exact type.
internal static class Devirtualization
{
    /// <summary>Bytes between an object's address and its first field.</summary>
    private const long BoxedFields = 8;

    public static bool Run(MethodBody body, PassContext context)
    {
        bool changed = false;
        foreach (Block block in body.Blocks)
        {
            for (int i = 0; i < block.Body.Count; i++)
            {
                Value value = block.Body[i];
                if (value.Op is Op.CallVirtual or Op.VirtualFunction && FindTarget(value, context) is { } target && context.Rewrites.Allow())
                {
                    i += value.Op == Op.CallVirtual ? MakeDirect(body, block, i, target) : MakeAddress(body, block, i, target);
                    changed = true;
                }
            }
        }

        return changed;
    }

    private static MethodDesc? FindTarget(Value value, PassContext context)
    {
        var slot = (MethodDesc)value.Aux!;
        if (ExactType(value.Arg((int)value.Imm)) is { } type && context.Model.Implementation(type, slot) is MethodSymbol exact)
            return HasCode(exact.Method, context) ? exact.Method : null;
        IReadOnlyList<MethodDesc> targets = context.PossibleTargets(slot);
        if (targets.Count != 1 || !HasCode(targets[0], context) || context.Model.IsFilledByStubs(slot))
            return null;
        return value.Op == Op.CallVirtual || !targets[0].OwningType.IsValueType ? targets[0] : null;
    }

    private static TypeDesc? ExactType(Value receiver) => receiver switch
    {
        { Op: Op.NewObject, Aux: TypeDesc made } => made,
        { Op: Op.SymbolAddr, Imm: 0, Aux: FrozenObjectSymbol frozen } => frozen.Type,
        _ => null,
    };

    private static bool HasCode(MethodDesc method, PassContext context) => context.FindBody(method) is not null;

    /// <returns>Number of values inserted in front.</returns>
    private static int MakeDirect(MethodBody body, Block block, int index, MethodDesc target)
    {
        Value call = block.Body[index];
        int receiver = (int)call.Imm;
        int inserted = InsertNullCheck(body, block, index, call);
        if (target.OwningType.IsValueType)
        {
            Value fields = body.Insert(block, index + inserted++, Op.RefToPtr, Kind.Ptr, call.Arg(receiver));
            Value offset = body.Insert(block, index + inserted++, Op.Const, Kind.I64);
            offset.Imm = BoxedFields;
            call.SetArg(receiver, body.Insert(block, index + inserted++, Op.Add, Kind.Ptr, fields, offset));
        }

        call.Op = Op.Call;
        call.Imm = 0;
        call.Aux = new MethodSymbol(target);
        return inserted;
    }

    private static int MakeAddress(MethodBody body, Block block, int index, MethodDesc target)
    {
        Value value = block.Body[index];
        int inserted = InsertNullCheck(body, block, index, value);
        value.Become(Op.SymbolAddr, Kind.I64, 0, new MethodSymbol(target));
        return inserted;
    }

    private static int InsertNullCheck(MethodBody body, Block block, int index, Value value)
    {
        Value receiver = value.Arg((int)value.Imm);
        if (AddressFacts.IsNonNullAddress(receiver))
            return 0;
        body.Insert(block, index, Op.NullCheck, Kind.Void, receiver).Location = value.Location;
        return 1;
    }
}
