using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

/// <summary>An innermost loop that counts: what drives it, and which of its bounds checks the count settles.</summary>
internal sealed class CountedLoop
{
    private const int BlockLimit = 16;
    private const int ValueLimit = 96;
    private const long OffsetLimit = 1 << 16;

    private readonly HashSet<Block> _members;
    private readonly Dominators _dominators;
    private readonly Dictionary<Value, Check> _checks = [];
    private readonly List<(Value Branch, int Successor)> _settled = [];

    private CountedLoop(Loop loop, Dominators dominators)
    {
        Loop = loop;
        _members = [.. loop.Blocks];
        _dominators = dominators;
    }

    /// <summary>A bounds check 0 &lt;= counter + Offset &lt; Length.</summary>
    /// <param name="Branch">Successor taken when it holds; -1 for a ThrowIf.</param>
    internal readonly record struct Check(Value Counter, long Offset, Value Length, int Branch);

    public Loop Loop { get; }

    public Block Latch => Loop.Latches[0];

    /// <summary>The phi the header's test compares, its next value, and the step added.</summary>
    public Value Counter { get; private set; } = null!;

    public Value Step { get; private set; } = null!;

    /// <summary>Comparison of <see cref="Counter"/> with <see cref="Limit"/> that holds while the loop goes on.</summary>
    public Op Test { get; private set; }

    public Value Limit { get; private set; } = null!;

    /// <summary>The other counter when both ends move towards each other; otherwise null and the limit does not change.</summary>
    public Value? Opposite { get; private set; }

    public bool CountsUp { get; private set; }

    /// <summary>Successor of the header inside the loop.</summary>
    public int Inner { get; private set; }

    /// <summary>Checks that hold in every iteration the fast version runs: ThrowIf values, and terminators of blocks.</summary>
    public IReadOnlyDictionary<Value, Check> Checks => _checks;

    /// <summary>Tests for a class constructor, with the successor taken once it has run: it has, after one iteration.</summary>
    public IReadOnlyList<(Value Branch, int Successor)> Settled => _settled;

    /// <summary>Iterations, when the first and last value are constants.</summary>
    public long? Iterations { get; private set; }

    /// <summary>The loop as a counted one, if it is small, calls nothing, and has one way round with the test at its head.</summary>
    public static CountedLoop? Find(Loop loop, LoopInfo loops, Dominators dominators)
    {
        if (loop.Blocks.Count > BlockLimit || loop.Latches.Count != 1 || loops.Loops.Exists(inner => inner.Parent == loop))
            return null;
        var found = new CountedLoop(loop, dominators);
        return found.HasPlainBody() && found.FindCounter() ? found : null;
    }

    /// <summary>True for what has one value throughout the loop and is known behind the latch.</summary>
    public bool IsInvariant(Value value)
    {
        if (!_members.Contains(value.Block!))
            return true;
        return value.Op == Op.Load && (value.Flags & (ValueFlags.Invariant | ValueFlags.Volatile)) == ValueFlags.Invariant
            && IsInvariant(value.Arg(0)) && _dominators.Dominates(value.Block!, Latch);
    }

    /// <summary>What a phi of the header becomes for the next iteration.</summary>
    public Value Next(Value phi) => phi.Arg(Loop.Header.Predecessors.IndexOf(Latch));

    private bool HasPlainBody()
    {
        int values = 0;
        foreach (Block block in Loop.Blocks)
        {
            if (block.Region != Loop.Header.Region || block.IsHandler)
                return false;
            if (IsConstructorRun(block))
                continue;
            if (block.IsCold)
                return false;
            values += block.Body.Count + block.Phis.Count;
            if (values > ValueLimit || block.Body.Exists(value => value.IsCall || value.Op is Op.Machine or Op.FrameAddr or Op.SecondResult))
                return false;
        }

        return Latch.Terminator!.Op == Op.Jump && Latch != Loop.Header;
    }

    // b: Branch (constructor context != 0) -> block, join; block: Call EnsureRun; Jump join
    private bool IsConstructorRun(Block block)
    {
        if (!block.IsCold || block.Predecessors.Count != 1 || block.Phis.Count > 0 || block.Body.Count != 1 || block.Terminator!.Op != Op.Jump)
            return false;
        Block before = block.Predecessors[0];
        if (before.Terminator is not { Op: Op.Branch } branch || branch.Arg(0) is not { Op: Op.Ne } test || !test.Arg(1).IsConst(0)
            || test.Arg(0) is not { Op: Op.Load } load || load.Arg(0) is not { Op: Op.SymbolAddr, Aux: StaticsSymbol, Imm: < 0 } cell
            || block.Body[0].Op != Op.Call || block.Body[0].ArgCount != 1 || block.Body[0].Arg(0) != cell)
            return false;
        if (before.Successors[0] != block || before.Successors[1] != block.Successors[0] || !_dominators.Dominates(before, Latch))
            return false;
        _settled.Add((branch, 1));
        return true;
    }

