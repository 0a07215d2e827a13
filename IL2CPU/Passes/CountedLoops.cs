using System.Collections.Generic;
using IL2CPU.Import;
using IL2CPU.IR;

namespace IL2CPU.Passes;

// Gives a counted loop a second version without bounds checks and polls, for as many iterations as are known to need none.
//   loop: i < n; a[i] checked; i + 1; go round   =>   loop: one iteration as before;
//                                                     end = min(n, a.Length, i + 1 + 1024);
//                                                     if i + 1 < end: do a[i] unchecked while ++i < end;
//                                                     Poll; go round
// Needs lowered IR with invariants moved. Every iteration the fast version cannot prove is left to the original, so exceptions come
// where they came before. As one iteration has run when the fast version begins, what that checked need not be checked again.
// Loops that certainly run few iterations are only marked as needing no Poll.
internal sealed class CountedLoops
{
    /// <summary>Iterations between two polls.</summary>
    private const int Chunk = 1024;

    private const int FewIterations = 512;

    private readonly MethodBody _body;
    private readonly PassContext _context;
    private readonly HashSet<Block> _done = [];

    private CountedLoops(MethodBody body, PassContext context)
    {
        _body = body;
        _context = context;
    }

    public static bool Run(MethodBody body, PassContext context)
    {
        if (!new BlockOrder(body).HasCycle())
            return false;
        var pass = new CountedLoops(body, context);
        bool marked = false;
        bool copied = false;
        while (pass.RunOne(ref marked))
            copied = true;
        if (!copied)
            return marked;
        ValueNumbering.Run(body, context);
        LoopInvariants.Run(body, context);
        return true;
    }

    // Each new version outdates the analyses.
    private bool RunOne(ref bool marked)
    {
        var dominators = new Dominators(new BlockOrder(_body));
        var loops = new LoopInfo(_body, dominators);
        for (int i = loops.Loops.Count - 1; i >= 0; i--)
        {
            Loop loop = loops.Loops[i];
            if (!_done.Add(loop.Header) || CountedLoop.Find(loop, loops, dominators) is not { } counted)
                continue;
            bool few = counted.Iterations <= FewIterations;
            if (few && NeedsPolls && _context.Rewrites.Allow())
                marked = loop.Header.IsBounded = true;
            bool pays = counted.Checks.Count > 0 || (NeedsPolls && !few && counted.Opposite is null);
            if (!pays || !_context.Rewrites.Allow())
                continue;
            // Asked before the copy: the analyses do not know its blocks.
            bool isNonNegative = counted.CountsUp && counted.Checks.Count > 0 && new Signs(dominators).IsNonNegative(counted.Counter);
            MakeFast(counted, isNonNegative);
            return true;
        }

        return false;
    }

    private bool NeedsPolls => _context.Model.Profile == ImageProfile.Program && !_body.IsNoSplit;

    private void MakeFast(CountedLoop loop, bool isNonNegative)
    {
        Block header = loop.Loop.Header;
        var copy = new LoopCopy(_body, loop.Loop);
        Block latch = loop.Latch;
        int location = latch.Terminator!.Location;
        var builder = new BodyBuilder(_body, latch, location);
        Block enter = builder.NewBlock();
        Block join = builder.NewBlock();
        _done.Add(copy.Of(header));

        int back = header.Predecessors.IndexOf(latch);
        latch.Terminator = null;
        latch.Successors.Clear();
        var tests = new List<Block>();
        Value? end = DecideEntry(builder, loop, isNonNegative, enter, join, tests);
        builder.Block = enter;
        builder.Jump(copy.Of(header));
        FinishCopy(loop, copy, end, join, location);
        JoinPhis(loop, copy, join, back);

        // The original's back edge now comes from the join.
        header.Predecessors[back] = join;
        Value jump = _body.NewValue(Op.Jump, Kind.Void);
        jump.Block = join;
        jump.Location = location;
        join.Terminator = jump;
        join.Successors.Add(header);
        Place(latch, [.. tests, enter, .. copy.Blocks, join]);
        foreach ((Value check, CountedLoop.Check found) in loop.Checks)
            DropCheck(copy.Of(check), found);
        foreach ((Value branch, int successor) in loop.Settled)
            _body.BecomeJump(copy.Of(branch).Block!, successor);
        _body.RemoveUnreachableBlocks();
        copy.RepairUses();
    }

