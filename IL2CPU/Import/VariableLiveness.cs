using System.Collections;
using System.Collections.Generic;
using System.Reflection.Metadata;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>Backward liveness of arguments and locals over IL blocks, to find which are live into a handler.</summary>
/// <remarks>
/// Handler entries are the only question, so exceptional edges are left out: a variable live into an outer handler is found
/// at that handler's own entry. Finally blocks are passed by on leave edges for the same reason: they are handlers. A catch
/// inside a finally is the exception: after it the inline copies of the finally go on to where the leaves lead.
/// </remarks>
internal readonly ref struct VariableLiveness
{
    private readonly FlowGraph _graph;
    private readonly ILBody _il;
    private readonly BitArray[] _used;
    private readonly BitArray[] _defined;
    private readonly BitArray[] _liveIn;

    /// <summary>Of the end of a finally: the blocks that leaves through it lead to. Empty until they are asked for.</summary>
    private readonly List<int>[] _beyond;

    public VariableLiveness(FlowGraph graph, ILBody il)
    {
        _graph = graph;
        _il = il;
        int count = graph.Blocks.Count;
        _used = new BitArray[count];
        _defined = new BitArray[count];
        _liveIn = new BitArray[count];
        _beyond = new List<int>[count];
        for (int i = 0; i < count; i++)
            Scan(i);
        Solve();
    }

    public void MarkLiveIntoHandlers(BitArray result)
    {
        foreach (ExceptionClause clause in _il.Clauses)
        {
            result.Or(_liveIn[_graph.BlockAt(clause.HandlerStart).Index]);
            if (clause.Kind == ExceptionClauseKind.Filter)
                MarkFilter(clause, result);
        }

        MarkBeyondFinally(result);
    }

    private void MarkBeyondFinally(BitArray result)
    {
        List<ExceptionClause> inner = [];
        foreach (ExceptionClause clause in _il.Clauses)
        {
            if (clause.Kind is ExceptionClauseKind.Catch or ExceptionClauseKind.Filter && IsInsideFinally(clause))
                inner.Add(clause);
        }

        if (inner.Count == 0)
            return;
        foreach (ILBlock block in _graph.Blocks)
        {
            if (block.End == ILBlockEnd.EndFinally)
                AddLeaveTargets(block);
        }

        Solve();
        foreach (ExceptionClause clause in inner)
            result.Or(_liveIn[_graph.BlockAt(clause.HandlerStart).Index]);
    }

    private bool IsInsideFinally(ExceptionClause inner)
    {
        foreach (ExceptionClause clause in _il.Clauses)
        {
            if (clause.Kind == ExceptionClauseKind.Finally && IsInHandler(clause, inner.HandlerStart))
                return true;
        }

        return false;
    }

    private static bool IsInTry(ExceptionClause clause, int offset) => offset >= clause.TryStart && offset < clause.TryEnd;

    private static bool IsInHandler(ExceptionClause clause, int offset) => offset >= clause.HandlerStart && offset < clause.HandlerEnd;

    // What is live where a leave through the finally leads is live at its end.
    private void AddLeaveTargets(ILBlock end)
    {
        foreach (ExceptionClause clause in _il.Clauses)
        {
            if (clause.Kind != ExceptionClauseKind.Finally || !IsInHandler(clause, end.Start))
                continue;
            foreach (ILBlock block in _graph.Blocks)
            {
                if (block.LeaveTarget >= 0 && IsInTry(clause, block.Start) && !IsInTry(clause, block.LeaveTarget))
                    _beyond[end.Index].Add(_graph.BlockAt(block.LeaveTarget).Index);
            }
        }
    }

    // A filter is a function of its own: everything it touches lives in the parent's frame.
    private void MarkFilter(ExceptionClause clause, BitArray result)
    {
        var reader = new ILReader(_il.Code, clause.FilterStart);
        while (reader.Offset < clause.HandlerStart)
        {
            ILOpCode opcode = reader.ReadOpcode();
            if (ILVariables.TryDecode(opcode, ref reader, out int index, out bool isArgument, out _))
                result[_graph.Variable(index, isArgument)] = true;
            else
                reader.Skip(opcode);
        }
    }

    private void Scan(int blockIndex)
    {
        ILBlock block = _graph.Blocks[blockIndex];
        var used = new BitArray(_graph.VariableCount);
        var defined = new BitArray(_graph.VariableCount);
        var reader = new ILReader(_il.Code, block.Start);
        while (reader.Offset < block.EndOffset)
        {
            ILOpCode opcode = reader.ReadOpcode();
            if (!ILVariables.TryDecode(opcode, ref reader, out int index, out bool isArgument, out VariableAccess access))
            {
                reader.Skip(opcode);
                continue;
            }

            int variable = _graph.Variable(index, isArgument);
            if (access == VariableAccess.Store)
                defined[variable] = true;
            else if (!defined[variable])
                used[variable] = true;
        }

        _used[blockIndex] = used;
        _defined[blockIndex] = defined;
        _liveIn[blockIndex] = (BitArray)used.Clone();
        _beyond[blockIndex] = [];
    }

    private void Solve()
    {
        var live = new BitArray(_graph.VariableCount);
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = _graph.Blocks.Count - 1; i >= 0; i--)
            {
                ILBlock block = _graph.Blocks[i];
                live.SetAll(false);
                foreach (int successor in block.Successors)
                    live.Or(_liveIn[successor]);
                foreach (int target in _beyond[i])
                    live.Or(_liveIn[target]);
                if (block.LeaveTarget >= 0)
                    live.Or(_liveIn[_graph.BlockAt(block.LeaveTarget).Index]);
                // live - defined + used
                live.Or(_defined[i]).Xor(_defined[i]).Or(_used[i]);
                changed |= Add(_liveIn[i], live);
            }
        }
    }

    private static bool Add(BitArray target, BitArray source)
    {
        bool changed = false;
        for (int i = 0; i < target.Length; i++)
        {
            if (source[i] && !target[i])
            {
                target[i] = true;
                changed = true;
            }
        }

        return changed;
    }
}
