using System.Collections.Generic;

namespace IL2CPU.IR;

/// <summary>Checks that a body obeys the rules of the IR. Throws <see cref="IRVerificationException"/> at the first that is broken.</summary>
public sealed partial class Verifier
{
    private readonly MethodBody _body;
    private readonly bool _lowered;
    private readonly Block?[] _home;
    private readonly int[] _position;
    private readonly bool[] _present;

    private Verifier(MethodBody body, bool lowered)
    {
        _body = body;
        _lowered = lowered;
        _home = new Block?[body.ValueCount];
        _position = new int[body.ValueCount];
        _present = new bool[body.BlockCount];
        foreach (Block block in body.Blocks)
            _present[block.Id] = true;
    }

    /// <summary>Checks a body at any stage.</summary>
    public static void Verify(MethodBody body) => new Verifier(body, lowered: false).Run();

    /// <summary>Checks a body that must not contain high-level operations any more.</summary>
    public static void VerifyLowered(MethodBody body) => new Verifier(body, lowered: true).Run();

    private void Run()
    {
        CheckEntry();
        CheckRegions();
        foreach (Block block in _body.Blocks)
            CheckMembership(block);
        foreach (Block block in _body.Blocks)
            CheckBlock(block);
        foreach (Block block in _body.Blocks)
            CheckValues(block);
        CheckDominance();
    }

    private void CheckEntry()
    {
        if (_body.Blocks.Count == 0)
            Fail(null, null, VerifierRules.Entry);
        Block entry = _body.Entry;
        if (entry.Predecessors.Count != 0 || entry.Phis.Count != 0 || entry.IsHandler)
            Fail(entry, null, VerifierRules.Entry);
    }

    private void CheckRegions()
    {
        for (int i = 0; i < _body.Regions.Count; i++)
        {
            Region region = _body.Regions[i];
            if (region.Index != i || region.Parent < -1 || region.Parent >= _body.Regions.Count)
                Fail(null, null, VerifierRules.Region, $"region {i}");
            int steps = 0;
            for (int r = region.Parent; r >= 0; r = _body.Regions[r].Parent)
            {
                if (++steps > _body.Regions.Count)
                    Fail(null, null, VerifierRules.Region, $"cycle through region {i}");
            }

            if (region.Handler is { } handler)
                CheckHandlerOf(region, handler);
        }
    }

    private void CheckHandlerOf(Region region, Block handler)
    {
        if (!handler.IsHandler || !_present[handler.Id])
            Fail(handler, null, VerifierRules.Handler, $"region {region.Index}");
        for (int r = handler.Region; r >= 0 && r < _body.Regions.Count; r = _body.Regions[r].Parent)
        {
            if (r == region.Index)
                Fail(handler, null, VerifierRules.HandlerRegion, $"region {region.Index}");
        }
    }

    private void CheckMembership(Block block)
    {
        int position = 0;
        foreach (Value phi in block.Phis)
        {
            if (phi.Op != Op.Phi)
                Fail(block, phi, VerifierRules.TerminatorPlace);
            Place(block, phi, 0);
        }

        foreach (Value value in block.Body)
        {
            if (value.Op is Op.Phi or Op.None || OpInfo.Has(value.Op, OpTraits.Terminator))
                Fail(block, value, VerifierRules.TerminatorPlace);
            Place(block, value, ++position);
        }

        if (block.Terminator is not { } terminator || !OpInfo.Has(terminator.Op, OpTraits.Terminator))
        {
            Fail(block, block.Terminator, VerifierRules.Terminator);
            return;
        }

        Place(block, terminator, int.MaxValue);
    }

    private void Place(Block block, Value value, int position)
    {
        if (value.Block != block || value.Id >= _home.Length || _home[value.Id] is not null)
            Fail(block, value, VerifierRules.Membership);
        _home[value.Id] = block;
        _position[value.Id] = position;
    }

    private void CheckBlock(Block block)
    {
        if (block.Region < -1 || block.Region >= _body.Regions.Count)
            Fail(block, null, VerifierRules.Region, $"region {block.Region}");
        if (block.IsHandler)
            CheckHandler(block);
        CheckEdges(block);
        Value terminator = block.Terminator!;
        bool fits = terminator.Op switch
        {
            Op.Jump => block.Successors.Count == 1,
            Op.Branch => block.Successors.Count == 2,
            Op.Switch => block.Successors.Count >= 1,
            _ => block.Successors.Count == 0,
        };
        if (!fits)
            Fail(block, terminator, VerifierRules.Terminator, $"{block.Successors.Count} successors");
        foreach (Value phi in block.Phis)
        {
            if (phi.ArgCount != block.Predecessors.Count)
                Fail(block, phi, VerifierRules.PhiArity, $"{phi.ArgCount} for {block.Predecessors.Count}");
        }
    }

    private void CheckHandler(Block block)
    {
        bool named = false;
        foreach (Region region in _body.Regions)
            named |= region.Handler == block;
        // A handler whose region lost it is unreachable and goes with the next clean-up.
        if (block.Predecessors.Count != 0 || block.Phis.Count != 0 || (!named && new BlockOrder(_body).IsReachable(block)))
            Fail(block, null, VerifierRules.Handler);
    }

    private void CheckEdges(Block block)
    {
        foreach (Block successor in block.Successors)
        {
            if (Count(block.Successors, successor) != Count(successor.Predecessors, block) || !_present[successor.Id])
                Fail(block, null, VerifierRules.Edges, $"to {successor}");
        }

        foreach (Block predecessor in block.Predecessors)
        {
            if (Count(block.Predecessors, predecessor) != Count(predecessor.Successors, block) || !_present[predecessor.Id])
                Fail(block, null, VerifierRules.Edges, $"from {predecessor}");
        }
    }

    private static int Count(List<Block> list, Block block)
    {
        int count = 0;
        foreach (Block element in list)
        {
            if (element == block)
                count++;
        }

        return count;
    }

    private void CheckDominance()
    {
        var dominators = new Dominators(new BlockOrder(_body));
        foreach (Block block in dominators.Order.Blocks)
        {
            foreach (Value phi in block.Phis)
            {
                for (int i = 0; i < phi.ArgCount; i++)
                {
                    Block from = block.Predecessors[i];
                    if (dominators.Order.IsReachable(from) && !IsAvailable(dominators, phi.Arg(i), from, int.MaxValue))
                        Fail(block, phi, VerifierRules.Dominance, $"{phi.Arg(i)} from {from}");
                }
            }

            foreach (Value value in block.Body)
                CheckUses(dominators, block, value);
            CheckUses(dominators, block, block.Terminator!);
        }
    }

    private void CheckUses(Dominators dominators, Block block, Value value)
    {
        foreach (Value arg in value.Args)
        {
            if (!IsAvailable(dominators, arg, block, _position[value.Id]))
                Fail(block, value, VerifierRules.Dominance, $"{arg} of {_home[arg.Id]}");
        }
    }

    private bool IsAvailable(Dominators dominators, Value definition, Block block, int position)
    {
        Block home = _home[definition.Id]!;
        if (home == block)
            return _position[definition.Id] < position;
        return dominators.Order.IsReachable(home) && dominators.Dominates(home, block);
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private void Fail(Block? block, Value? value, string rule, string? detail = null) =>
        throw new IRVerificationException(_body.Symbol.Name, block?.ToString(), value is null ? null : $"{value} {OpInfo.Name(value.Op)}", rule, detail);
}
