using System.Collections;
using System.Collections.Generic;
using System.Reflection.Metadata;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>Backward liveness of arguments and locals over IL blocks, to find which are live into a handler.</summary>
/// <remarks>
/// Handler entries are the only question, so exceptional edges are left out: a variable live into an outer handler is found
/// at that handler's own entry. Finally blocks are passed by on leave edges for the same reason: they are handlers.
/// </remarks>
internal readonly ref struct VariableLiveness
{
    private readonly FlowGraph _graph;
    private readonly ILBody _il;
    private readonly BitArray[] _used;
    private readonly BitArray[] _defined;
    private readonly BitArray[] _liveIn;

    public VariableLiveness(FlowGraph graph, ILBody il)
    {
        _graph = graph;
        _il = il;
        int count = graph.Blocks.Count;
        _used = new BitArray[count];
        _defined = new BitArray[count];
        _liveIn = new BitArray[count];
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
