using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>Which constants each parameter of each method may be, from all calls in the image.</summary>
/// <remarks>
/// Holds for methods that are entered by direct calls alone. Optimistic: sets begin empty and grow until no call adds to
/// them, so a parameter that is only handed on from caller to callee, even in a cycle, counts with what enters from outside.
/// </remarks>
internal sealed class ParameterValues
{
    private readonly PassContext _context;
    private readonly Dictionary<MethodBody, ValueSet[]?> _sets = [];
    private readonly Dictionary<ValueSet, List<ValueSet>> _flows = [];
    private readonly Queue<ValueSet> _work = [];

    private ParameterValues(PassContext context) => _context = context;

    public static ParameterValues Of(PassContext context)
    {
        var result = new ParameterValues(context);
        foreach (MethodBody body in context.Model.Bodies)
        {
            foreach (Block block in body.Blocks)
            {
                foreach (Value value in block.Body)
                {
                    if (value.Op == Op.Call)
                        result.AddCall(body, value);
                }
            }

            context.Model.Store.Trim();
        }

        while (result._work.TryDequeue(out ValueSet? set))
        {
            foreach (ValueSet target in result._flows[set])
                result.Note(target, target.AddAll(set));
        }

        return result;
    }

    /// <summary>What the parameter may be; null when that is unknown, or when nothing calls the method.</summary>
    public ValueSet? Of(MethodBody body, int parameter) =>
        SetsOf(body)?[parameter] is { IsAny: false, Members.Count: > 0 } set ? set : null;

    private ValueSet[]? SetsOf(MethodBody body)
    {
        if (!_sets.TryGetValue(body, out ValueSet[]? sets))
        {
            if (body.Parameters.Length > 0 && _context.Model.IsOnlyCalled(body.Symbol) && !body.IsUnmanagedEntry)
            {
                sets = new ValueSet[body.Parameters.Length];
                for (int i = 0; i < sets.Length; i++)
                    sets[i] = new ValueSet();
            }

            _sets.Add(body, sets);
        }

        return sets;
    }

    private void AddCall(MethodBody caller, Value call)
    {
        if (call.ArgCount == 0 || _context.FindBody((Symbol)call.Aux!) is not { } callee || SetsOf(callee) is not { } sets)
            return;
        for (int i = 0; i < sets.Length; i++)
        {
            if (i < call.ArgCount && call.Arg(i).Kind == callee.Parameters[i])
                AddArgument(caller, call.Arg(i), sets[i], 0);
            else
                Note(sets[i], sets[i].MakeAny());
        }
    }

    private void AddArgument(MethodBody caller, Value argument, ValueSet set, int depth)
    {
        const int limit = 3;
        if (set.IsAny)
            return;
        switch (argument.Op)
        {
            case Op.Const when !argument.Kind.IsFloat:
                Note(set, set.Add(ConstantFolding.Normalise(argument.Kind, argument.Imm), null));
                break;
            case Op.SymbolAddr when argument.Imm == 0 && argument.Aux is StringSymbol or RuntimeTypeSymbol or FrozenObjectSymbol:
                Note(set, set.Add(0, (Symbol)argument.Aux));
                break;
            case Op.Param when SetsOf(caller) is { } own:
                AddFlow(own[(int)argument.Imm], set);
                break;
            case Op.Phi when depth < limit:
                foreach (Value arg in argument.Args)
                    AddArgument(caller, arg, set, depth + 1);
                break;
            case Op.Select when depth < limit:
                AddArgument(caller, argument.Arg(1), set, depth + 1);
                AddArgument(caller, argument.Arg(2), set, depth + 1);
                break;
            default:
                Note(set, set.MakeAny());
                break;
        }
    }

    private void AddFlow(ValueSet from, ValueSet to)
    {
        if (!_flows.TryGetValue(from, out List<ValueSet>? targets))
            _flows.Add(from, targets = []);
        targets.Add(to);
        Note(to, to.AddAll(from));
    }

    private void Note(ValueSet set, bool grew)
    {
        if (grew && _flows.ContainsKey(set))
            _work.Enqueue(set);
    }
}