    private bool FindCounter()
    {
        Block header = Loop.Header;
        if (header.Terminator!.Op != Op.Branch || !OpInfo.Has(header.Terminator.Arg(0).Op, OpTraits.Comparison))
            return false;
        bool first = _members.Contains(header.Successors[0]);
        if (first == _members.Contains(header.Successors[1]))
            return false;
        Inner = first ? 0 : 1;
        Value test = header.Terminator.Arg(0);
        if (test.Arg(0).Kind is not (Kind.I32 or Kind.I64))
            return false;
        Op op = first ? test.Op : OpInfo.NegateComparison(test.Op, isFloat: false);
        if (!TryCounter(test.Arg(0), test.Arg(1), op) && !TryCounter(test.Arg(1), test.Arg(0), OpInfo.SwapComparison(op)))
            return false;
        CountIterations();
        foreach (Block block in Loop.Blocks)
            FindChecks(block);
        return true;
    }

    private bool TryCounter(Value counter, Value limit, Op test)
    {
        if (StepOf(counter) is not { } step)
            return false;
        bool up = !(step.Op == Op.Const && step.Imm < 0);
        bool fits = up ? test is Op.Lt or Op.Le : test is Op.Gt or Op.Ge && step.Imm == -1;
        if (!fits)
            return false;
        Value? opposite = null;
        if (!IsInvariant(limit))
        {
            // Two counters that meet: steps of one, so that neither can jump over the other.
            if (!step.IsConst(1) || StepOf(limit)?.IsConst(-1) != true || test != Op.Lt)
                return false;
            opposite = limit;
        }

        (Counter, Step, Limit, Opposite, Test, CountsUp) = (counter, step, limit, opposite, test, up);
        return true;
    }

    private Value? StepOf(Value phi)
    {
        if (phi.Op != Op.Phi || phi.Block != Loop.Header || Next(phi) is not { Op: Op.Add } sum)
            return null;
        Value? step = sum.Arg(0) == phi ? sum.Arg(1) : sum.Arg(1) == phi ? sum.Arg(0) : null;
        return step is not null && IsInvariant(step) && !(step.Op == Op.Const && (step.Imm == 0 || System.Math.Abs(step.Imm) > OffsetLimit)) ? step : null;
    }

    private void CountIterations()
    {
        if (Opposite is not null || Limit.Op != Op.Const || Step.Op != Op.Const || Loop.Header.Predecessors.Count != 2)
            return;
        Value start = Counter.Arg(1 - Loop.Header.Predecessors.IndexOf(Latch));
        if (start.Op != Op.Const || System.Math.Abs(start.Imm) > int.MaxValue || System.Math.Abs(Limit.Imm) > int.MaxValue - OffsetLimit)
            return;
        long distance = CountsUp ? Limit.Imm - start.Imm : start.Imm - Limit.Imm;
        Iterations = System.Math.Max(0, (distance / System.Math.Abs(Step.Imm)) + 1);
    }

    private void FindChecks(Block block)
    {
        foreach (Value value in block.Body)
        {
            if (value.Op == Op.ThrowIf && value.Arg(0).Op == Op.GeUn)
                TryCheck(value, value.Arg(0), -1);
        }

        Value terminator = block.Terminator!;
        if (terminator.Op != Op.Branch || terminator.Arg(0).Op is not (Op.GeUn or Op.LtUn))
            return;
        int inside = terminator.Arg(0).Op == Op.LtUn ? 0 : 1;
        if (_members.Contains(block.Successors[inside]) && !_members.Contains(block.Successors[1 - inside]))
            TryCheck(terminator, terminator.Arg(0), inside);
    }

    private void TryCheck(Value check, Value test, int branch)
    {
        Value index = test.Arg(0);
        Value length = test.Arg(1);
        if (!IsInvariant(length))
            return;
        long offset = 0;
        if (index.Op == Op.Add && index.Arg(1).Op == Op.Const && System.Math.Abs(index.Arg(1).Imm) < OffsetLimit && index.Arg(0).Op == Op.Phi)
        {
            offset = index.Arg(1).Imm;
            index = index.Arg(0);
        }

        if (index == Counter || (index == Opposite && offset == 0))
            _checks.Add(check, new Check(index, offset, length, branch));
    }
}
