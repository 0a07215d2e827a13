using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

// Uses what all callers pass.
//   f(v1 = Param 0), called with 3 alone          =>   v1 = Const 3
//   f called with 3 and 5: Eq v1, 4               =>   Const 0
//   Switch v1 -> b2, b3, b4, b5, ...              =>   Switch v1 -> u, u, u, b5, u; u: Unreachable
// Needs ParameterValues of the image; cleaned up by Simplify and ControlFlow.
internal sealed class KnownParameters
{
    private readonly MethodBody _body;
    private readonly PassContext _context;
    private Block? _never;
    private bool _changed;

    private KnownParameters(MethodBody body, PassContext context)
    {
        _body = body;
        _context = context;
    }

    public static bool Run(MethodBody body, PassContext context)
    {
        if (context.ParameterValues is not { } values)
            return false;
        var pass = new KnownParameters(body, context);
        Dictionary<Value, ValueSet>? several = null;
        foreach (Value value in body.Entry.Body)
        {
            if (value.Op != Op.Param || values.Of(body, (int)value.Imm) is not { } set)
                continue;
            if (set.Members.Count > 1)
                (several ??= []).Add(value, set);
            else if (context.Rewrites.Allow())
                pass.Become(value, set.Members[0]);
        }

        if (several is not null)
            pass.UseSeveral(several);
        if (pass._never is not null)
            body.RemoveUnreachableBlocks();
        return pass._changed;
    }

    private void Become(Value parameter, (long Imm, Symbol? Symbol) only)
    {
        parameter.Become(only.Symbol is null ? Op.Const : Op.SymbolAddr, parameter.Kind, only.Imm, only.Symbol);
        _changed = true;
    }

    private void UseSeveral(Dictionary<Value, ValueSet> several)
    {
        int count = _body.Blocks.Count;
        for (int i = 0; i < count; i++)
        {
            Block block = _body.Blocks[i];
            foreach (Value value in block.Body)
            {
                if (value.ArgCount == 2 && OpInfo.Has(value.Op, OpTraits.Comparison) && several.TryGetValue(value.Arg(0), out ValueSet? set) && value.Arg(1).Op == Op.Const)
                    FoldComparison(value, set);
            }

            if (block.Terminator is { Op: Op.Switch } terminator && several.TryGetValue(terminator.Arg(0), out ValueSet? index))
                Prune(block, index);
        }
    }

    private void FoldComparison(Value value, ValueSet set)
    {
        int? answer = null;
        foreach ((long imm, Symbol? symbol) in set.Members)
        {
            if (Compare(value, imm, symbol) is not { } next || (answer is { } known && known != next))
                return;
            answer = next;
        }

        if (!_context.Rewrites.Allow())
            return;
        value.Become(Op.Const, Kind.I32, answer!.Value, null);
        _changed = true;
    }

    // Of an address only that it is not null is known.
    private static int? Compare(Value value, long imm, Symbol? symbol)
    {
        long other = ConstantFolding.Normalise(value.Arg(1).Kind, value.Arg(1).Imm);
        if (symbol is null)
            return ConstantFolding.Compare(value.Op, value.Arg(0).Kind, imm, other) ? 1 : 0;
        return other != 0 ? null : value.Op switch
        {
            Op.Eq => 0,
            Op.Ne => 1,
            _ => null,
        };
    }

    private void Prune(Block block, ValueSet index)
    {
        int cases = block.Successors.Count - 1;
        var taken = new bool[cases + 1];
        foreach ((long imm, Symbol? _) in index.Members)
            taken[(int)System.Math.Min((uint)imm, (uint)cases)] = true;
        if (System.Array.TrueForAll(taken, static t => t) || !_context.Rewrites.Allow())
            return;
        int last = System.Array.FindLastIndex(taken, static t => t);
        for (int i = cases; i >= 0; i--)
        {
            if (taken[i])
                continue;
            // Behind the last case taken there need not be any, if what is left takes the way of the rest.
            bool drops = i > last && i < cases;
            MethodBody.RemoveEdge(block, i);
            if (drops)
                continue;
            _never ??= NewNever();
            block.Successors.Insert(i, _never);
            _never.Predecessors.Add(block);
        }

        _changed = true;
    }

    private Block NewNever()
    {
        Block never = _body.NewBlock();
        never.IsCold = true;
        _body.Terminate(never, Op.Unreachable, []);
        return never;
    }
}
