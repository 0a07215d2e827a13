using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.Passes;

// Replaces a computation by an equal one that dominates it, and decides conditions that dominating branches and checks settle.
//   v3 = Add v1, v2; ...; v7 = Add v1, v2      =>   uses of v7 become v3
//   ThrowIf (i >= n); ...; ThrowIf (i >= n)    =>   the second goes
//   v3 = Load v1; ...; Load v1 + 8             =>   the second cannot fault: NonNull
// Needs folded constants. Walks the dominator tree with scoped tables; facts hold in the subtree of the block that gives
// them. Loads are equal only in the same memory state. Nothing is moved, so an access or check disappears only behind an
// equal one that was executed.
internal sealed partial class ValueNumbering
{
    private readonly MethodBody _body;
    private readonly PassContext _context;
    private readonly Replacements _replacements;
    private readonly MemoryEpochs _epochs;
    private readonly Signs _signs;
    private readonly ValueTable _table;
    private readonly ValueFacts _facts;
    private readonly Stack<Undo> _undo;
    private int _state;
    private bool _changed;

    /// <summary>The tables of one method after the other: each leaves them empty, by undoing what it entered.</summary>
    internal sealed class Tables
    {
        internal ValueTable Equal { get; } = new();

        internal ValueFacts Facts { get; } = new();

        internal Stack<Undo> Undo { get; } = new();

        internal MemoryEpochs.States MemoryStates { get; } = new();

        internal Stack<(Block Block, bool Leave)> Walk { get; } = new();
    }

    /// <summary>What was entered: a fact about a value, the last entry of the table, or nothing yet in this block.</summary>
    internal readonly record struct Undo(Entered What, Value? Value = null);

    internal enum Entered : byte
    {
        Block,
        Computation,
        Known,
        NonNull,
    }

    private ValueNumbering(MethodBody body, PassContext context, Dominators dominators)
    {
        _body = body;
        _context = context;
        _replacements = new Replacements(body);
        _table = context.ValueTables.Equal;
        _facts = context.ValueTables.Facts;
        _undo = context.ValueTables.Undo;
        _epochs = new MemoryEpochs(body, dominators.Order, context);
        _signs = new Signs(dominators);
    }

    public static bool Run(MethodBody body, PassContext context)
    {
        var dominators = new Dominators(new BlockOrder(body));
        var pass = new ValueNumbering(body, context, dominators);
        pass.Walk(dominators);
        pass._replacements.Apply();
        return pass._changed;
    }

    private void Walk(Dominators dominators)
    {
        Stack<(Block Block, bool Leave)> stack = _context.ValueTables.Walk;
        stack.Clear();
        for (int i = dominators.TopBlocks.Length - 1; i >= 0; i--)
            stack.Push((dominators.TopBlocks[i], false));
        while (stack.TryPop(out (Block Block, bool Leave) next))
        {
            if (next.Leave)
            {
                Unwind();
                continue;
            }

            _undo.Push(new Undo(Entered.Block));
            stack.Push((next.Block, true));
            VisitBlock(next.Block);
            System.ReadOnlySpan<Block> children = dominators.Children(next.Block);
            for (int i = children.Length - 1; i >= 0; i--)
                stack.Push((children[i], false));
        }
    }

    private void Unwind()
    {
        while (_undo.Pop() is { What: not Entered.Block } undo)
        {
            if (undo.What == Entered.Computation)
                _table.RemoveLast();
            else if (undo.What == Entered.Known)
                _facts.RemoveKnown(undo.Value!);
            else
                _facts.RemoveNonNull(undo.Value!);
        }
    }

    private void VisitBlock(Block block)
    {
        _state = _epochs.AtStart(block);
        AssumeEdge(block);
        VisitPhis(block);
        int kept = 0;
        for (int i = 0; i < block.Body.Count; i++)
        {
            Value value = block.Body[i];
            _replacements.ResolveArgs(value);
            // Asked before the value can change: the state must advance as it did when the states were numbered.
            int after = _epochs.After(value, _state);
            bool stays = Visit(value);
            _state = after;
            if (stays)
            {
                Learn(value);
                block.Body[kept++] = value;
            }
            else
            {
                value.Block = null;
                _changed = true;
            }
        }

        block.Body.RemoveRange(kept, block.Body.Count - kept);
        Value terminator = block.Terminator!;
        _replacements.ResolveArgs(terminator);
        DecideTerminator(block, terminator);
    }

    private void VisitPhis(Block block)
    {
        for (int i = 0; i < block.Phis.Count; i++)
        {
            _replacements.ResolveArgs(block.Phis[i]);
            for (int j = 0; j < i; j++)
            {
                if (!SameArgs(block.Phis[i], block.Phis[j]) || !_context.Rewrites.Allow())
                    continue;
                _replacements.Replace(block.Phis[i], block.Phis[j]);
                block.Phis[i].Block = null;
                block.Phis.RemoveAt(i--);
                _changed = true;
                break;
            }
        }
    }

    private static bool SameArgs(Value a, Value b)
    {
        if (a.Kind != b.Kind)
            return false;
        for (int i = 0; i < a.ArgCount; i++)
        {
            if (a.Arg(i) != b.Arg(i))
                return false;
        }

        return true;
    }

    /// <returns>False when the value is to be dropped; its uses were redirected.</returns>
    private bool Visit(Value value)
    {
        if (value.Op is Op.ThrowIf or Op.NullCheck)
            return !IsSettled(value) || !_context.Rewrites.Allow();
        if (value.Op == Op.Select && Known(value.Arg(0)) is { } condition && _context.Rewrites.Allow())
        {
            _replacements.Replace(value, value.Arg(condition != 0 ? 1 : 2));
            return false;
        }

        if (OpInfo.Has(value.Op, OpTraits.Comparison) && Implied(value) is { } truth && _context.Rewrites.Allow())
        {
            value.Become(Op.Const, Kind.I32, truth ? 1 : 0, null);
            _changed = true;
        }

        if (value.Op == Op.ClassInit && IsInitialised(value))
            return !_context.Rewrites.Allow();
        if (!IsMergeable(value))
            return true;
        var key = new ValueKey(value, StateOf(value));
        if (_table.Find(in key) is { } equal)
        {
            if (!_context.Rewrites.Allow())
                return true;
            _replacements.Replace(value, equal);
            return false;
        }

        Insert(in key, value);
        return true;
    }

    private static bool IsMergeable(Value value) => value.Op switch
    {
        Op.Load => !value.HasFlag(ValueFlags.Volatile),
        Op.Div or Op.DivUn or Op.Rem or Op.RemUn => true,
        Op.AddOvf or Op.AddOvfUn or Op.SubOvf or Op.SubOvfUn or Op.MulOvf or Op.MulOvfUn => true,
        Op.IsInst or Op.CastClass or Op.VirtualFunction or Op.StaticBase or Op.ThreadStaticBase => true,
        Op.Call => value.HasFlag(ValueFlags.Pure) && value.Kind != Kind.Void,
        _ => value.IsPure,
    };

    private int StateOf(Value value) =>
        value.Op != Op.Load || value.HasFlag(ValueFlags.Invariant) ? 0 : _epochs.EpochOf(value, _state);

    private void Insert(in ValueKey key, Value value)
    {
        _undo.Push(new Undo(Entered.Computation));
        _table.Add(in key, value);
    }
}
