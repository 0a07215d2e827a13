using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>Translates one method's IL to SSA, folding constants and leaving out what they make dead.</summary>
/// <remarks>This file: blocks and the evaluation stack. The other facets: one per instruction family.</remarks>
internal sealed partial class ILImporter
{
    private readonly ImportContext _context;
    private readonly MethodDesc _method;
    private readonly ILBody _il;
    private readonly FlowGraph _graph;
    private readonly ImportPlan _plan;
    private readonly MethodBody _body;
    private readonly SsaBuilder _ssa;
    private readonly ScalarSignature _signature;
    private readonly JoinKinds _joins;
    private readonly List<MethodBody> _filters = [];
    private readonly List<StackEntry> _stack = [];
    private Block _block;
    private ImportNode _node;
    private int _offset;
    private int _location = -1;
    private bool _ended;
    private VariableRecorder? _recorder;

    private ILImporter(ImportContext context, MethodDesc method, Symbol symbol, JoinKinds joins)
    {
        _joins = joins;
        _context = context;
        _method = method;
        _il = method.Body ?? throw new CompilerDiagnosticException($"{method.FullName} has no body", method, -1);
        _graph = new FlowGraph(_il, method.Signature.Parameters.Count + (method.HasThis ? 1 : 0), context.KeepsVariables(method));
        _plan = new ImportPlan(_il, _graph, 0, _il.Code.Length);
        _signature = ScalarSignature.Of(method);
        _body = new MethodBody(symbol, _signature.Parameters, _signature.Results)
        {
            Method = method,
            IsUnmanagedEntry = method.IsUnmanagedCallersOnly,
            IsNoSplit = method.HasAttribute("Core.NoSplitAttribute"),
        };
        _ssa = new SsaBuilder(_body);
        _block = _body.NewBlock();
        _ssa.Seal(_block);
        _node = _plan.Entry;
    }

    /// <summary>Imports the IL of <paramref name="method"/> under the name <paramref name="symbol"/>.</summary>
    /// <exception cref="CompilerDiagnosticException">The method uses something unsupported, or its IL is invalid.</exception>
    public static MethodBody Import(ImportContext context, MethodDesc method, Symbol symbol)
    {
        ILImporter? importer = null;
        var joins = new JoinKinds();
        try
        {
            do
            {
                joins.Begin();
                importer = new ILImporter(context, method, symbol, joins);
                importer.ImportAll();
            }
            while (!joins.IsComplete);
            foreach (MethodBody filter in importer._filters)
                context.AddFilter(filter);
            return importer._body;
        }
        catch (CompilerDiagnosticException e) when (e.Method is null)
        {
            throw new CompilerDiagnosticException(e.Message, method, importer?._offset ?? -1) { Advice = e.Advice };
        }
        catch (TypeSystemException e)
        {
            throw new CompilerDiagnosticException(e.Message, method, importer?._offset ?? -1);
        }
    }

    /// <summary>Code in the place of a method's own that throws an exception of the type named, with a message.</summary>
    public static MethodBody ImportThrow(ImportContext context, MethodDesc method, Symbol symbol, string exception, string message)
    {
        var importer = new ILImporter(context, method, symbol, new JoinKinds());
        importer.ThrowNew(exception, message);
        importer._ssa.Finish();
        return importer._body;
    }

    private void ImportAll()
    {
        foreach (LocalInfo local in _il.Locals)
            _body.HasPinnedVariables |= local.Pinned;
        ImportEntry();
        ImportNodes();
    }

    private void ImportNodes()
    {
        foreach (ImportNode node in _plan.Nodes)
        {
            if (node.Block is null && _joins.IsReachedLater(_plan.Root.Start, node.Order))
                node.Block = NewBlock(RegionOf(node.Scope, node.IL.Start));
            if (node.Block is not null)
                ImportNodeBlock(node);
            SealAfter(node);
        }

        foreach (ImportNode node in _plan.Nodes)
        {
            if (node.Block is { Terminator: null })
                _joins.ReachLater(_plan.Root.Start, node.Order);
        }

        if (!_joins.IsComplete)
            return;
        FinishSynchronized();
        _ssa.Finish();
        _recorder?.Finish(_plan, _ssa);
        KeepPins();
        DeadValues.Remove(_body);
    }

    private void ImportEntry()
    {
        if (_context.DescribesVariables && _il.SequencePoints.Count > 0)
            Record();
        HomeParameters();
        if (_body.Variables is { } variables)
            variables.HomingLocation = _location;
        EmitClassInitAtEntry();
        EnterSynchronized();
        Block first = Edge(_plan.Entry);
        Terminate(Op.Jump, [], first);
    }

    private void ImportNodeBlock(ImportNode node)
    {
        _node = node;
        _block = node.Block!;
        _ended = false;
        _stack.Clear();
        if (node.LastPredecessor < node.Order)
            _ssa.Seal(_block);
        if (node.HandlerOf >= 0)
            EnterHandler(node);
        else if (node.EntryStack is { } entry)
            LoadEntryStack(node, entry);

        var reader = new ILReader(_il.Code, node.IL.Start);
        while (!_ended && reader.Offset < node.IL.EndOffset)
        {
            _offset = reader.Offset;
            _location = -1;
            ImportInstruction(ref reader);
        }

        if (!_ended)
        {
            Block next = Edge(_plan.Successors(node)[^1]);
            Terminate(Op.Jump, [], next);
        }
    }

