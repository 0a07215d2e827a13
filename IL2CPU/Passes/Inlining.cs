using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Passes;

// Puts the body of a small callee in the place of its call.
//   v3 = Call f, v1   =>   f's blocks with v1 for its parameter; v3 becomes what they return
// Needs high-level IR and callees done before callers. Source positions of inlined code keep the call's (Location.InlinedAt).
// A small method that calls itself gets copies of itself, so that it does more per call.
// Regions of the callee lie in the region of the call. Only finally and fault handlers: those end where the exception goes on, so
// nothing the caller still needs lives into them, as it would if a catch handler came back to it.
// Left alone: methods that catch, with FrameAddr (they look at their own frame), unmanaged entries, NoInlining, other recursion,
// all but the tiniest on cold paths, and [NoSplit] methods that loop or call: those must not gain split checks.
internal sealed class Inlining
{
    private const int ColdBudget = 1;
    private const int SmallBudget = 24;
    private const int AggressiveBudget = 300;
    private const int CallerLimit = 6000;
    private const int RecursiveBudget = 20;
    private const int RecursiveLimit = 110;
    private const int RecursiveRounds = 3;
    private const int SlotBytesLimit = 512;

    private readonly MethodBody _body;
    private readonly PassContext _context;
    private readonly Replacements _replacements;
    private readonly HashSet<Block> _inLoop = [];

    private Inlining(MethodBody body, PassContext context)
    {
        _body = body;
        _context = context;
        _replacements = new Replacements(body);
        var order = new BlockOrder(body);
        if (!order.HasCycle())
            return;
        foreach (Loop loop in new LoopInfo(body, new Dominators(order)).Loops)
            _inLoop.UnionWith(loop.Blocks);
    }

    public static bool Run(MethodBody body, PassContext context)
    {
        List<Value> candidates = Candidates(body, context);
        if (candidates.Count == 0)
            return InlineItself(body, context);
        var pass = new Inlining(body, context);
        bool changed = false;
        foreach (Value call in candidates)
        {
            if (body.ValueCount > CallerLimit || !context.Rewrites.Allow())
                break;
            pass.Inline(call, context.FindBody((Symbol)call.Aux!)!);
            changed = true;
        }

        pass._replacements.Apply();
        return InlineItself(body, context) | changed;
    }

    // Each round puts one more level of the recursion into the body, as long as the whole stays small.
    private static bool InlineItself(MethodBody body, PassContext context)
    {
        if (body.IsNoSplit || SelfCalls(body).Count == 0 || Measure(body, allowRecursion: true) is not { SlotBytes: 0 } cost || cost.Values > RecursiveBudget)
            return false;
        bool isTail = context.IsTailRecursive(body, out Value? sum);
        if (cost.HasLoops && !isTail)
            return false;
        MethodBody original = body.Copy();
        MethodBody? adding = sum is null ? null : MakeAdding(body, sum);
        bool changed = false;
        for (int round = 0; round < RecursiveRounds; round++)
        {
            List<Value> calls = SelfCalls(body);
            if (Measure(body, allowRecursion: true)!.Values + (calls.Count * cost.Values) > RecursiveLimit || !context.Rewrites.Allow())
                break;
            var pass = new Inlining(body, context);
            foreach (Value call in calls)
                pass.InlineRecursion(call, original, adding);
            pass._replacements.Apply();
            changed = true;
        }

        return changed;
    }

    // What the call's result is added to becomes the first value of the copy's own sum.
    private void InlineRecursion(Value call, MethodBody original, MethodBody? adding)
    {
        if (adding is null || OnlyUse(call) is not { } sum || Addend(sum, call) is not { } addend || !IsBefore(addend, call))
        {
            Inline(call, original);
            return;
        }

        sum.Block!.Body.Remove(sum);
        sum.Block = null;
        call.AddArg(addend);
        _body.Variables?.Forget(known => known == call);
        _replacements.Replace(sum, call);
        Inline(call, adding);
    }

    private Value? OnlyUse(Value call)
    {
        Value? found = null;
        foreach (Value user in _body.Values())
        {
            foreach (Value arg in user.Args)
            {
                if (arg != call)
                    continue;
                if (found is not null)
                    return null;
                found = user;
            }
        }

        return found?.Block == call.Block ? found : null;
    }

    // For an operand of a value that follows the call in its block.
    private static bool IsBefore(Value operand, Value call) =>
        operand.Block != call.Block || operand.Op == Op.Phi || operand.Block!.Body.IndexOf(operand) < call.Block!.Body.IndexOf(call);

