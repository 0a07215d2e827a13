using System;
using System.Collections;
using System.Collections.Generic;
using System.Reflection.Metadata;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>How control leaves an IL block.</summary>
internal enum ILBlockEnd
{
    /// <summary>Successors as listed; falls through or branches.</summary>
    Normal,

    /// <summary>ret, throw, rethrow, jmp.</summary>
    Exit,

    /// <summary>leave to <see cref="ILBlock.LeaveTarget"/>, through the finally blocks between.</summary>
    Leave,

    /// <summary>endfinally or endfault.</summary>
    EndFinally,

    EndFilter,
}

/// <summary>Straight-line range of IL.</summary>
internal sealed class ILBlock
{
    public required int Index { get; init; }

    public required int Start { get; init; }

    public int EndOffset { get; set; }

    public ILBlockEnd End { get; set; }

    /// <summary>Indexes of the successors, one per edge, in the order of the branch's meaning: taken or cases first, fall-through last.</summary>
    public List<int> Successors { get; } = [];

    public int LeaveTarget { get; set; } = -1;
}

/// <summary>Blocks of a method's IL and what variables need a home in memory. The same for every instantiation.</summary>
internal sealed class FlowGraph
{
    private readonly ILBody _il;
    private readonly int[] _blockAt;
    private readonly BitArray _addressTaken;
    private readonly BitArray _liveIntoHandler;
    private readonly BitArray _written;
    private readonly BitArray _kept;

    /// <param name="keepsVariables">Every variable with a name in the source lives in memory, for a debugger.</param>
    public FlowGraph(ILBody il, int argumentCount, bool keepsVariables)
    {
        _il = il;
        ArgumentCount = argumentCount;
        int variables = argumentCount + il.Locals.Count;
        _addressTaken = new BitArray(variables);
        _liveIntoHandler = new BitArray(variables);
        _written = new BitArray(variables);
        _kept = new BitArray(variables);
        for (int i = 0; keepsVariables && i < variables; i++)
            _kept[i] = i < argumentCount || (i - argumentCount < il.LocalNames.Count && il.LocalNames[i - argumentCount].Length > 0);
        _blockAt = new int[il.Code.Length];
        Array.Fill(_blockAt, -1);
        BitArray leaders = FindLeaders();
        MakeBlocks(leaders);
        foreach (ILBlock block in Blocks)
            Connect(block);
        if (il.Clauses.Count > 0)
            new VariableLiveness(this, il).MarkLiveIntoHandlers(_liveIntoHandler);
    }

    /// <summary>this included.</summary>
    public int ArgumentCount { get; }

    /// <summary>Arguments, then locals.</summary>
    public int VariableCount => _addressTaken.Length;

    public List<ILBlock> Blocks { get; } = [];

    /// <summary>Some branch goes backwards.</summary>
    public bool HasBackwardBranch { get; private set; }

    public bool IsAddressTaken(int variable) => _addressTaken[variable];

    public bool IsLiveIntoHandler(int variable) => _liveIntoHandler[variable];

    /// <summary>True when the variable cannot be an SSA value.</summary>
    public bool NeedsMemory(int variable) => _addressTaken[variable] || _liveIntoHandler[variable] || _kept[variable];

    /// <summary>A debugger wants to see it where it is.</summary>
    public bool IsKept(int variable) => _kept[variable];

    /// <summary>Assigned as a whole somewhere.</summary>
    public bool IsStored(int variable) => _written[variable];

    /// <summary>Stored to, or its address taken, somewhere.</summary>
    public bool IsWritten(int variable) => _written[variable] || _addressTaken[variable];

    public ILBlock BlockAt(int offset)
    {
        int index = (uint)offset < (uint)_blockAt.Length ? _blockAt[offset] : -1;
        return index >= 0 ? Blocks[index] : throw new CompilerDiagnosticException($"IL offset {offset} is not the start of a block");
    }

