using System.Collections.Generic;

namespace IL2CPU.IR;

/// <summary>Basic block: phis, straight-line values, one terminator.</summary>
/// <remarks>Edges are kept on both ends by <see cref="MethodBody"/>'s editing methods; the order of predecessors is the order of phi arguments.</remarks>
public sealed class Block
{
    internal Block(int id) => Id = id;

    public int Id { get; internal set; }

    public List<Value> Phis { get; } = [];

    public List<Value> Body { get; } = [];

    /// <summary>Jump, Branch, Switch, Return or Unreachable; null only while under construction.</summary>
    public Value? Terminator { get; set; }

    public List<Block> Successors { get; } = [];

    public List<Block> Predecessors { get; } = [];

    /// <summary>Index into <see cref="MethodBody.Regions"/> of the innermost protected region; -1 outside every try.</summary>
    public int Region { get; set; } = -1;

    /// <summary>True for the first block of a handler: entered by the runtime only, without predecessors and SSA live-ins.</summary>
    public bool IsHandler { get; set; }

    /// <summary>Rarely executed (throws, slow paths): laid out last.</summary>
    public bool IsCold { get; set; }

    /// <summary>Header of a loop that goes round a bounded number of times: it needs no Poll.</summary>
    public bool IsBounded { get; set; }

    public override string ToString() => $"b{Id}";
}
