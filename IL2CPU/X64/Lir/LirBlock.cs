using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.X64.Lir;

/// <summary>Block in layout order; also stands for a split critical edge.</summary>
internal sealed class LirBlock
{
    /// <summary>Null for a split edge.</summary>
    public Block? Source;

    public int First;
    public int End;
    public int LoopDepth;
    public int Region;
    public bool IsCold;

    /// <summary>Something in it needs RBP to be this frame's: a call, a slot.</summary>
    public bool NeedsFrame;

    /// <summary>Indexes in layout order.</summary>
    public readonly List<int> Successors = [];
    public readonly List<int> Predecessors = [];

    /// <summary>Virtual registers of the phis, and for each its arguments in the order of <see cref="Predecessors"/>.</summary>
    public readonly List<int> Phis = [];
    public readonly List<int> PhiArguments = [];

    public int From => Positions.Gap(First);

    public int To => Positions.Gap(End);

    public bool IsEdge => Source is null;

    public void Reset()
    {
        Source = null;
        NeedsFrame = false;
        Successors.Clear();
        Predecessors.Clear();
        Phis.Clear();
        PhiArguments.Clear();
    }
}