    /// <summary>What an integer sum adds to the result of a call; null when it is no such sum, or adds the result to itself.</summary>
    internal static Value? Addend(Value sum, Value call)
    {
        if (sum.Op != Op.Add || sum.Kind is not (Kind.I32 or Kind.I64) || sum.Arg(0) == sum.Arg(1))
            return null;
        return sum.Arg(0) == call ? sum.Arg(1) : sum.Arg(1) == call ? sum.Arg(0) : null;
    }

    // A copy with one more parameter, to which the result is added.
    private static MethodBody MakeAdding(MethodBody body, Value sum)
    {
        MethodBody copy = body.Copy(body.Parameters.Add(sum.Kind));
        Block head = copy.Blocks[body.Blocks.IndexOf(sum.Block!)];
        Value copied = head.Phis[sum.Block!.Phis.IndexOf(sum)];
        Value start = copy.Insert(copy.Entry, 0, Op.Param, sum.Kind);
        start.Imm = body.Parameters.Length;
        copied.SetArg(head.Predecessors.IndexOf(copy.Entry), start);
        // The simplest case, which the entry leads to, returns without the sum.
        Block exit = copy.Entry.Successors[copy.Entry.Successors[0] == head ? 1 : 0];
        Value total = copy.Append(exit, Op.Add, sum.Kind, start, exit.Terminator!.Arg(0));
        total.Location = exit.Terminator.Location;
        exit.Terminator.SetArg(0, total);
        return copy;
    }

    internal static List<Value> SelfCalls(MethodBody body)
    {
        var calls = new List<Value>();
        foreach (Block block in body.Blocks)
        {
            if (block.IsCold)
                continue;
            foreach (Value value in block.Body)
            {
                if (value.Op == Op.Call && value.Flags == ValueFlags.None && body.Symbol.Equals(value.Aux))
                    calls.Add(value);
            }
        }

        return calls;
    }

    private static List<Value> Candidates(MethodBody body, PassContext context)
    {
        var candidates = new List<Value>();
        bool cold = IsThrower(body);
        foreach (Block block in body.Blocks)
        {
            foreach (Value value in block.Body)
            {
                if (value.Op == Op.Call && value.Flags == ValueFlags.None && context.FindBody((Symbol)value.Aux!) is { } callee
                    && callee != body && context.InlineCost(callee) is { } cost && Fits(body, value, callee, cost, cold))
                    candidates.Add(value);
            }
        }

        return candidates;
    }

    // Makes an exception and throws it: as cold as the blocks that call it. [NoSplit] methods count what their callees need.
    private static bool IsThrower(MethodBody body) =>
        !body.IsNoSplit && !body.Blocks.Exists(block => block.Terminator!.Op == Op.Return) && !new BlockOrder(body).HasCycle();

    private static bool Fits(MethodBody caller, Value call, MethodBody callee, InlineCost cost, bool cold)
    {
        if (callee.IsNoSplit && !caller.IsNoSplit && (cost.HasCalls || cost.HasLoops))
            return false;
        if (caller.IsNoSplit && !callee.IsNoSplit && (cost.HasLoops || cost.SlotBytes > 64))
            return false;
        if (cost.SlotBytes > SlotBytesLimit || call.ArgCount != callee.Parameters.Length)
            return false;
        for (int i = 0; i < call.ArgCount; i++)
        {
            if (call.Arg(i).Kind != callee.Parameters[i])
                return false;
        }

        // A call costs its arguments' moves and what it spills; constants let the callee shrink.
        if (cold || call.Block!.IsCold)
            return cost.Values <= ColdBudget;
        int budget = callee.Method is { AggressiveInlining: true } ? AggressiveBudget : SmallBudget + (2 * call.ArgCount);
        foreach (Value arg in call.Args)
        {
            if (arg.Op == Op.Const)
                budget += 8;
        }

        return cost.Values <= budget;
    }

    /// <summary>Cost of a body as a callee; null when it must not be inlined anywhere.</summary>
    internal static InlineCost? Measure(MethodBody callee, bool allowRecursion = false)
    {
        if (callee.Method is { NoInlining: true } or { NoOptimization: true } || callee.IsUnmanagedEntry || callee.PinsStack
            || (callee.Regions.Count > 0 && (allowRecursion || !OnlyPassesOn(callee))))
            return null;
        int values = 0;
        bool calls = false;
        bool loops = false;
        foreach (Block block in callee.Blocks)
        {
            foreach (Value value in block.Body)
            {
                if (value.Op is Op.FrameAddr or Op.Poll || (!allowRecursion && value.Op == Op.Call && callee.Symbol.Equals(value.Aux)) || value.HasFlag(ValueFlags.Tail))
                    return null;
                calls |= value.IsCall;
                values += value.Op is Op.Const or Op.Param or Op.SlotAddr or Op.SymbolAddr ? 0 : block.IsCold ? 1 : value.IsCall ? 4 : 2;
            }

            // Every case of a switch is code of its own, if only to load a constant.
            values += block.Phis.Count + (block.Terminator!.Op == Op.Switch ? block.Successors.Count : 0);
            loops |= block.Successors.Exists(successor => successor.Id <= block.Id);
        }

        if (!callee.Blocks.Exists(block => block.Terminator!.Op == Op.Return))
            return null;
        int bytes = 0;
        foreach (Slot slot in callee.Slots)
            bytes += slot.IsRemoved ? 0 : slot.Size;
        return callee.Slots.Exists(slot => slot.IsShared) ? null : new InlineCost(values / 2, calls, loops, bytes);
    }

