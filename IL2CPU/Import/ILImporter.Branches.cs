using System.Collections.Generic;
using System.Reflection.Metadata;
using IL2CPU.IR;

namespace IL2CPU.Import;

// Branches and switches; those on constants reach only the edge taken.
internal sealed partial class ILImporter
{
    private void ImportBranch(ILOpCode opcode)
    {
        switch (opcode)
        {
            case ILOpCode.Leave or ILOpCode.Leave_s:
                ImportLeave();
                return;
            case ILOpCode.Br or ILOpCode.Br_s:
                Terminate(Op.Jump, [], Edge(_plan.Successors(_node)[0]));
                return;
            case ILOpCode.Brtrue or ILOpCode.Brtrue_s:
                Branch(Truth(Pop()), false);
                return;
            case ILOpCode.Brfalse or ILOpCode.Brfalse_s:
                Branch(Truth(Pop()), true);
                return;
            default:
                StackEntry right = Pop();
                StackEntry left = Pop();
                Branch(CompareEntries(BranchComparison(opcode), left, right), false);
                return;
        }
    }

    private static Op BranchComparison(ILOpCode opcode) => opcode switch
    {
        ILOpCode.Beq or ILOpCode.Beq_s => Op.Eq,
        ILOpCode.Bne_un or ILOpCode.Bne_un_s => Op.Ne,
        ILOpCode.Blt or ILOpCode.Blt_s => Op.Lt,
        ILOpCode.Ble or ILOpCode.Ble_s => Op.Le,
        ILOpCode.Bgt or ILOpCode.Bgt_s => Op.Gt,
        ILOpCode.Bge or ILOpCode.Bge_s => Op.Ge,
        ILOpCode.Blt_un or ILOpCode.Blt_un_s => Op.LtUn,
        ILOpCode.Ble_un or ILOpCode.Ble_un_s => Op.LeUn,
        ILOpCode.Bgt_un or ILOpCode.Bgt_un_s => Op.GtUn,
        ILOpCode.Bge_un or ILOpCode.Bge_un_s => Op.GeUn,
        _ => throw new CompilerDiagnosticException($"branch {opcode}"),
    };

    private Value Truth(StackEntry entry)
    {
        if (entry.Box is not null)
            return Const32(1);
        Value value = ValueOf(entry);
        if (value.Kind == Kind.I32)
            return value;
        return Compare(Op.Ne, value, Constant(value.Kind, 0));
    }

    private void Branch(Value condition, bool isInverted)
    {
        List<ImportNode> successors = _plan.Successors(_node);
        (ImportNode taken, ImportNode next) = (successors[0], successors[1]);
        (ImportNode whenTrue, ImportNode whenFalse) = isInverted ? (next, taken) : (taken, next);
        if (IsConst(condition, out long imm) || whenTrue == whenFalse)
        {
            Terminate(Op.Jump, [], Edge((int)imm != 0 ? whenTrue : whenFalse));
            return;
        }

        Block first = Edge(whenTrue);
        Block second = Edge(whenFalse);
        Terminate(Op.Branch, [condition], first, second);
    }

    private void ImportSwitch()
    {
        Value index = PopValue(Kind.I32);
        List<ImportNode> successors = _plan.Successors(_node);
        if (IsConst(index, out long imm))
        {
            uint chosen = (uint)(int)imm;
            int last = successors.Count - 1;
            Terminate(Op.Jump, [], Edge(successors[chosen < (uint)last ? (int)chosen : last]));
            return;
        }

        var blocks = new Block[successors.Count];
        for (int i = 0; i < blocks.Length; i++)
            blocks[i] = Edge(successors[i]);
        Terminate(Op.Switch, [index], blocks);
    }

    private void ImportCheckFinite()
    {
        Value value = Peek().Value!;
        // x - x is 0 for finite x and NaN otherwise.
        Value zero = Emit(Op.FSub, value.Kind, value, value);
        ThrowIf(Emit(Op.Ne, Kind.I32, zero, zero), RuntimeHelper.ThrowOverflow);
    }
}
