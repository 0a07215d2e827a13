using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>What inlining weighs about a callee.</summary>
/// <param name="Values">Values that cost something, cold ones half.</param>
/// <param name="SlotBytes">Bytes its slots would add to the caller's frame.</param>
internal sealed record InlineCost(int Values, bool HasCalls, bool HasLoops, int SlotBytes);

/// <summary>A copy of a callee's blocks inside its caller, parameters bound to the call's arguments.</summary>
internal sealed class BodyCopy
{
    private readonly MethodBody _caller;
    private readonly Value _call;
    private readonly Value?[] _values;
    private readonly Block[] _blocks;
    private readonly List<Slot> _slots = [];
    private readonly MethodBody _callee;
    private readonly int[] _locations;
    private readonly int[] _regions;

    public BodyCopy(MethodBody caller, MethodBody callee, int region, bool cold, Value call)
    {
        _caller = caller;
        _call = call;
        _values = new Value?[callee.ValueCount];
        _blocks = new Block[callee.BlockCount];
        _callee = callee;
        _regions = new int[callee.Regions.Count];
        _locations = new int[callee.Locations.Count];
        System.Array.Fill(_locations, -1);
        foreach (Slot slot in callee.Slots)
            _slots.Add(caller.CopySlot(slot));
        CopyRegions(region);
        foreach (Block block in callee.Blocks)
        {
            Block copy = caller.NewBlock();
            copy.Region = RegionOf(block.Region, region);
            copy.IsHandler = block.IsHandler;
            copy.IsCold = cold || block.IsCold;
            copy.IsBounded = block.IsBounded;
            _blocks[block.Id] = copy;
            Blocks.Add(copy);
        }

        foreach (Region original in callee.Regions)
        {
            if (original.Handler is { } handler)
                caller.Regions[_regions[original.Index]].Handler = _blocks[handler.Id];
        }

        foreach (Block block in callee.Blocks)
            CopyValues(block, _blocks[block.Id]);
        foreach (Block block in callee.Blocks)
            BindArgs(block);
        // Predecessors in the callee's order: phi arguments stay aligned.
        foreach (Block block in callee.Blocks)
        {
            Block copy = _blocks[block.Id];
            foreach (Block successor in block.Successors)
                copy.Successors.Add(_blocks[successor.Id]);
            foreach (Block predecessor in block.Predecessors)
                copy.Predecessors.Add(_blocks[predecessor.Id]);
        }
    }

    public List<Block> Blocks { get; } = [];

    public Block Entry => Blocks[0];

    public IReadOnlyList<Slot> Slots => _slots;

    // The callee's regions lie in the one the call lies in. Those without a handler are left out.
    private void CopyRegions(int outer)
    {
        foreach (Region region in _callee.Regions)
        {
            _regions[region.Index] = -1;
            if (region.Handler is null)
                continue;
            _regions[region.Index] = _caller.Regions.Count;
            _caller.Regions.Add(new Region { Index = _caller.Regions.Count, Parent = outer, Kind = region.Kind, CatchType = region.CatchType });
        }

        foreach (Region region in _callee.Regions)
        {
            if (_regions[region.Index] >= 0)
                _caller.Regions[_regions[region.Index]].Parent = RegionOf(region.Parent, outer);
        }
    }

    private int RegionOf(int region, int outer)
    {
        while (region >= 0 && _regions[region] < 0)
            region = _callee.Regions[region].Parent;
        return region < 0 ? outer : _regions[region];
    }

    // Only positions of values that are copied get a row in the caller's table.
    private int CopyLocation(int index)
    {
        if (index < 0)
            return _call.Location;
        if (_locations[index] < 0)
        {
            Location location = _callee.Locations[index];
            int at = CopyLocation(location.InlinedAt);
            _locations[index] = _caller.Locations.Count;
            _caller.Locations.Add(location with { InlinedAt = at });
        }

        return _locations[index];
    }

    private void CopyValues(Block from, Block to)
    {
        foreach (Value phi in from.Phis)
        {
            Value copy = CopyValue(phi, to);
            to.Phis.Add(copy);
        }

        to.Body.EnsureCapacity(from.Body.Count);
        foreach (Value value in from.Body)
        {
            if (value.Op == Op.Param)
                _values[value.Id] = _call.Arg((int)value.Imm);
            else
                to.Body.Add(CopyValue(value, to));
        }

        to.Terminator = CopyValue(from.Terminator!, to);
    }

    private Value CopyValue(Value value, Block to)
    {
        Value copy = _caller.Clone(value);
        copy.Block = to;
        copy.Location = CopyLocation(value.Location);
        if (value.Aux is Slot slot)
            copy.Aux = _slots[slot.Id];
        _values[value.Id] = copy;
        return copy;
    }

    private void BindArgs(Block block)
    {
        Block copy = _blocks[block.Id];
        foreach (Value phi in copy.Phis)
            BindArgs(phi);
        foreach (Value value in copy.Body)
            BindArgs(value);
        BindArgs(copy.Terminator!);
    }

    private void BindArgs(Value value)
    {
        for (int i = 0; i < value.ArgCount; i++)
            value.SetArg(i, _values[value.Arg(i).Id]!);
    }
}