    // Whatever the kinds say: from no handler there may be a way to a Return.
    private static bool OnlyPassesOn(MethodBody body)
    {
        var seen = new HashSet<Block>();
        var pending = new Stack<Block>();
        foreach (Region region in body.Regions)
        {
            if (region.Handler is not { } handler)
                continue;
            if (region.Kind is not (RegionKind.Finally or RegionKind.Fault))
                return false;
            if (seen.Add(handler))
                pending.Push(handler);
        }

        while (pending.TryPop(out Block? block))
        {
            if (block.Terminator!.Op == Op.Return)
                return false;
            foreach (Block successor in block.Successors)
            {
                if (seen.Add(successor))
                    pending.Push(successor);
            }
        }

        return true;
    }

    private void Inline(Value call, MethodBody callee)
    {
        Block before = call.Block!;
        int index = before.Body.IndexOf(call);
        bool inLoop = _inLoop.Contains(before);
        Block after = _body.SplitBlock(before, index + 1);
        if (inLoop)
            _inLoop.Add(after);
        before.Body.RemoveAt(index);
        var copy = new BodyCopy(_body, callee, before.Region, before.IsCold, call);
        ZeroSlots(before, copy.Slots, inLoop, call.Location);
        if (inLoop)
            _inLoop.UnionWith(copy.Blocks);
        _body.Terminate(before, Op.Jump, [], copy.Entry);
        JoinReturns(call, callee, copy, after);
        if (callee.Regions.Count > 0)
            ClearSlots(after, copy.Slots, call.Location);
    }

    // What a handler may read stays in memory, and the frame's map shows it from now on: an object must not live as long as the caller.
    private void ClearSlots(Block after, IReadOnlyList<Slot> slots, int location)
    {
        int index = 0;
        foreach (Slot slot in slots)
        {
            if (slot.IsRemoved || !HoldsPointers(slot))
                continue;
            Value address = _body.Insert(after, index++, Op.SlotAddr, Kind.Ptr);
            address.Aux = slot;
            Value zero = _body.Insert(after, index++, Op.ZeroBlock, Kind.Void, address);
            zero.Imm = slot.Size;
            zero.Flags = ValueFlags.NonNull;
            zero.Location = location;
        }
    }

    private static bool HoldsPointers(Slot slot) => slot.ScalarKind.IsPointer || slot.Type is { Layout.ContainsPointers: true };

    // A slot that was zero at every entry of the callee must be so each time around a loop of the caller.
    private void ZeroSlots(Block block, IReadOnlyList<Slot> slots, bool inLoop, int location)
    {
        foreach (Slot slot in slots)
        {
            if (!inLoop || slot.IsRemoved || !(slot.MustZero || HoldsPointers(slot)))
                continue;
            Value address = _body.Append(block, Op.SlotAddr, Kind.Ptr);
            address.Aux = slot;
            Value zero = _body.Append(block, Op.ZeroBlock, Kind.Void, address);
            zero.Imm = slot.Size;
            zero.Flags = ValueFlags.NonNull;
            zero.Location = location;
        }
    }

    private void JoinReturns(Value call, MethodBody callee, BodyCopy copy, Block after)
    {
        Value? second = after.Body.Count > 0 && after.Body[0].Op == Op.SecondResult ? after.Body[0] : null;
        if (second is not null)
            after.Body.RemoveAt(0);
        Value?[] results = [call.Kind == Kind.Void ? null : call, second];
        var phis = new Value?[2];
        for (int r = 0; r < 2; r++)
        {
            if (results[r] is not { } result)
                continue;
            phis[r] = _body.NewPhi(after, result.Kind);
            _replacements.Replace(result, phis[r]!);
            result.Block = null;
        }

        call.Block = null;
        foreach (Block block in copy.Blocks)
        {
            if (block.Terminator!.Op != Op.Return)
                continue;
            Value @return = block.Terminator;
            for (int r = 0; r < 2; r++)
                phis[r]?.AddArg(@return.Arg(r));
            @return.Become(Op.Jump, Kind.Void, 0, null);
            MethodBody.AddEdge(block, after);
        }
    }
}
