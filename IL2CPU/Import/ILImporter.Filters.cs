using System.Collections.Immutable;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Exception filters: functions of their own, (Ref exception, Ptr frame of the method) -> I32, run while the method's frame still stands.
internal sealed partial class ILImporter
{
    private readonly ILImporter? _parent;
    private readonly Value? _parentFrame;

    private ILImporter(ILImporter parent, Symbol symbol, ExceptionClause clause)
    {
        _parent = parent;
        _joins = parent._joins;
        _context = parent._context;
        _method = parent._method;
        _il = parent._il;
        _graph = parent._graph;
        _signature = parent._signature;
        _plan = new ImportPlan(_il, _graph, clause.FilterStart, clause.HandlerStart);
        _body = new MethodBody(symbol, [Kind.Ref, Kind.Ptr], ImmutableArray.Create(Kind.I32))
        {
            IsNoSplit = parent._body.IsNoSplit,
        };
        _ssa = new SsaBuilder(_body);
        _block = _body.NewBlock();
        _ssa.Seal(_block);
        _node = _plan.Entry;
        _offset = clause.FilterStart;
        Value exception = _body.Append(_block, Op.Param, Kind.Ref);
        _parentFrame = _body.Append(_block, Op.Param, Kind.Ptr);
        _parentFrame.Imm = 1;
        Push(exception);
    }

    private StubSymbol DeclareFilter(int clause)
    {
        var symbol = new StubSymbol(StubKind.Filter, _method, clause);
        var filter = new ILImporter(this, symbol, _il.Clauses[clause]);
        Block first = filter.Edge(filter._plan.Entry);
        filter.Terminate(Op.Jump, [], first);
        filter.ImportNodes();
        _filters.Add(filter._body);
        return symbol;
    }

    // All variables a filter names live in the method's frame, at a distance known once that is laid out.
    private Value ParentAddress(ILImporter parent, int variable)
    {
        Slot home = parent.HomeOf(variable);
        home.IsShared = true;
        Value distance = Emit(Op.SymbolAddr, Kind.I64);
        distance.Aux = new FrameOffset(_method, home.Id);
        return Emit(Op.Add, Kind.Ptr, _parentFrame!, distance);
    }

    private void ImportEndFilter()
    {
        if (_parent is null)
            throw new CompilerDiagnosticException("endfilter outside a filter");
        Value result = PopValue(Kind.I32);
        _stack.Clear();
        Terminate(Op.Return, [result]);
    }
}
