using System;
using System.Collections.Generic;
using IL2CPU.IR;

namespace IL2CPU.X64.Lir;

/// <summary>Chooses the order of code: reverse postorder, loops contiguous, cold blocks and handlers last; splits critical edges.</summary>
/// <remarks>Every block comes after its dominators: linear scan sees a definition before its uses.</remarks>
internal sealed class BlockLayout
{
    private readonly List<List<int>> _loopMembers = [];
    private readonly List<int> _placed = [];
    private readonly Stack<int> _work = [];
    private BlockOrder _order = null!;
    private bool[] _cold = [];
    private bool[] _done = [];
    private int[] _depth = [];
    private int[] _loopOfHeader = [];
    private int[] _innermost = [];
    private readonly List<int> _outer = [];
    private int[] _lirIndex = [];
    private int[] _edgeStart = [];
    private int[] _edges = [];
    private int[] _reachablePredecessors = [];

    /// <summary>Reachable blocks, each after the blocks dominating it.</summary>
    public IReadOnlyList<Block> ReversePostorder => _order.Blocks;

    public int IndexOf(Block block) => _lirIndex[block.Id];

    public void Run(MethodBody body, LirFunction function)
    {
        _order = new BlockOrder(body);
        int count = _order.Blocks.Count;
        if (_cold.Length < count)
        {
            int size = Math.Max(count, 64);
            _cold = new bool[size];
            _done = new bool[size];
            _depth = new int[size];
            _loopOfHeader = new int[size];
            _innermost = new int[size];
            _reachablePredecessors = new int[size];
        }

        Array.Clear(_done, 0, count);
        Array.Clear(_depth, 0, count);
        Array.Fill(_loopOfHeader, -1, 0, count);
        Array.Fill(_innermost, -1, 0, count);
        FindCold(count);
        FindLoops(count);
        Place(count);
        MakeBlocks(body, function);
        Connect(function);
    }

