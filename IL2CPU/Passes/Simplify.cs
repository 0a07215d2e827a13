using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

// Folds constants, applies algebraic identities, puts constants second, removes phis of one value.
//   v3 = Add v1, 0   =>   uses of v3 become v1
// Needs SSA. Gives canonical forms other passes look for: a constant operand of a commutative operation or comparison is the
// second; constant displacements are in Imm of the access. Terminators are ControlFlow's.
internal sealed partial class Simplify
{
    private readonly MethodBody _body;
    private readonly PassContext _context;
    private readonly Replacements _replacements;
    private readonly List<Value> _output;
    private Block _block = null!;
    private Value _current = null!;
    private bool _changed;

    private Simplify(MethodBody body, PassContext context)
    {
        _body = body;
        _context = context;
        _replacements = new Replacements(body);
        _output = context.ValueList;
    }

    public static bool Run(MethodBody body, PassContext context)
    {
        var pass = new Simplify(body, context);
        foreach (Block block in new BlockOrder(body).Blocks)
            pass.RunBlock(block);
        pass._replacements.Apply();
        return pass._changed;
    }

    private void RunBlock(Block block)
    {
        _block = block;
        FoldPhis(block.Phis);
        _output.Clear();
        foreach (Value value in block.Body)
        {
            _replacements.ResolveArgs(value);
            RunValue(value);
        }

        block.Body.Clear();
        block.Body.AddRange(_output);
        if (block.Terminator is { } terminator)
        {
            _replacements.ResolveArgs(terminator);
            SimplifyCondition(terminator);
        }
    }

    private void RunValue(Value value)
    {
        _current = value;
        // A value changed in place may allow another step; every step makes it simpler, the bound is a safety net.
        for (int step = 0; step < 8 && _context.Rewrites.Allow(); step++)
        {
            _again = false;
            Value? result = Fold(value);
            if (result == value && !_again)
                break;
            _changed = true;
            if (result == value)
                continue;
            if (result is not null)
                _replacements.Replace(value, result);
            value.Block = null;
            return;
        }

        _output.Add(value);
    }

    private bool _again;

    /// <summary>Changes the value in place; it is looked at again.</summary>
    private Value Change(Value value, Op op, params System.ReadOnlySpan<Value> args)
    {
        value.Op = op;
        value.SetArgs(args);
        _again = true;
        return value;
    }

    private Value Const(Kind kind, long imm)
    {
        Value value = _body.NewValue(Op.Const, kind);
        value.Imm = ConstantFolding.Normalise(kind, imm);
        value.Block = _block;
        _output.Add(value);
        return value;
    }

    private Value Emit(Op op, Kind kind, params System.ReadOnlySpan<Value> args)
    {
        Value value = _body.NewValue(op, kind, args);
        value.Block = _block;
        value.Location = _current.Location;
        _output.Add(value);
        return value;
    }

    private void FoldPhis(List<Value> phis)
    {
        int kept = 0;
        for (int i = 0; i < phis.Count; i++)
        {
            Value phi = phis[i];
            if (!TryFoldPhi(phi))
                phis[kept++] = phi;
        }

        phis.RemoveRange(kept, phis.Count - kept);
    }

    private bool TryFoldPhi(Value phi)
    {
        Value? single = null;
        foreach (Value arg in phi.Args)
        {
            Value resolved = _replacements.Resolve(arg);
            if (resolved == phi || resolved == single)
                continue;
            if (single is not null)
                return false;
            single = resolved;
        }

        if (single is null || !_context.Rewrites.Allow())
            return false;
        _replacements.Replace(phi, single);
        phi.Block = null;
        _changed = true;
        return true;
    }

    // Branch and ThrowIf test for not 0: a comparison with 0 is taken off, unless it negates.
    private void SimplifyCondition(Value terminator)
    {
        if (terminator.Op != Op.Branch)
            return;
        while (terminator.Arg(0) is { Op: Op.Ne, Kind: Kind.I32 } test && test.Arg(0).Kind == Kind.I32 && test.Arg(1).IsConst(0) && _context.Rewrites.Allow())
        {
            terminator.SetArg(0, test.Arg(0));
            _changed = true;
        }
    }

    /// <returns>The value itself (kept), another that replaces it, or null when it does nothing.</returns>
    private Value? Fold(Value value)
    {
        if (value.Op == Op.Const)
        {
            value.Imm = ConstantFolding.Normalise(value.Kind, value.Imm);
            return value;
        }

        if (ConstantFolding.TryEvaluate(value, out long result))
            return Const(value.Kind, result);
        if (OpInfo.Has(value.Op, OpTraits.Comparison))
            return FoldComparison(value);
        switch (value.Op)
        {
            case Op.Add or Op.Sub or Op.Mul or Op.And or Op.Or or Op.Xor:
            case Op.Shl or Op.Shr or Op.ShrUn or Op.RotateLeft or Op.RotateRight:
            case Op.Div or Op.DivUn or Op.Rem or Op.RemUn or Op.Neg or Op.Not:
            case Op.AddOvf or Op.AddOvfUn or Op.SubOvf or Op.SubOvfUn or Op.MulOvf or Op.MulOvfUn:
                return FoldArithmetic(value);
            case >= Op.SExt8 and <= Op.RefToPtr:
                return FoldConversion(value);
            case Op.FNeg:
                return value.Arg(0).Op == Op.FNeg ? value.Arg(0).Arg(0) : value;
            case Op.Select:
                return FoldSelect(value);
            case Op.Load or Op.Store or Op.CopyBlock or Op.ZeroBlock or Op.NullCheck or Op.ThrowIf or Op.MemMove or Op.MemSet:
            case Op.AtomicAdd or Op.AtomicAnd or Op.AtomicCompareExchange or Op.AtomicExchange or Op.AtomicOr:
                return FoldMemory(value);
            case Op.IsInst or Op.CastClass:
                return FoldTypeTest(value);
            default:
                return value;
        }
    }
}