    private BitArray FindLeaders()
    {
        var leaders = new BitArray(_il.Code.Length + 1);
        leaders[0] = true;
        var reader = new ILReader(_il.Code);
        while (reader.HasNext)
        {
            int start = reader.Offset;
            ILOpCode opcode = reader.ReadOpcode();
            NoteVariable(opcode, reader);
            if (opcode == ILOpCode.Switch)
            {
                foreach (int target in reader.ReadSwitch())
                    MarkTarget(leaders, start, target);
                leaders[reader.Offset] = true;
            }
            else if (opcode.IsBranch())
            {
                MarkTarget(leaders, start, reader.ReadBranch(opcode));
                leaders[reader.Offset] = true;
            }
            else
            {
                reader.Skip(opcode);
                if (EndOf(opcode) != ILBlockEnd.Normal)
                    leaders[reader.Offset] = true;
            }
        }

        foreach (ExceptionClause clause in _il.Clauses)
        {
            leaders[clause.TryStart] = true;
            leaders[clause.TryEnd] = true;
            leaders[clause.HandlerStart] = true;
            leaders[clause.HandlerEnd] = true;
            if (clause.Kind == ExceptionClauseKind.Filter)
                leaders[clause.FilterStart] = true;
        }

        return leaders;
    }

    private void MarkTarget(BitArray leaders, int from, int target)
    {
        if ((uint)target >= (uint)_il.Code.Length)
            throw new CompilerDiagnosticException($"branch at IL_{from:x4} leads out of the method");
        HasBackwardBranch |= target <= from;
        leaders[target] = true;
    }

    private void NoteVariable(ILOpCode opcode, ILReader reader)
    {
        if (!ILVariables.TryDecode(opcode, ref reader, out int index, out bool isArgument, out VariableAccess access))
            return;
        int variable = Variable(index, isArgument);
        if (access == VariableAccess.Address)
            _addressTaken[variable] = true;
        else if (access == VariableAccess.Store)
            _written[variable] = true;
    }

    public int Variable(int index, bool isArgument)
    {
        int variable = isArgument ? index : ArgumentCount + index;
        if (variable >= VariableCount || (isArgument && index >= ArgumentCount))
            throw new CompilerDiagnosticException($"there is no {(isArgument ? "argument" : "local")} {index}");
        return variable;
    }

    private void MakeBlocks(BitArray leaders)
    {
        for (int offset = 0; offset < _il.Code.Length; offset++)
        {
            if (!leaders[offset])
                continue;
            if (Blocks.Count > 0)
                Blocks[^1].EndOffset = offset;
            _blockAt[offset] = Blocks.Count;
            Blocks.Add(new ILBlock { Index = Blocks.Count, Start = offset });
        }

        if (Blocks.Count > 0)
            Blocks[^1].EndOffset = _il.Code.Length;
    }

    private void Connect(ILBlock block)
    {
        var reader = new ILReader(_il.Code, block.Start);
        while (reader.Offset < block.EndOffset)
        {
            ILOpCode opcode = reader.ReadOpcode();
            if (opcode == ILOpCode.Switch)
            {
                foreach (int target in reader.ReadSwitch())
                    block.Successors.Add(BlockAt(target).Index);
            }
            else if (opcode is ILOpCode.Leave or ILOpCode.Leave_s)
            {
                block.End = ILBlockEnd.Leave;
                block.LeaveTarget = reader.ReadBranch(opcode);
                return;
            }
            else if (opcode.IsBranch())
            {
                block.Successors.Add(BlockAt(reader.ReadBranch(opcode)).Index);
                if (opcode is ILOpCode.Br or ILOpCode.Br_s)
                    return;
            }
            else
            {
                reader.Skip(opcode);
                block.End = EndOf(opcode);
                if (block.End != ILBlockEnd.Normal)
                    return;
            }
        }

        if (block.EndOffset >= _il.Code.Length)
            throw new CompilerDiagnosticException("control runs off the end of the method");
        block.Successors.Add(BlockAt(block.EndOffset).Index);
    }

    private static ILBlockEnd EndOf(ILOpCode opcode) => opcode switch
    {
        ILOpCode.Ret or ILOpCode.Throw or ILOpCode.Rethrow or ILOpCode.Jmp => ILBlockEnd.Exit,
        ILOpCode.Endfinally => ILBlockEnd.EndFinally,
        ILOpCode.Endfilter => ILBlockEnd.EndFilter,
        _ => ILBlockEnd.Normal,
    };
}