    private void FindCold(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Block block = _order.Blocks[i];
            bool allCold = i > 0;
            int reachable = 0;
            foreach (Block predecessor in block.Predecessors)
            {
                int index = _order.Index(predecessor);
                if (index < 0)
                    continue;
                reachable++;
                if (index < i && !_cold[index])
                    allCold = false;
            }

            // A block behind cold blocks only must not precede them, or its definitions would come after their uses.
            _cold[i] = i > 0 && (block.IsCold || block.IsHandler || allCold);
            _reachablePredecessors[i] = reachable;
        }
    }

    private void FindLoops(int count)
    {
        _loopMembers.Clear();
        _outer.Clear();
        for (int header = 0; header < count; header++)
        {
            List<int>? members = null;
            foreach (Block predecessor in _order.Blocks[header].Predecessors)
            {
                int latch = _order.Index(predecessor);
                if (latch >= header)
                    members = Collect(header, latch, members);
            }

            if (members is null || members.Count == 0)
                continue;
            members.Sort();
            _loopOfHeader[header] = _loopMembers.Count;
            _loopMembers.Add(members);
            // Headers come in an order in which outer loops precede inner ones.
            _outer.Add(_innermost[header]);
            foreach (int member in members)
            {
                _depth[member]++;
                _innermost[member] = _loopMembers.Count - 1;
            }
        }
    }

    /// <summary>The natural loop of one back edge; leaves the set alone when the header does not dominate the latch.</summary>
    private List<int>? Collect(int header, int latch, List<int>? members)
    {
        var found = new HashSet<int> { header };
        _work.Clear();
        if (found.Add(latch))
            _work.Push(latch);
        while (_work.Count > 0)
        {
            Block block = _order.Blocks[_work.Pop()];
            if (block.Predecessors.Count == 0)
                return members;
            foreach (Block predecessor in block.Predecessors)
            {
                int index = _order.Index(predecessor);
                if (index < 0)
                    continue;
                if (index < header)
                    return members;
                if (found.Add(index))
                    _work.Push(index);
            }
        }

        members ??= [];
        foreach (int index in found)
        {
            if (!members.Contains(index))
                members.Add(index);
        }

        return members;
    }

    private void Place(int count)
    {
        _placed.Clear();
        for (int i = 0; i < count; i++)
            PlaceOne(i);
    }

    private void PlaceOne(int index)
    {
        if (_done[index])
            return;
        _done[index] = true;
        _placed.Add(index);
        int loop = _loopOfHeader[index];
        if (loop < 0)
            return;
        foreach (int member in _loopMembers[loop])
            PlaceOne(member);
    }

    private void MakeBlocks(MethodBody body, LirFunction function)
    {
        if (_lirIndex.Length < body.BlockCount)
        {
            _lirIndex = new int[body.BlockCount];
            _edgeStart = new int[body.BlockCount];
        }

        Array.Fill(_lirIndex, -1, 0, body.BlockCount);
        int edges = 0;
        foreach (int index in _placed)
        {
            Block block = _order.Blocks[index];
            _edgeStart[block.Id] = edges;
            edges += block.Successors.Count;
        }

        if (_edges.Length < edges)
            _edges = new int[edges * 2];
        Array.Fill(_edges, -1, 0, edges);
        foreach (bool cold in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (int index in _placed)
            {
                Block block = _order.Blocks[index];
                if (_cold[index] == cold)
                {
                    Add(function, block, block.Region, cold, _depth[index]);
                    _lirIndex[block.Id] = function.Blocks.Count - 1;
                }

                AddEdges(function, block, index, cold);
            }
        }
    }

    private void AddEdges(LirFunction function, Block block, int index, bool cold)
    {
        if (block.Successors.Count < 2)
            return;
        for (int i = 0; i < block.Successors.Count; i++)
        {
            int target = _order.Index(block.Successors[i]);
            bool edgeCold = _cold[index] || _cold[target];
            if (_reachablePredecessors[target] < 2 || edgeCold != cold)
                continue;
            Add(function, null, block.Region, cold, CommonDepth(index, target));
            _edges[_edgeStart[block.Id] + i] = function.Blocks.Count - 1;
        }
    }

    /// <summary>How many loops both blocks belong to.</summary>
    private int CommonDepth(int first, int second)
    {
        int a = _innermost[first];
        int b = _innermost[second];
        while (a != b)
        {
            // The loop found later is not an outer one of the other.
            if (a > b)
                a = _outer[a];
            else
                b = _outer[b];
        }

        int depth = 0;
        for (; a >= 0; a = _outer[a])
            depth++;
        return depth;
    }

    private static void Add(LirFunction function, Block? source, int region, bool cold, int depth)
    {
        LirBlock lir = function.NewBlock(function.Blocks.Count);
        lir.Source = source;
        lir.Region = region;
        lir.IsCold = cold;
        lir.LoopDepth = depth;
        function.Blocks.Add(lir);
    }

    private void Connect(LirFunction function)
    {
        for (int i = 0; i < function.Blocks.Count; i++)
        {
            LirBlock lir = function.Blocks[i];
            if (lir.Source is not { } block)
                continue;
            for (int s = 0; s < block.Successors.Count; s++)
            {
                int edge = _edges[_edgeStart[block.Id] + s];
                int target = _lirIndex[block.Successors[s].Id];
                lir.Successors.Add(edge >= 0 ? edge : target);
                if (edge < 0)
                    continue;
                function.Blocks[edge].Successors.Add(target);
                function.Blocks[edge].Predecessors.Add(i);
            }

            for (int p = 0; p < block.Predecessors.Count; p++)
            {
                Block predecessor = block.Predecessors[p];
                if (_lirIndex[predecessor.Id] < 0)
                    continue;
                int edge = _edges[_edgeStart[predecessor.Id] + SuccessorOf(block, p)];
                lir.Predecessors.Add(edge >= 0 ? edge : _lirIndex[predecessor.Id]);
            }
        }
    }

    /// <summary>Which successor of its predecessor the p-th incoming edge is: parallel edges correspond in order.</summary>
    private static int SuccessorOf(Block block, int p)
    {
        Block predecessor = block.Predecessors[p];
        int occurrence = 0;
        for (int i = 0; i < p; i++)
        {
            if (block.Predecessors[i] == predecessor)
                occurrence++;
        }

        int successor = -1;
        do
            successor = predecessor.Successors.IndexOf(block, successor + 1);
        while (occurrence-- > 0);
        return successor;
    }
}
