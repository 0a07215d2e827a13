using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

internal enum ScopeKind
{
    /// <summary>The method itself, without its finally and fault handlers.</summary>
    Root,

    /// <summary>A finally handler as it runs on one leave path.</summary>
    Inline,

    /// <summary>A finally or fault handler as it runs while an exception is dispatched.</summary>
    Exceptional,
}

/// <summary>One copy of a range of IL. Finally handlers have several.</summary>
internal sealed class ImportScope
{
    public required ScopeKind Kind { get; init; }

    public ImportScope? Parent { get; init; }

    public int Start { get; init; }

    public int End { get; init; }

    /// <summary>Where endfinally goes; Inline only.</summary>
    public ImportNode? Continuation { get; init; }

    public required ImportNode?[] Nodes { get; init; }

    public required Region?[] Regions { get; init; }

    public required ImportScope?[] Exceptional { get; init; }

    public Dictionary<(int Clause, int Target), ImportScope> Inlined { get; } = [];

    /// <summary>The dispatch record of an exceptional copy.</summary>
    public Value? Record { get; set; }

    public bool Contains(int offset) => offset >= Start && offset < End;
}

/// <summary>One copy of an IL block.</summary>
internal sealed class ImportNode
{
    public required ImportScope Scope { get; init; }

    public required ILBlock IL { get; init; }

    /// <summary>Clause this is the handler entry of; -1 otherwise.</summary>
    public int HandlerOf { get; set; } = -1;

    public int Order { get; set; } = -1;

    /// <summary>Seen by the search that orders the nodes.</summary>
    public bool IsFound { get; set; }

    /// <summary>Targets of its edges; null until they are asked for.</summary>
    public List<ImportNode>? Successors { get; set; }

    public int StaticPredecessors { get; set; }

    /// <summary>Order of the last predecessor in visiting order; -1 without one.</summary>
    public int LastPredecessor { get; set; } = -1;

    /// <summary>Null as long as nothing reaches the node.</summary>
    public Block? Block { get; set; }

    /// <summary>Evaluation stack at entry; null when empty.</summary>
    public List<StackEntry>? EntryStack { get; set; }
}

/// <summary>Copies of the IL blocks in the order in which they are imported: reverse post-order, handlers after their try.</summary>
internal sealed class ImportPlan
{
    private readonly ILBody _il;
    private readonly FlowGraph _graph;

    /// <param name="start">First instruction: 0, or the start of a filter.</param>
    /// <param name="end">End of the range imported.</param>
    public ImportPlan(ILBody il, FlowGraph graph, int start, int end)
    {
        _il = il;
        _graph = graph;
        Root = NewScope(ScopeKind.Root, null, start, end, null);
        Entry = Node(Root, start);
        Entry.StaticPredecessors = 1;
        Order(Entry);
    }

    public ImportScope Root { get; }

    public ImportNode Entry { get; }

    public List<ImportNode> Nodes { get; } = [];

    public ImportNode Node(ImportScope scope, int offset)
    {
        ILBlock block = _graph.BlockAt(offset);
        return scope.Nodes[block.Index] ??= new ImportNode { Scope = scope, IL = block };
    }

    /// <summary>Where a leave goes: the target, or the first finally on the way to it.</summary>
    public ImportNode LeaveTarget(ImportScope scope, int from, int target, int firstClause = 0)
    {
        for (int i = firstClause; i < _il.Clauses.Count; i++)
        {
            ExceptionClause clause = _il.Clauses[i];
            if (clause.Kind != ExceptionClauseKind.Finally || !InTry(clause, from) || InTry(clause, target) || !scope.Contains(clause.TryStart))
                continue;
            if (!scope.Inlined.TryGetValue((i, target), out ImportScope? copy))
            {
                ImportNode next = LeaveTarget(scope, from, target, i + 1);
                copy = NewScope(ScopeKind.Inline, scope, clause.HandlerStart, clause.HandlerEnd, next);
                scope.Inlined.Add((i, target), copy);
            }

            return Node(copy, clause.HandlerStart);
        }

        return Node(scope, target);
    }

