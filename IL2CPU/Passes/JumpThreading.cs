using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

// Leads a way on which the outcome of a test is known past that test.
//   b1: Jump b3; b2: Jump b3; b3: v1 = Phi b1: 0, b2: v0; Branch v1 -> b4, b5   =>   b1: Jump b5
// Needs folded branches and merged blocks. The block that is passed by computes nothing but the condition. Heads of loops stay as
// they are: loops keep one entry and their ways round.
internal sealed class JumpThreading
{
    private const int BlockLimit = 2000;

    private readonly MethodBody _body;
    private readonly BlockOrder _order;
    private readonly SsaRepair _repair;
    private readonly HashSet<Block> _made = [];

    /// <summary>A way into the block that leaves it by a known successor.</summary>
    private readonly record struct Way(Block From, int Predecessor, Block Target);

    private JumpThreading(MethodBody body)
    {
        _body = body;
        _order = new BlockOrder(body);
        _repair = new SsaRepair(body);
    }

    public static bool Run(MethodBody body, PassContext context)
    {
        if (body.Blocks.Count > BlockLimit || !body.Blocks.Exists(MayBeKnown))
            return false;
        var pass = new JumpThreading(body);
        bool changed = false;
        foreach (Block block in pass._order.Blocks)
            changed |= MayBeKnown(block) && pass.Thread(block, context);
        if (changed)
            body.RemoveUnreachableBlocks();
        return changed;
    }

    private static bool MayBeKnown(Block block)
    {
        if (block.Phis.Count == 0 || block.IsHandler || block.Terminator!.Op != Op.Branch || block.Successors[0] == block.Successors[1] || Tested(block) is not { } phi)
            return false;
        for (int i = 0; i < phi.ArgCount; i++)
        {
            if (Outcome(block, phi, phi.Arg(i)) is not null)
                return true;
        }

        return false;
    }

    /// <summary>The phi of the block that alone decides where it goes; null when there is none, or the block does more.</summary>
    private static Value? Tested(Block block)
    {
        Value condition = block.Terminator!.Arg(0);
        foreach (Value value in block.Body)
        {
            if (value.Op != Op.Const && value != condition)
                return null;
        }

        if (condition.Op == Op.Phi)
            return condition.Block == block ? condition : null;
        bool isTest = condition.Block == block && OpInfo.Has(condition.Op, OpTraits.Comparison) && condition.Arg(1).Op == Op.Const && !condition.Arg(1).Kind.IsFloat;
        return isTest && condition.Arg(0) is { Op: Op.Phi } phi && phi.Block == block ? phi : null;
    }

    /// <returns>The number of the successor taken when the phi has that value; null when it is not known.</returns>
    private static int? Outcome(Block block, Value phi, Value arg)
    {
        Value condition = block.Terminator!.Arg(0);
        if (condition == phi)
            return arg.Op == Op.Const ? ((int)arg.Imm != 0 ? 0 : 1) : null;
        if (arg.Op == Op.Const)
            return ConstantFolding.Compare(condition.Op, arg.Kind, arg.Imm, condition.Arg(1).Imm) ? 0 : 1;
        if (condition.Op is Op.Eq or Op.Ne && condition.Arg(1).Imm == 0 && arg.Kind is Kind.Ref or Kind.Ptr && AddressFacts.IsNonNullAddress(arg))
            return condition.Op == Op.Ne ? 0 : 1;
        return null;
    }

    private bool Thread(Block block, PassContext context)
    {
        if (IsLoopHead(block))
            return false;
        Value phi = Tested(block)!;
        var ways = new List<Way>();
        for (int i = 0; i < phi.ArgCount; i++)
        {
            Block from = block.Predecessors[i];
            if (Outcome(block, phi, phi.Arg(i)) is not { } outcome || from.Region != block.Region || from.Successors.FindAll(to => to == block).Count != 1)
                continue;
            Block target = block.Successors[outcome];
            if (target != block && !IsLoopHead(target))
                ways.Add(new Way(from, i, target));
        }

        Value condition = block.Terminator!.Arg(0);
        if (ways.Count == 0 || !FindUses(block, condition, out Dictionary<Value, List<Value>> uses) || !context.Rewrites.Allow() || !HoistConstants(block))
            return false;
        Redirect(block, ways, uses);
        return true;
    }

    // An edge that goes back in this order ends there. Blocks made here are ends of no such edge.
    private bool IsLoopHead(Block block) =>
        block.Predecessors.Exists(predecessor => IndexOf(predecessor) >= IndexOf(block));

    private int IndexOf(Block block) => _made.Contains(block) ? -1 : _order.Index(block);

    /// <summary>Uses of the block's phis elsewhere; false when the condition is used for more than the branch.</summary>
    private bool FindUses(Block block, Value condition, out Dictionary<Value, List<Value>> uses)
    {
        uses = [];
        foreach (Value phi in block.Phis)
            uses.Add(phi, []);
        foreach (Value user in _body.Values())
        {
            foreach (Value arg in user.Args)
            {
                if (arg.Block != block || user == block.Terminator)
                    continue;
                if (arg == condition && arg.Op != Op.Phi)
                    return false;
                if (user != condition && uses.TryGetValue(arg, out List<Value>? list) && (list.Count == 0 || list[^1] != user))
                    list.Add(user);
            }
        }

        return true;
    }

    // A constant costs nothing where it stands. With handlers, which are entered from anywhere, the entry need not come before the block.
    private bool HoistConstants(Block block)
    {
        if (!block.Body.Exists(value => value.Op == Op.Const))
            return true;
        Block? above = _body.Regions.Count == 0 ? _body.Entry : new Dominators(new BlockOrder(_body)).Parent(block);
        if (above is null)
            return false;
        foreach (Value value in block.Body)
        {
            if (value.Op != Op.Const)
                continue;
            value.Block = above;
            above.Body.Add(value);
        }

        block.Body.RemoveAll(value => value.Op == Op.Const);
        return true;
    }

    private void Redirect(Block block, List<Way> ways, Dictionary<Value, List<Value>> uses)
    {
        var definitions = new Dictionary<Value, List<(Block Block, Value Value)>>();
        foreach (Value phi in block.Phis)
            definitions.Add(phi, [(block, phi)]);
        // From the last to the first: the places of the others stay.
        for (int i = ways.Count - 1; i >= 0; i--)
        {
            Way way = ways[i];
            Block middle = _body.NewBlock();
            _made.Add(middle);
            middle.Region = block.Region;
            middle.IsCold = way.From.IsCold || way.Target.IsCold;
            Block target = way.Target;
            int edge = target.Predecessors.IndexOf(block);
            Value jump = _body.Terminate(middle, Op.Jump, [], target);
            jump.Location = block.Terminator!.Location;
            foreach (Value phi in target.Phis)
            {
                Value arg = phi.Arg(edge);
                phi.AddArg(arg.Op == Op.Phi && arg.Block == block ? arg.Arg(way.Predecessor) : arg);
            }

            way.From.Successors[way.From.Successors.IndexOf(block)] = middle;
            middle.Predecessors.Add(way.From);
            block.Predecessors.RemoveAt(way.Predecessor);
            foreach (Value phi in block.Phis)
            {
                definitions[phi].Add((middle, phi.Arg(way.Predecessor)));
                phi.RemoveArg(way.Predecessor);
            }
        }

        foreach (Value phi in block.Phis.ToArray())
            _repair.Run(phi, definitions[phi], uses[phi]);
    }
}