    /// <summary>Ends the latch: to the fast version when its next iteration is one of its kind.</summary>
    /// <returns>The value its counter is compared with; null when two counters are compared.</returns>
    private Value? DecideEntry(BodyBuilder builder, CountedLoop loop, bool isNonNegative, Block enter, Block join, List<Block> tests)
    {
        Value next = loop.Next(loop.Counter);
        Kind kind = next.Kind;
        bool up = loop.CountsUp;
        Value? end = null;
        var conditions = new List<Value>();
        if (loop.Opposite is { } opposite)
        {
            conditions.Add(builder.Emit(loop.Test, Kind.I32, next, loop.Next(opposite)));
        }
        else
        {
            end = MakeEnd(builder, loop, next);
            conditions.Add(builder.Emit(loop.Test, Kind.I32, next, end));
        }

        long lowest = 0;
        foreach (CountedLoop.Check check in loop.Checks.Values)
        {
            lowest = System.Math.Min(lowest, check.Offset);
            // Counting up, the end holds the lengths already. A counter that comes down is highest now, and what goes up towards it stays below.
            if (up && loop.Opposite is null)
                continue;
            Value highest = loop.Next(loop.Opposite ?? loop.Counter);
            Value index = check.Offset == 0 ? highest : builder.Emit(Op.Add, kind, highest, builder.Const(kind, check.Offset));
            conditions.Add(builder.Emit(Op.LtUn, Kind.I32, index, check.Length));
        }

        bool checksUp = up && loop.Checks.Count > 0;
        if (checksUp && (lowest < 0 || !isNonNegative))
            conditions.Add(builder.Emit(Op.Ge, Kind.I32, next, builder.Const(kind, -lowest)));
        if (loop.Step.Op != Op.Const)
            conditions.Add(builder.Emit(Op.Gt, Kind.I32, loop.Step, builder.Const(kind, 0)));
        for (int i = 0; i < conditions.Count; i++)
        {
            Block then = i == conditions.Count - 1 ? enter : builder.NewBlock();
            builder.Branch(conditions[i], then, join);
            builder.Block = then;
            if (then != enter)
                tests.Add(then);
        }

        return end;
    }

    // The nearest of the loop's own limit, the ends of what it indexes, and the next poll. Any end not beyond the loop's own is right;
    // one that wrapped around lies before the counter, and nothing is entered.
    private Value MakeEnd(BodyBuilder builder, CountedLoop loop, Value next)
    {
        Kind kind = next.Kind;
        bool up = loop.CountsUp;
        bool inclusive = loop.Test is Op.Le or Op.Ge;
        Value end = loop.Limit;
        var seen = new HashSet<(Value, long)>();
        foreach (CountedLoop.Check check in loop.Checks.Values)
        {
            long add = up ? -check.Offset - (inclusive ? 1 : 0) : -check.Offset - (inclusive ? 0 : 1);
            if (!seen.Add((up ? check.Length : next, add)))
                continue;
            Value bound = up ? check.Length : builder.Const(kind, 0);
            if (add != 0)
                bound = builder.Emit(Op.Add, kind, bound, builder.Const(kind, add));
            if (bound != end)
                end = Nearer(builder, end, bound, up);
        }

        if (!NeedsPolls || loop.Iterations <= FewIterations)
            return end;
        Value distance = loop.Step.Op == Op.Const
            ? builder.Const(kind, loop.Step.Imm * Chunk)
            : builder.Emit(Op.Shl, kind, loop.Step, builder.Const(Kind.I32, System.Numerics.BitOperations.Log2(Chunk)));
        return Nearer(builder, end, builder.Emit(Op.Add, kind, next, distance), up);
    }

    private static Value Nearer(BodyBuilder builder, Value a, Value b, bool up) =>
        builder.Emit(Op.Select, a.Kind, builder.Emit(up ? Op.Lt : Op.Gt, Kind.I32, a, b), a, b);

    // The copy's test moves from its head to its end.
    private void FinishCopy(CountedLoop loop, LoopCopy copy, Value? end, Block join, int location)
    {
        Block header = copy.Of(loop.Loop.Header);
        header.IsBounded = NeedsPolls && end is not null;
        _body.BecomeJump(header, loop.Inner);
        Block latch = copy.Of(loop.Latch);
        var builder = new BodyBuilder(_body, latch, location);
        // The latch's jump to the header becomes the first edge of its branch.
        Value next = copy.Of(loop.Next(loop.Counter));
        // What steps over the end may wrap around: then the counter is huge.
        Op test = loop.Test;
        if (loop.Checks.Count > 0 && loop.CountsUp && !(test == Op.Lt && loop.Step.IsConst(1)))
            test = test == Op.Lt ? Op.LtUn : Op.LeUn;
        Value condition = builder.Emit(test, Kind.I32, next, end ?? copy.Of(loop.Next(loop.Opposite!)));
        latch.Terminator!.Become(Op.Branch, Kind.Void, 0, null, condition);
        MethodBody.AddEdge(latch, join);
    }

    // Predecessors of the join: the tests behind the original latch, then the copy's latch.
    private void JoinPhis(CountedLoop loop, LoopCopy copy, Block join, int back)
    {
        List<Value> original = loop.Loop.Header.Phis;
        List<Value> copied = copy.Of(loop.Loop.Header).Phis;
        for (int i = 0; i < original.Count; i++)
        {
            Value fromOriginal = original[i].Arg(back);
            Value joined = _body.NewPhi(join, original[i].Kind);
            for (int edge = 1; edge < join.Predecessors.Count; edge++)
                joined.AddArg(fromOriginal);
            joined.AddArg(copy.Of(fromOriginal));
            original[i].SetArg(back, joined);
            // The copy's header has its latch first, then the entry.
            copied[i].AddArg(fromOriginal);
        }
    }

    private void DropCheck(Value check, CountedLoop.Check found)
    {
        if (found.Branch < 0)
            check.Block!.Body.Remove(check);
        else
            _body.BecomeJump(check.Block!, found.Branch);
    }

    // Next to the loop it belongs to, for the layout.
    private void Place(Block latch, List<Block> made)
    {
        var moved = new HashSet<Block>(made);
        _body.Blocks.RemoveAll(moved.Contains);
        _body.Blocks.InsertRange(_body.Blocks.IndexOf(latch) + 1, made);
    }
}
