using System;
using IL2CPU.IR;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Selection;

// The one switch over operations.
internal sealed partial class Selector
{
    private void Select(Value value)
    {
        switch (value.Op)
        {
            case Op.Const or Op.SymbolAddr or Op.SlotAddr or Op.FrameAddr or Op.CurrentUthread:
                break;
            case Op.CatchArg:
                SelectCatch(value);
                break;
            case Op.Add or Op.Sub or Op.Mul or Op.And or Op.Or or Op.Xor:
                SelectBinary(value);
                break;
            case Op.Shl or Op.Shr or Op.ShrUn or Op.RotateLeft or Op.RotateRight:
                SelectShift(value);
                break;
            case Op.Neg or Op.Not or Op.ByteSwap:
                SelectUnary(value);
                break;
            case Op.Div or Op.DivUn or Op.Rem or Op.RemUn or Op.MulHigh or Op.MulHighUn:
                SelectWide(value);
                break;
            case Op.AddOvf or Op.AddOvfUn or Op.SubOvf or Op.SubOvfUn or Op.MulOvf or Op.MulOvfUn:
                SelectChecked(value);
                break;
            case Op.PopCount or Op.LeadingZeros or Op.TrailingZeros:
                SelectBitCount(value);
                break;
            case Op.FAdd or Op.FSub or Op.FMul or Op.FDiv:
                SelectFloatBinary(value);
                break;
            case Op.FNeg or Op.FAbs:
                SelectSign(value);
                break;
            case Op.FSqrt or Op.FFloor or Op.FCeiling or Op.FTruncate or Op.FRound:
                SelectFloatUnary(value);
                break;
            case Op.SExt8 or Op.SExt16 or Op.ZExt8 or Op.ZExt16 or Op.SExt32 or Op.ZExt32:
                SelectExtend(value);
                break;
            case Op.Trunc or Op.RefToPtr or Op.PtrToInt or Op.IntToPtr:
                SelectCopy(value);
                break;
            case Op.IntToFloat or Op.UIntToFloat or Op.FloatToInt or Op.FloatToUInt or Op.FloatToFloat or Op.Bitcast:
                SelectConversion(value);
                break;
            case Op.Eq or Op.Ne or Op.Lt or Op.Le or Op.Gt or Op.Ge or Op.LtUn or Op.LeUn or Op.GtUn or Op.GeUn:
                SelectComparison(value);
                break;
            case Op.Select:
                SelectSelect(value);
                break;
            case Op.Load:
                SelectLoad(value);
                break;
            case Op.Store:
                SelectStore(value);
                break;
            case Op.CopyBlock or Op.ZeroBlock or Op.NullCheck:
                SelectBlockMemory(value);
                break;
            case Op.AtomicExchange or Op.AtomicAdd or Op.AtomicCompareExchange or Op.AtomicAnd or Op.AtomicOr or Op.Fence:
                SelectAtomic(value);
                break;
            case Op.Call or Op.CallIndirect or Op.MemMove or Op.MemSet:
                SelectCall(value);
                break;
            case Op.Poll:
                SelectPoll();
                break;
            case Op.Machine:
                SelectMachine(value);
                break;
            case Op.ThrowIf:
                SelectThrowIf(value);
                break;
            case Op.Jump or Op.Branch or Op.Switch or Op.Return or Op.Unreachable:
                SelectTerminator(value);
                break;
            default:
                throw new NotSupportedException($"{_body.Symbol.Name}: {OpInfo.Name(value.Op)} ({value}) is not lowered IR");
        }
    }

    private void SelectCatch(Value value)
    {
        if (!IsNeeded(value))
            return;
        Instruction entry = Make(Opcode.CatchEntry, 8);
        entry.D = AddOperand(ref entry, _register[value.Id], Role.LateDef, Need.Any, Registers.Rax);
        _emitted.Add(entry);
    }

    /// <summary>Aliases vanish; what is left makes a second register because the stack maps treat the two differently.</summary>
    private void SelectCopy(Value value)
    {
        if (!IsNeeded(value) || IsAlias(value))
            return;
        int source = AnyOf(value.Arg(0));
        Instruction copy = Make(Opcode.Copy, value.Kind.Size);
        copy.A = AddOperand(ref copy, source, Role.EarlyUse, Need.Any);
        copy.D = AddOperand(ref copy, _register[value.Id], Role.LateDef, Need.Any);
        Hint(_register[value.Id], source);
        Hint(source, _register[value.Id]);
        _emitted.Add(copy);
    }
}
