using System;
using IL2CPU.IR;
using IL2CPU.X64.Lir;
using LirInstruction = IL2CPU.X64.Lir.Instruction;

namespace IL2CPU.X64.Emission;

// The one switch over opcodes.
internal sealed partial class Emitter
{
    private void Emit(int index)
    {
        ref LirInstruction i = ref _lir.Code[index];
        SetLine(i.Location);
        switch (i.Op)
        {
            case Opcode.Entry:
                EmitEntry(i);
                break;
            case Opcode.CatchEntry:
                Move(SiteOf(i, i.D), Site.Register(Registers.Rax), 8);
                break;
            case Opcode.Copy:
                Move(SiteOf(i, i.D), SiteOf(i, i.A), i.Size);
                break;
            case Opcode.Leaf:
                EmitLeaf(SiteOf(i, i.D), (IR.Value)i.Aux!, InfoOf(i, i.D).Kind.Size, keepFlags: false);
                break;
            case Opcode.Lea:
                EmitLea(i);
                break;
            case Opcode.Add or Opcode.Or or Opcode.And or Opcode.Sub or Opcode.Xor:
                EmitAlu(i);
                break;
            case Opcode.Imul:
                EmitMultiply(i);
                break;
            case Opcode.StoreOp:
                EmitStoreOp(i, locked: false);
                break;
            case Opcode.AtomicStoreOp:
                EmitStoreOp(i, locked: true);
                break;
            case Opcode.Neg or Opcode.Not or Opcode.ByteSwap:
                EmitUnary(i);
                break;
            case Opcode.Shl or Opcode.Shr or Opcode.Sar or Opcode.Rol or Opcode.Ror:
                EmitShift(i);
                break;
            case Opcode.Div or Opcode.DivUn or Opcode.Rem or Opcode.RemUn or Opcode.MulHigh or Opcode.MulHighUn or Opcode.MulChecked:
                EmitWide(i);
                break;
            case Opcode.PopCount or Opcode.LeadingZeros or Opcode.TrailingZeros:
                EmitBitCount(i);
                break;
            case Opcode.Extend:
                EmitExtend(i);
                break;
            case Opcode.Load:
                EmitLoad(i);
                break;
            case Opcode.Store:
                EmitStore(i);
                break;
            case Opcode.Branch:
                EmitBranch(i);
                break;
            case Opcode.SetCondition:
                EmitSet(i);
                break;
            case Opcode.AddIf or Opcode.SubIf:
                EmitStep(i);
                break;
            case Opcode.Select:
                EmitSelect(i);
                break;
            case Opcode.ThrowIf:
                EmitThrowIf(index);
                break;
            case Opcode.Jump:
                EmitJump(_current.Successors[0]);
                break;
            case Opcode.Switch:
                EmitSwitch(i);
                break;
            case Opcode.Return:
                EmitReturn(i);
                break;
            case Opcode.Unreachable:
                _code.Byte(0xCC);
                break;
            case Opcode.Call:
                EmitCall(index);
                break;
            case Opcode.Poll:
                EmitPoll(index);
                break;
            case Opcode.Machine:
                EmitMachine(i);
                break;
            default:
                EmitOther(i);
                break;
        }
    }

    private void EmitOther(in LirInstruction i)
    {
        switch (i.Op)
        {
            case Opcode.FAdd or Opcode.FSub or Opcode.FMul or Opcode.FDiv or Opcode.FXor or Opcode.FAnd:
                EmitFloatBinary(i);
                break;
            case Opcode.FSqrt or Opcode.FRoundTo:
                EmitFloatUnary(i);
                break;
            case Opcode.IntToFloat:
                EmitIntToFloat(i);
                break;
            case Opcode.UIntToFloat:
                EmitUIntToFloat(i);
                break;
            case Opcode.FloatToInt:
                EmitFloatToInt(i);
                break;
            case Opcode.FloatToUInt:
                EmitFloatToUInt(i);
                break;
            case Opcode.FloatToFloat:
                RegisterRm(i.Size == 4 ? Iced.Intel.Code.Cvtss2sd_xmm_xmmm32 : Iced.Intel.Code.Cvtsd2ss_xmm_xmmm64, NameOf(i, i.D, 8), SiteOf(i, i.A), 8);
                break;
            case Opcode.Bitcast:
                Move(SiteOf(i, i.D), SiteOf(i, i.A), i.Size);
                break;
            case Opcode.CopyBlock:
                EmitCopyBlock(i);
                break;
            case Opcode.ZeroBlock:
                EmitZeroBlock(i);
                break;
            case Opcode.NullCheck:
                EmitNullCheck(i);
                break;
            case Opcode.AtomicExchange or Opcode.AtomicAdd:
                EmitExchange(i);
                break;
            case Opcode.AtomicCompareExchange:
                EmitCompareExchange(i);
                break;
            case Opcode.AtomicLoop:
                EmitAtomicLoop(i);
                break;
            case Opcode.Fence:
                EmitFence();
                break;
            default:
                throw new InvalidOperationException($"{_lir.Body.Symbol.Name}: {i.Op} cannot be emitted");
        }
    }
}
