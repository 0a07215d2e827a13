using IL2CPU.TypeSystem;

namespace IL2CPU.IR;

public sealed partial class Verifier
{
    private void CheckValues(Block block)
    {
        foreach (Value phi in block.Phis)
        {
            CheckOperandsPlaced(block, phi);
            if (phi.Kind == Kind.Void)
                Fail(block, phi, VerifierRules.ResultKind);
            foreach (Value arg in phi.Args)
            {
                if (arg.Kind != phi.Kind)
                    Fail(block, phi, VerifierRules.PhiKind, $"{arg} is {arg.Kind}");
            }
        }

        for (int i = 0; i < block.Body.Count; i++)
            CheckValue(block, block.Body[i], i);
        CheckValue(block, block.Terminator!, -1);
    }

    private void CheckOperandsPlaced(Block block, Value value)
    {
        foreach (Value arg in value.Args)
        {
            if (arg.Id >= _home.Length || _home[arg.Id] is null || arg.Block != _home[arg.Id])
                Fail(block, value, VerifierRules.Placed, arg.ToString());
            if (arg.Kind == Kind.Void)
                Fail(block, value, VerifierRules.OperandKind, $"{arg} has no result");
        }
    }

    private void CheckValue(Block block, Value value, int index)
    {
        CheckOperandsPlaced(block, value);
        if (value.ArgCount < OpInfo.MinArgs(value.Op) || (OpInfo.MaxArgs(value.Op) != 255 && value.ArgCount > OpInfo.MaxArgs(value.Op)))
            Fail(block, value, VerifierRules.Arity, $"{value.ArgCount}");
        if (_lowered && OpInfo.Has(value.Op, OpTraits.HighLevel))
            Fail(block, value, VerifierRules.Lowered);
        if (value.Location < -1 || value.Location >= _body.Locations.Count)
            Fail(block, value, VerifierRules.Location, $"{value.Location}");
        bool accesses = value.Op is Op.Load or Op.Store or Op.AtomicExchange or Op.AtomicAdd or Op.AtomicCompareExchange or Op.AtomicAnd or Op.AtomicOr;
        if (accesses != (value.Mem != MemType.None))
            Fail(block, value, VerifierRules.Memory);
        CheckPlace(block, value, index);
        CheckAux(block, value);
        CheckKinds(block, value);
    }

    private void CheckPlace(Block block, Value value, int index)
    {
        switch (value.Op)
        {
            case Op.Param:
                if (block != _body.Entry || (ulong)value.Imm >= (ulong)_body.Parameters.Length || value.Kind != _body.Parameters[(int)value.Imm])
                    Fail(block, value, VerifierRules.Param);
                break;
            case Op.CatchArg:
                if (!block.IsHandler || index != 0)
                    Fail(block, value, VerifierRules.CatchArg);
                break;
            case Op.SecondResult:
                if (index < 1 || block.Body[index - 1] != value.Arg(0) || value.Arg(0).Op is not (Op.Call or Op.CallVirtual or Op.CallIndirect or Op.Machine))
                    Fail(block, value, VerifierRules.SecondResult);
                break;
            case Op.Call or Op.CallVirtual or Op.CallIndirect when value.HasFlag(ValueFlags.NoReturn):
                if (index != block.Body.Count - 1 || block.Terminator!.Op != Op.Unreachable)
                    Fail(block, value, VerifierRules.NoReturn);
                break;
            case Op.Return:
                bool fits = value.ArgCount == _body.Results.Length;
                for (int i = 0; fits && i < value.ArgCount; i++)
                    fits = value.Arg(i).Kind == _body.Results[i];
                if (!fits)
                    Fail(block, value, VerifierRules.Results);
                break;
        }
    }

    private void CheckAux(Block block, Value value)
    {
        bool fits = value.Op switch
        {
            Op.SlotAddr => value.Aux is Slot,
            Op.SymbolAddr or Op.Call or Op.ThrowIf => value.Aux is Symbol,
            Op.Load or Op.Store => value.Aux is null or OffsetSymbol,
            Op.CallVirtual or Op.VirtualFunction => value.Aux is MethodDesc,
            Op.CallIndirect => value.Aux is CallSignature,
            Op.NewObject or Op.NewArray or Op.IsInst or Op.CastClass or Op.StaticBase or Op.ThreadStaticBase or Op.ClassInit => value.Aux is TypeDesc,
            Op.CopyBlock or Op.ZeroBlock => value.Aux is null or TypeDesc,
            Op.Machine => value.Aux is MachineInstruction,
            _ => value.Aux is null,
        };
        if (!fits)
            Fail(block, value, VerifierRules.Aux, value.Aux?.GetType().Name ?? "null");
        if (value.Aux is Slot slot && ((uint)slot.Id >= (uint)_body.Slots.Count || _body.Slots[slot.Id] != slot || slot.IsRemoved))
            Fail(block, value, VerifierRules.Slot, slot.ToString());
    }
}
