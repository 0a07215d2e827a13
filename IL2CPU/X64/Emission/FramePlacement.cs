using System;
using System.Collections.Generic;
using System.Numerics;
using IL2CPU.X64.Allocation;
using IL2CPU.X64.Lir;

namespace IL2CPU.X64.Emission;

/// <summary>Where the frame is made: nowhere, at the entry, or only on the ways that need it.</summary>
/// <remarks>
/// Once made, a frame stays until the return. A block is reached either always with a frame or never. Code without a frame
/// uses no slot and makes no call. It may fault: it stands in front of all code with a frame, so the walk of a fault can tell.
/// A throw out of line makes a frame of its own.
/// </remarks>
internal sealed class FramePlacement
{
    // More copies of the prologue than this are not worth the way without a frame.
    private const int MaxStarts = 3;
    private readonly List<int> _starts = [];
    private readonly Stack<int> _work = [];
    private bool[] _framed = [];
    private LirFunction _function = null!;
    private LinearScan _scan = null!;

    /// <summary>Some block has a frame.</summary>
    public bool HasFrame { get; private set; }

    /// <summary>The frame is made in the prologue, or there is none.</summary>
    public bool IsUniform { get; private set; }

    /// <summary>Blocks that begin with making the frame, if it is not made in the prologue.</summary>
    public List<int> Starts => _starts;

    public bool this[int block] => _framed[block];

    public void Run(LirFunction function, LinearScan scan, MoveResolver resolver, CodeGenOptions options)
    {
        _function = function;
        _scan = scan;
        _starts.Clear();
        IsUniform = true;
        int count = function.Blocks.Count;
        if (_framed.Length < count)
            _framed = new bool[count * 2];
        HasFrame = options.OptimizationLevel == 0 || function.Body.IsUnmanagedEntry || function.Body.Regions.Count > 0 || function.NeedsFrameOnEdges;
        bool needed = HasFrame;
        if (!needed)
            needed = FindNeeds(resolver);
        Array.Fill(_framed, HasFrame, 0, HasFrame ? count : 0);
        if (HasFrame || !needed)
            return;
        HasFrame = true;
        IsUniform = false;
        Spread();
        if (!_framed[0] && IsWorthwhile() && FindStarts())
            return;
        _starts.Clear();
        Array.Fill(_framed, true, 0, count);
        IsUniform = true;
    }

    /// <summary>Marks the blocks that need a frame themselves; false if there are none.</summary>
    private bool FindNeeds(MoveResolver resolver)
    {
        bool any = false;
        int move = 0;
        for (int b = 0; b < _function.Blocks.Count; b++)
        {
            LirBlock block = _function.Blocks[b];
            bool needs = block.NeedsFrame;
            for (; move < resolver.Moves.Count && resolver.Moves[move].Instruction < block.End; move++)
                needs |= resolver.Moves[move].From.IsSlot || resolver.Moves[move].To.IsSlot;
            for (int i = block.First; i < block.End && !needs; i++)
                needs = UsesSlot(_function.Code[i]);
            _framed[b] = needs;
            any |= needs;
        }

        return any;
    }

    private bool UsesSlot(in Instruction instruction)
    {
        for (int o = 0; o < instruction.OperandCount; o++)
        {
            Place place = _scan.OperandPlaces[instruction.FirstOperand + o];
            // A parameter on the stack stays where the caller put it.
            if (place.IsSlot && !(instruction.Op == Opcode.Entry && _function.Registers[place.Owner].Home >= 0))
                return true;
        }

        return false;
    }

    /// <summary>Extends the set to what follows, and to all ways into a block some ways into which have a frame.</summary>
    private void Spread()
    {
        for (int b = 0; b < _function.Blocks.Count; b++)
        {
            if (_framed[b])
                _work.Push(b);
        }

        while (_work.TryPop(out int b))
        {
            foreach (int successor in _function.Blocks[b].Successors)
            {
                Add(successor);
                foreach (int predecessor in _function.Blocks[successor].Predecessors)
                    Add(predecessor);
            }
        }
    }

    private void Add(int block)
    {
        if (_framed[block])
            return;
        _framed[block] = true;
        _work.Push(block);
    }

    /// <summary>Some way that is not cold returns without a frame.</summary>
    private bool IsWorthwhile()
    {
        for (int b = 0; b < _function.Blocks.Count; b++)
        {
            LirBlock block = _function.Blocks[b];
            if (!_framed[b] && !block.IsCold && block.Successors.Count == 0)
                return true;
        }

        return false;
    }

    private bool FindStarts()
    {
        for (int b = 0; b < _function.Blocks.Count; b++)
        {
            LirBlock block = _function.Blocks[b];
            if (!_framed[b] || block.Predecessors.Count == 0 || _framed[block.Predecessors[0]])
                continue;
            _starts.Add(b);
            if (_starts.Count > MaxStarts || !FindLive(b, null))
                return false;
        }

        return _starts.Count > 0;
    }

    /// <summary>Collects what lives in registers where a frame is about to be made, before any move of the block.</summary>
    /// <returns>False when that is more than the call of Split can carry.</returns>
    public bool FindLive(int b, List<(int Register, int Machine)>? live)
    {
        LirBlock block = _function.Blocks[b];
        // Moves of an edge stand in the block if its predecessor has other successors.
        bool before = _function.Blocks[block.Predecessors[0]].Successors.Count > 1;
        int position = before ? _function.Blocks[block.Predecessors[0]].To - 1 : block.From;
        int integers = 0;
        int floats = 0;
        ReadOnlySpan<ulong> entering = _scan.Liveness.In(b);
        for (int word = 0; word < entering.Length; word++)
        {
            for (ulong bits = entering[word]; bits != 0; bits &= bits - 1)
            {
                if (!Count(_scan.Liveness.Globals[(word << 6) + BitOperations.TrailingZeroCount(bits)], position, live, ref integers, ref floats))
                    return false;
            }
        }

        for (int i = 0; i < block.Phis.Count; i++)
        {
            int register = before ? block.PhiArguments[i * block.Predecessors.Count] : block.Phis[i];
            if (_function.Registers[block.Phis[i]].Interval is null || _function.Registers[register].Leaf is not null)
                continue;
            if (!Count(register, position, live, ref integers, ref floats))
                return false;
        }

        return integers <= Registers.IntegerArguments.Length && floats <= Registers.FloatArgumentCount;
    }

    private bool Count(int register, int position, List<(int Register, int Machine)>? live, ref int integers, ref int floats)
    {
        ref VirtualRegister info = ref _function.Registers[register];
        if (_scan.Intervals.At(info.Interval, position) is not { } part)
            return false;
        if (!part.Place.IsRegister)
            return info.Home >= 0;
        if (info.IsVector)
            floats++;
        else
            integers++;
        live?.Add((register, part.Place.Register));
        return true;
    }
}