    /// <summary>Index of the innermost clause, from <paramref name="firstClause"/> on, whose try contains the offset; -1 if none.</summary>
    public int InnermostClause(int offset, int firstClause)
    {
        for (int i = firstClause; i < _il.Clauses.Count; i++)
        {
            if (InTry(_il.Clauses[i], offset))
                return i;
        }

        return -1;
    }

    /// <summary>Scope that owns a clause seen from a scope: the nearest one containing its try.</summary>
    public ImportScope Owner(ImportScope scope, int clause)
    {
        while (scope.Kind != ScopeKind.Root && !scope.Contains(_il.Clauses[clause].TryStart))
            scope = scope.Parent!;
        return scope;
    }

    /// <summary>Entry of the handler the runtime dispatches to.</summary>
    public ImportNode Handler(ImportScope owner, int clauseIndex)
    {
        ExceptionClause clause = _il.Clauses[clauseIndex];
        ImportScope scope = owner;
        if (clause.Kind is ExceptionClauseKind.Finally or ExceptionClauseKind.Fault)
        {
            scope = owner.Exceptional[clauseIndex] ??=
                NewScope(ScopeKind.Exceptional, owner, clause.HandlerStart, clause.HandlerEnd, null);
        }

        ImportNode node = Node(scope, clause.HandlerStart);
        node.HandlerOf = clauseIndex;
        return node;
    }

    public static bool InTry(ExceptionClause clause, int offset) => offset >= clause.TryStart && offset < clause.TryEnd;

    /// <summary>Targets of the node's own edges, in the order of its IL block's successors.</summary>
    public List<ImportNode> Successors(ImportNode node) => node.Successors ??= FindSuccessors(node);

    private List<ImportNode> FindSuccessors(ImportNode node)
    {
        var result = new List<ImportNode>(node.IL.Successors.Count);
        foreach (int successor in node.IL.Successors)
            result.Add(Node(node.Scope, _graph.Blocks[successor].Start));
        if (node.IL.End == ILBlockEnd.Leave)
            result.Add(LeaveTarget(node.Scope, node.IL.Start, node.IL.LeaveTarget));
        else if (node.IL.End == ILBlockEnd.EndFinally && node.Scope.Continuation is { } continuation)
            result.Add(continuation);
        return result;
    }

    private ImportScope NewScope(ScopeKind kind, ImportScope? parent, int start, int end, ImportNode? continuation) => new()
    {
        Kind = kind,
        Parent = parent,
        Start = start,
        End = end,
        Continuation = continuation,
        Nodes = new ImportNode?[_graph.Blocks.Count],
        Regions = new Region?[_il.Clauses.Count],
        Exceptional = new ImportScope?[_il.Clauses.Count],
    };

    // Iterative depth first search: methods of thousands of blocks exist.
    private void Order(ImportNode entry)
    {
        entry.IsFound = true;
        var path = new Stack<(ImportNode Node, List<ImportNode> Next, int Position)>();
        path.Push((entry, Visit(entry), 0));
        while (path.Count > 0)
        {
            (ImportNode node, List<ImportNode> next, int position) = path.Pop();
            if (position == next.Count)
            {
                Nodes.Add(node);
                continue;
            }

            path.Push((node, next, position + 1));
            ImportNode target = next[position];
            if (target.IsFound)
                continue;
            target.IsFound = true;
            path.Push((target, Visit(target), 0));
        }

        Nodes.Reverse();
        for (int i = 0; i < Nodes.Count; i++)
            Nodes[i].Order = i;
        foreach (ImportNode node in Nodes)
        {
            foreach (ImportNode successor in Successors(node))
            {
                successor.StaticPredecessors++;
                if (node.Order > successor.LastPredecessor)
                    successor.LastPredecessor = node.Order;
            }
        }
    }

    // Handlers first: what is visited first comes last in the order.
    private List<ImportNode> Visit(ImportNode node)
    {
        if (_il.Clauses.Count == 0)
            return Successors(node);
        var result = new List<ImportNode>();
        for (int i = 0; i < _il.Clauses.Count; i++)
        {
            if (_il.Clauses[i].TryStart == node.IL.Start && node.Scope.Contains(node.IL.Start))
                result.Add(Handler(node.Scope, i));
        }

        result.AddRange(Successors(node));
        return result;
    }
}
