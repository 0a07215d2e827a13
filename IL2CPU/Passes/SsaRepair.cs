using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>Gives the uses of a value the right one of several that now stand for it: of its copy in a second version of a loop.</summary>
/// <remarks>Source: Braun et al., "Simple and Efficient Construction of Static Single Assignment Form" (2013), for one variable at a time.</remarks>
internal sealed class SsaRepair(MethodBody body)
{
    private readonly Dictionary<Block, Value> _atEnd = [];
    private readonly Dictionary<Block, Value> _atStart = [];
    private readonly List<Value> _phis = [];
    private Kind _kind;

    /// <summary>Rewrites uses outside the two blocks' loops: <paramref name="outside"/> lists the values and where they stand.</summary>
    public void Run(Value original, Value copy, IReadOnlyList<Value> outside) =>
        Run(original, [(original.Block!, original), (copy.Block!, copy)], outside);

    /// <summary>Rewrites uses of a value that is another one behind each of some blocks, through one of which every way to a use goes.</summary>
    public void Run(Value original, IReadOnlyList<(Block Block, Value Value)> definitions, IReadOnlyList<Value> outside)
    {
        _atEnd.Clear();
        _atStart.Clear();
        _phis.Clear();
        _kind = original.Kind;
        foreach ((Block block, Value value) in definitions)
            _atEnd.Add(block, value);
        foreach (Value use in outside)
        {
            for (int i = 0; i < use.ArgCount; i++)
            {
                if (use.Arg(i) == original)
                    use.SetArg(i, use.Op == Op.Phi ? AtEnd(use.Block!.Predecessors[i]) : AtStart(use.Block!));
            }
        }

        FoldPhis();
    }

    private Value AtEnd(Block block) => _atEnd.TryGetValue(block, out Value? value) ? value : AtStart(block);

    private Value AtStart(Block block)
    {
        if (_atStart.TryGetValue(block, out Value? known))
            return known;
        if (block.Predecessors.Count == 1)
        {
            Value single = AtEnd(block.Predecessors[0]);
            _atStart[block] = single;
            return single;
        }

        Value phi = body.NewPhi(block, _kind);
        _atStart.Add(block, phi);
        _phis.Add(phi);
        foreach (Block predecessor in block.Predecessors)
            phi.AddArg(AtEnd(predecessor));
        return phi;
    }

    // A phi of one value, itself apart, is that value.
    private void FoldPhis()
    {
        var replacements = new Replacements(body);
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = _phis.Count - 1; i >= 0; i--)
            {
                if (Single(_phis[i], replacements) is not { } single)
                    continue;
                replacements.Replace(_phis[i], single);
                _phis[i].Block!.Phis.Remove(_phis[i]);
                _phis[i].Block = null;
                _phis.RemoveAt(i);
                changed = true;
            }
        }

        replacements.Apply();
    }

    private static Value? Single(Value phi, Replacements replacements)
    {
        Value? single = null;
        foreach (Value arg in phi.Args)
        {
            Value resolved = replacements.Resolve(arg);
            if (resolved == phi || resolved == single)
                continue;
            if (single is not null)
                return null;
            single = resolved;
        }

        return single;
    }
}
