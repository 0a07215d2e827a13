using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

// Goes round instead of calling itself at the end, where the method calls itself before that too.
//   if n < 2 return n; v1 = Call f, n - 1; return v1 + Call f, n - 2   =>   if n < 2 return n; do sum += Call f, n - 1; n -= 2 while n >= 2; return sum + n
// Needs merged blocks. The method begins with a test for its simplest case, which is copied to the end of the loop. A sum of integers
// may be added up in any order. A method that calls itself only at its end is left alone: without limit, it has to overrun its stack.
internal sealed class TailRecursion
{
    private const int TestLimit = 4;

    private readonly MethodBody _body;
    private readonly Block _entry;
    private readonly Block _head;
    private readonly Block _exit;
    private readonly Replacements _replacements;

    /// <summary>A block at whose end the method calls itself, and what is added to that result; null where nothing is.</summary>
    private sealed record Tail(Block Block, Value Call, Value? Addend);

    /// <param name="body">The method.</param>
    /// <param name="head">First block that is not for the simplest case: the loop's head.</param>
    /// <param name="exit">The simplest case.</param>
    private TailRecursion(MethodBody body, Block head, Block exit)
    {
        _body = body;
        _entry = body.Entry;
        _head = head;
        _exit = exit;
        _replacements = new Replacements(body);
    }

    public static bool Run(MethodBody body, PassContext context)
    {
        if (!MayChange(body) || Inlining.SelfCalls(body) is not { Count: >= 2 } calls || Split(body) is not (Block head, Block exit))
            return false;
        var pass = new TailRecursion(body, head, exit);
        List<Tail> tails = pass.FindTails(calls);
        if (tails.Count == 0 || !context.Rewrites.Allow())
            return false;
        Value? sum = pass.Transform(tails);
        context.NoteTailRecursion(body, sum);
        return true;
    }

    private static bool MayChange(MethodBody body) => !body.IsNoSplit && !body.IsUnmanagedEntry && body.Regions.Count == 0 && body.Results.Length <= 1
        && body.Slots.TrueForAll(slot => slot.IsRemoved) && body.Method is not ({ NoInlining: true } or { NoOptimization: true }) && body.Entry.Predecessors.Count == 0;

    // The entry does nothing but test; one way then returns, what it computed is used nowhere else.
    private static (Block Head, Block Exit)? Split(MethodBody body)
    {
        Block entry = body.Entry;
        if (entry.Terminator!.Op != Op.Branch || !IsCheap(entry))
            return null;
        for (int i = 0; i < 2; i++)
        {
            Block exit = entry.Successors[i];
            Block head = entry.Successors[1 - i];
            if (exit.Terminator!.Op != Op.Return || !IsCheap(exit) || exit == head || exit.Predecessors.Count != 1 || head.Predecessors.Count != 1)
                continue;
            foreach (Value value in body.Values())
            {
                if (value.Block == entry)
                    continue;
                foreach (Value arg in value.Args)
                {
                    if (arg.Block == entry && arg.Op is not (Op.Param or Op.Const))
                        return null;
                }
            }

            return (head, exit);
        }

        return null;
    }

    private static bool IsCheap(Block block)
    {
        int values = 0;
        foreach (Value value in block.Body)
        {
            if (value.Op is Op.Param or Op.Const)
                continue;
            if (!value.IsPure || ++values > TestLimit)
                return false;
        }

        return true;
    }

    private List<Tail> FindTails(List<Value> calls)
    {
        var tails = new List<Tail>();
        Dominators? dominators = null;
        foreach (Value call in calls)
        {
            if (TryTail(call) is { } tail && calls.Exists(other => other != call && IsBefore(other, call, dominators ??= new Dominators(new BlockOrder(_body)))))
                tails.Add(tail);
        }

        return tails;
    }

    private static bool IsBefore(Value first, Value second, Dominators dominators) => first.Block == second.Block
        ? first.Block!.Body.IndexOf(first) < second.Block!.Body.IndexOf(second)
        : dominators.Dominates(first.Block!, second.Block!);

    private bool TakesItsOwn(Value call)
    {
        for (int i = 0; i < call.ArgCount; i++)
        {
            if (call.Arg(i).Kind != _body.Parameters[i])
                return false;
        }

        return true;
    }

    private Tail? TryTail(Value call)
    {
        Block block = call.Block!;
        if (block.Terminator!.Op != Op.Return || !TakesItsOwn(call))
            return null;
        if (block.Terminator.ArgCount == 0 || block.Terminator.Arg(0) == call)
            return block.Body[^1] == call ? new Tail(block, call, null) : null;
        Value sum = block.Terminator.Arg(0);
        if (sum != block.Body[^1] || block.Body.IndexOf(call) != block.Body.Count - 2 || Inlining.Addend(sum, call) is not { } addend)
            return null;
        return new Tail(block, call, addend);
    }