    // Loop headers are sealed when their last predecessor in visiting order is done, reached or not.
    private void SealAfter(ImportNode node)
    {
        foreach (ImportNode successor in _plan.Successors(node))
        {
            if (successor.LastPredecessor == node.Order && successor.Order <= node.Order && successor.Block is { } block)
                _ssa.Seal(block);
        }
    }

    private void LoadEntryStack(ImportNode node, List<StackEntry> entry)
    {
        for (int i = 0; i < entry.Count; i++)
        {
            StackEntry item = entry[i];
            if (node.StaticPredecessors > 1)
                item.Value = item.IsStruct ? AddressAgain(item.Value!) : _ssa.Read(_block, StackVariable(i), item.Value!.Kind);
            _stack.Add(item);
        }
    }

    private int StackVariable(int depth) => _graph.VariableCount + depth;

    // Makes the target reachable and hands it the evaluation stack; the caller then ends the block with an edge to it.
    private Block Edge(ImportNode target)
    {
        target.Block ??= NewBlock(RegionOf(target.Scope, target.IL.Start));
        if (_stack.Count > 0)
            TransferStack(target);
        return target.Block;
    }

    private void TransferStack(ImportNode target)
    {
        for (int i = 0; i < _stack.Count; i++)
            Settle(i);
        if (target.StaticPredecessors <= 1)
        {
            target.EntryStack = [.. _stack];
            return;
        }

        bool isFirst = target.EntryStack is null;
        List<StackEntry> entry = target.EntryStack ??= [];
        if (!isFirst && entry.Count != _stack.Count)
            throw new CompilerDiagnosticException($"evaluation stack depth differs at the join IL_{target.IL.Start:x4}");
        for (int i = 0; i < _stack.Count; i++)
        {
            StackEntry item = _stack[i];
            if (isFirst)
                entry.Add(item.IsStruct ? StackEntry.Struct(NewTemporary(item.Type!), item.Type!) : FirstAtJoin(target, i, item));
            StackEntry joined = entry[i];
            if (item.IsStruct)
            {
                CopyStruct(AddressAgain(joined.Value!), item.Value!, item.Type!);
                continue;
            }

            if (joined.Type != item.Type)
            {
                joined.Type = null;
                entry[i] = joined;
            }

            _joins.Meet(target.IL.Start, i, joined.Value!.Kind, item.Value!.Kind);
            _ssa.Write(_block, StackVariable(i), Coerce(item.Value!, joined.Value!.Kind));
        }
    }

    private StackEntry FirstAtJoin(ImportNode target, int depth, StackEntry item)
    {
        Kind kind = _joins.At(target.IL.Start, depth, item.Value!.Kind);
        return kind == item.Value.Kind ? StackEntry.Scalar(item.Value, item.Type) : StackEntry.Scalar(Coerce(item.Value, kind));
    }

    // A SlotAddr is recomputed where it is used: its first copy need not dominate.
    private Value AddressAgain(Value slotAddress)
    {
        Value value = Emit(Op.SlotAddr, Kind.Ptr);
        value.Aux = slotAddress.Aux;
        value.Imm = slotAddress.Imm;
        return value;
    }

    private Block NewBlock(int region)
    {
        Block block = _body.NewBlock();
        block.Region = region;
        return block;
    }

    /// <summary>Innermost protected region around an IL offset in a copy; made, with its handler, when first needed.</summary>
    private int RegionOf(ImportScope scope, int offset, int firstClause = 0)
    {
        if (_parent is not null)
            return -1;
        int clause = _plan.InnermostClause(offset, firstClause);
        return clause < 0 ? SynchronizedRegion : GetRegion(_plan.Owner(scope, clause), clause).Index;
    }

    private Region GetRegion(ImportScope owner, int index)
    {
        if (owner.Regions[index] is { } known)
            return known;
        ExceptionClause clause = _il.Clauses[index];
        int parent = RegionOf(owner, clause.TryStart, index + 1);
        var region = new Region
        {
            Index = _body.Regions.Count,
            Parent = parent,
            Kind = KindOf(clause),
            CatchType = clause.Kind == ExceptionClauseKind.Catch ? clause.CatchType : null,
        };
        _body.Regions.Add(region);
        owner.Regions[index] = region;

        ImportNode handler = _plan.Handler(owner, index);
        handler.Block = NewBlock(RegionOf(handler.Scope, clause.HandlerStart));
        handler.Block.IsHandler = true;
        handler.Block.IsCold = true;
        region.Handler = handler.Block;
        if (clause.Kind == ExceptionClauseKind.Filter)
            region.FilterFunction = DeclareFilter(index);
        return region;
    }

    private static RegionKind KindOf(ExceptionClause clause) => clause.Kind switch
    {
        ExceptionClauseKind.Catch => RegionKind.Catch,
        ExceptionClauseKind.Finally => RegionKind.Finally,
        ExceptionClauseKind.Fault => RegionKind.Fault,
        _ => RegionKind.Filter,
    };

    private void Terminate(Op op, System.ReadOnlySpan<Value> args, params System.ReadOnlySpan<Block> successors)
    {
        Value terminator = _body.Terminate(_block, op, args, successors);
        terminator.Location = Location();
        _ended = true;
    }

    /// <summary>Goes on in another block of the same node, for expansions with control flow; its edges all exist already.</summary>
    private void Continue(Block block)
    {
        _block = block;
        _ended = false;
        _ssa.Seal(block);
    }

    private Block NewInnerBlock() => NewBlock(_block.Region);

    private int Location()
    {
        if (_location < 0)
        {
            _location = _body.Locations.Count;
            _body.Locations.Add(new Location(_method, _offset, -1));
        }

        return _location;
    }
}
