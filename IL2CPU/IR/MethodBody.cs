using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using IL2CPU.TypeSystem;

namespace IL2CPU.IR;

/// <summary>A method (or compiler-made function) in SSA form.</summary>
public sealed partial class MethodBody
{
    private readonly List<Region> _regions = [];
    private SourceVariables? _variables;
    private int _nextValue;
    private int _nextBlock;

    /// <param name="symbol">What the code will be called.</param>
    /// <param name="parameters">Scalar parameter kinds after classification, hidden return buffer first, then this.</param>
    /// <param name="results">0, 1 or 2 kinds.</param>
    public MethodBody(Symbol symbol, ImmutableArray<Kind> parameters, ImmutableArray<Kind> results)
    {
        Symbol = symbol;
        Parameters = parameters;
        Results = results;
    }

    public Symbol Symbol { get; }

    /// <summary>The method this is the code of; null for stubs without one.</summary>
    public MethodDesc? Method { get; init; }

    public ImmutableArray<Kind> Parameters { get; }

    public ImmutableArray<Kind> Results { get; }

    /// <summary>Entered from System V code: the callee-saved registers must be kept.</summary>
    public bool IsUnmanagedEntry { get; init; }

    /// <summary>No split check; its frame counts against the 792-byte budget.</summary>
    public bool IsNoSplit { get; set; }

    /// <summary>Integers that nobody can follow hold addresses of this stack: while the method runs, its frame and those of its callers do not move.</summary>
    public bool PinsStack { get; set; }

    /// <summary>Has fixed statements: pointers of theirs may lead into any memory.</summary>
    public bool HasPinnedVariables { get; set; }

    /// <summary>Blocks[0] is the entry; it has no predecessors.</summary>
    public List<Block> Blocks => _blocks ?? Unpack()._blocks!;

    public List<Slot> Slots { get; } = [];

    public List<Region> Regions => _blocks is null ? Unpack()._regions : _regions;

    public List<Location> Locations => _locations ?? Unpack()._locations!;

    /// <summary>For debug information; null if nobody wants it. A copy has none.</summary>
    public SourceVariables? Variables
    {
        get => _blocks is null ? Unpack()._variables : _variables;
        set => _variables = value;
    }

    /// <summary>Upper bound of <see cref="Value.Id"/>; for dense maps.</summary>
    public int ValueCount => _nextValue;

    /// <summary>Upper bound of <see cref="Block.Id"/>.</summary>
    public int BlockCount => _nextBlock;

    public Block Entry => Blocks[0];

    public Block NewBlock()
    {
        var block = new Block(_nextBlock++);
        Blocks.Add(block);
        return block;
    }

    public Slot NewSlot(int size, int alignment, TypeDesc? type, Kind scalar = Kind.Void, int count = 1)
    {
        var slot = new Slot(Slots.Count, size, alignment, type) { ScalarKind = scalar, Count = count };
        Slots.Add(slot);
        return slot;
    }

    /// <summary>Makes a value without placing it.</summary>
    public Value NewValue(Op op, Kind kind, params ReadOnlySpan<Value> args) => new(_nextValue++, op, kind, args);

    /// <summary>Makes a value and appends it to the block's body.</summary>
    public Value Append(Block block, Op op, Kind kind, params ReadOnlySpan<Value> args)
    {
        Value value = NewValue(op, kind, args);
        value.Block = block;
        block.Body.Add(value);
        return value;
    }

    public Value Constant(Block block, Kind kind, long imm)
    {
        Value value = Append(block, Op.Const, kind);
        value.Imm = imm;
        return value;
    }

    /// <summary>Adds a phi whose arguments are filled in by the caller.</summary>
    public Value NewPhi(Block block, Kind kind)
    {
        Value phi = NewValue(Op.Phi, kind);
        phi.Block = block;
        block.Phis.Add(phi);
        return phi;
    }

    /// <summary>Ends a block. Adds the edges; phis of the successors must get their arguments from the caller.</summary>
    public Value Terminate(Block block, Op op, ReadOnlySpan<Value> args, params ReadOnlySpan<Block> successors)
    {
        Value terminator = NewValue(op, Kind.Void, args);
        terminator.Block = block;
        block.Terminator = terminator;
        foreach (Block successor in successors)
            AddEdge(block, successor);
        return terminator;
    }

    public static void AddEdge(Block from, Block to)
    {
        from.Successors.Add(to);
        to.Predecessors.Add(from);
    }

    /// <summary>Removes one edge and the matching phi arguments. The terminator is the caller's to change.</summary>
    public static void RemoveEdge(Block from, int successorIndex)
    {
        Block to = from.Successors[successorIndex];
        // With parallel edges the n-th edge to a block is the n-th occurrence among its predecessors.
        int occurrence = 0;
        for (int i = 0; i < successorIndex; i++)
        {
            if (from.Successors[i] == to)
                occurrence++;
        }

        int index = -1;
        do
            index = to.Predecessors.IndexOf(from, index + 1);
        while (occurrence-- > 0);

        from.Successors.RemoveAt(successorIndex);
        to.Predecessors.RemoveAt(index);
        foreach (Value phi in to.Phis)
            phi.RemoveArg(index);
    }
}
