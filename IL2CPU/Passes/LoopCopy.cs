using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>A second version of a loop in the same body, not yet entered from anywhere.</summary>
/// <remarks>
/// Edges that leave the loop lead to the same blocks from the copy; the phis there have their new arguments. Header phis of
/// the copy hold the latch's arguments only. Uses behind the loop are the caller's: <see cref="RepairUses"/>.
/// </remarks>
internal sealed class LoopCopy
{
    private readonly MethodBody _body;
    private readonly Loop _loop;
    private readonly Dictionary<Value, Value> _values = [];
    private readonly Dictionary<Block, Block> _blocks = [];

    public LoopCopy(MethodBody body, Loop loop)
    {
        _body = body;
        _loop = loop;
        foreach (Block block in loop.Blocks)
        {
            Block copy = body.NewBlock();
            copy.Region = block.Region;
            copy.IsCold = block.IsCold;
            _blocks.Add(block, copy);
        }

        foreach (Block block in loop.Blocks)
            CopyValues(block, _blocks[block]);
        foreach (Block block in loop.Blocks)
            ConnectBlock(block, _blocks[block]);
        foreach (Block block in loop.Blocks)
        {
            foreach (Value value in ValuesOf(_blocks[block]))
                BindArgs(value);
        }

        body.Variables?.Forget(_values.ContainsKey);
    }

    public Block Of(Block block) => _blocks.TryGetValue(block, out Block? copy) ? copy : block;

    public Value Of(Value value) => _values.TryGetValue(value, out Value? copy) ? copy : value;

    /// <summary>Blocks of the copy in the loop's order.</summary>
    public IEnumerable<Block> Blocks
    {
        get
        {
            foreach (Block block in _loop.Blocks)
                yield return _blocks[block];
        }
    }

    /// <summary>Joins every value of the loop with its copy where code behind both uses it.</summary>
    public void RepairUses()
    {
        var inside = new HashSet<Block>(_loop.Blocks);
        inside.UnionWith(Blocks);
        Dictionary<Value, List<Value>> uses = [];
        var order = new List<Value>();
        foreach (Block block in _body.Blocks)
        {
            if (inside.Contains(block))
                continue;
            foreach (Value value in ValuesOf(block))
                AddUses(value, uses, order);
        }

        var repair = new SsaRepair(_body);
        foreach (Value value in order)
            repair.Run(value, _values[value], uses[value]);
    }

    // A phi argument on an edge out of the loop, or out of the copy, is already the right one.
    private void AddUses(Value user, Dictionary<Value, List<Value>> uses, List<Value> order)
    {
        for (int i = 0; i < user.ArgCount; i++)
        {
            Value used = user.Arg(i);
            if (!_values.ContainsKey(used) || (user.Op == Op.Phi && _blocks.ContainsKey(user.Block!.Predecessors[i])))
                continue;
            if (!uses.TryGetValue(used, out List<Value>? list))
            {
                uses.Add(used, list = []);
                order.Add(used);
            }

            if (!list.Contains(user))
                list.Add(user);
        }
    }

    private void CopyValues(Block from, Block to)
    {
        foreach (Value phi in from.Phis)
            to.Phis.Add(CopyValue(phi, to));
        foreach (Value value in from.Body)
            to.Body.Add(CopyValue(value, to));
        to.Terminator = CopyValue(from.Terminator!, to);
    }

    private Value CopyValue(Value value, Block to)
    {
        Value copy = _body.Clone(value);
        copy.Block = to;
        _values.Add(value, copy);
        return copy;
    }

    private void ConnectBlock(Block block, Block copy)
    {
        for (int i = 0; i < block.Successors.Count; i++)
        {
            Block successor = block.Successors[i];
            copy.Successors.Add(Of(successor));
            if (_blocks.ContainsKey(successor))
                continue;
            int index = MethodBody.PredecessorIndex(block, i);
            successor.Predecessors.Add(copy);
            foreach (Value phi in successor.Phis)
                phi.AddArg(Of(phi.Arg(index)));
        }

        // Of the header's edges only those from inside come along, in their order.
        for (int i = 0; i < block.Predecessors.Count; i++)
        {
            if (_blocks.TryGetValue(block.Predecessors[i], out Block? from))
                copy.Predecessors.Add(from);
        }

        if (block != _loop.Header)
            return;
        foreach (Value phi in copy.Phis)
        {
            for (int i = block.Predecessors.Count - 1; i >= 0; i--)
            {
                if (!_blocks.ContainsKey(block.Predecessors[i]))
                    phi.RemoveArg(i);
            }
        }
    }

    private void BindArgs(Value value)
    {
        for (int i = 0; i < value.ArgCount; i++)
            value.SetArg(i, Of(value.Arg(i)));
    }

    private static IEnumerable<Value> ValuesOf(Block block)
    {
        foreach (Value phi in block.Phis)
            yield return phi;
        foreach (Value value in block.Body)
            yield return value;
        if (block.Terminator is { } terminator)
            yield return terminator;
    }
}