    /// <returns>The sum so far, at the head of the loop; null when nothing is added.</returns>
    private Value? Transform(List<Tail> tails)
    {
        var phis = new Dictionary<Value, Value>();
        foreach (Value value in _entry.Body)
        {
            if (value.Op == Op.Param)
                phis.Add(value, _body.NewPhi(_head, value.Kind));
        }

        Value? sum = null;
        if (tails.Exists(tail => tail.Addend is not null))
        {
            sum = _body.NewPhi(_head, _body.Results[0]);
            sum.AddArg(_body.Constant(_entry, sum.Kind, 0));
        }

        foreach (Block block in _body.Blocks.ToArray())
        {
            if (sum is not null && block != _exit && block.Terminator!.Op == Op.Return && !tails.Exists(tail => tail.Block == block))
                block.Terminator.SetArg(0, Add(block, sum, block.Terminator.Arg(0)));
        }

        foreach (Tail tail in tails)
            GoRound(tail, phis, sum);
        foreach ((Value parameter, Value phi) in phis)
            _replacements.Replace(parameter, phi);
        ApplyInLoop();
        foreach ((Value parameter, Value phi) in phis)
            phi.SetArgs([parameter, .. phi.Args]);
        _body.Variables?.GoRound(phis, OffsetsOutside(), value => value.Block == _entry || value.Block == _exit);
        return sum;
    }

    /// <summary>Rising IL offsets of the entry and its exit.</summary>
    private List<int> OffsetsOutside()
    {
        var offsets = new SortedSet<int>();
        foreach (Value value in (Value[])[.. _entry.Body, _entry.Terminator!, .. _exit.Body, _exit.Terminator!])
        {
            if (value.Location < 0)
                continue;
            Location location = _body.Locations[value.Location];
            while (location.InlinedAt >= 0)
                location = _body.Locations[location.InlinedAt];
            offsets.Add(location.Offset);
        }

        return [.. offsets];
    }

    // The block's call goes; the test is made for the values it was called with.
    private void GoRound(Tail tail, Dictionary<Value, Value> phis, Value? sum)
    {
        Block block = tail.Block;
        int location = tail.Call.Location;
        block.Body.RemoveRange(block.Body.IndexOf(tail.Call), tail.Addend is null ? 1 : 2);
        Value? next = sum is not null && tail.Addend is not null ? Add(block, sum, tail.Addend) : sum;
        var values = new Dictionary<Value, Value>();
        foreach (Value parameter in phis.Keys)
            values.Add(parameter, tail.Call.Arg((int)parameter.Imm));
        Value test = Copy(_entry, block, values);
        Block exit = _body.NewBlock();
        Value @return = Copy(_exit, exit, values);
        block.Terminator = null;
        Value branch = _body.Terminate(block, Op.Branch, [test.Arg(0)], _entry.Successors[0] == _head ? [_head, exit] : [exit, _head]);
        branch.Location = location;
        exit.Terminator = @return;
        if (next is not null)
            @return.SetArg(0, Add(exit, next, @return.Arg(0)));
        foreach ((Value parameter, Value phi) in phis)
            phi.AddArg(values[parameter]);
        sum?.AddArg(next!);
    }

    /// <returns>A copy of the terminator, not placed.</returns>
    private Value Copy(Block from, Block to, Dictionary<Value, Value> values)
    {
        foreach (Value value in from.Body)
        {
            if (value.Op == Op.Param)
                continue;
            Value copy = CopyValue(value, values);
            copy.Block = to;
            to.Body.Add(copy);
            values[value] = copy;
        }

        Value terminator = CopyValue(from.Terminator!, values);
        terminator.Block = to;
        return terminator;
    }

    private Value CopyValue(Value value, Dictionary<Value, Value> values)
    {
        Value copy = _body.Clone(value);
        for (int i = 0; i < copy.ArgCount; i++)
            copy.SetArg(i, values.GetValueOrDefault(copy.Arg(i), copy.Arg(i)));
        return copy;
    }

    private Value Add(Block block, Value a, Value b)
    {
        Value sum = _body.Append(block, Op.Add, a.Kind, a, b);
        sum.Location = block.Terminator?.Location ?? -1;
        return sum;
    }

    // The entry and its exit see the parameters; everything else stands in the loop, or behind it.
    private void ApplyInLoop()
    {
        foreach (Value value in _body.Values())
        {
            if (value.Block != _entry && value.Block != _exit)
                _replacements.ResolveArgs(value);
        }
    }
}
