using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Handlers, leaving them, throwing, returning; the lock of synchronized methods.
internal sealed partial class ILImporter
{
    private const string Monitor = "System.Threading.Monitor";

    // What the runtime passed to a handler. A handler inside the handler hides it, so it lives in a slot when there is one.
    private readonly Dictionary<(ImportScope, int), Value> _handlerValues = [];
    private readonly Dictionary<(ImportScope, int), Slot> _handlerSlots = [];
    private Value? _returnBuffer;
    private Slot? _returnBufferHome;
    private Slot? _lock;
    private Region? _lockRegion;

    private int SynchronizedRegion => _lockRegion?.Index ?? -1;

    private void EnterHandler(ImportNode node)
    {
        int index = node.HandlerOf;
        ExceptionClause clause = _il.Clauses[index];
        Value argument = Emit(Op.CatchArg, Kind.Ref);
        _handlerValues[(node.Scope, index)] = argument;
        if (HasNestedHandler(clause))
        {
            Slot slot = _body.NewSlot(8, 8, null, Kind.Ref);
            _handlerSlots[(node.Scope, index)] = slot;
            StoreCell(SlotAddress(slot), 0, argument, MemType.Ref);
        }

        if (clause.Kind == ExceptionClauseKind.Catch)
            Push(argument, clause.CatchType);
        else if (clause.Kind == ExceptionClauseKind.Filter)
            Push(argument);
    }

    private bool HasNestedHandler(ExceptionClause clause)
    {
        foreach (ExceptionClause other in _il.Clauses)
        {
            if (other.TryStart >= clause.HandlerStart && other.TryStart < clause.HandlerEnd)
                return true;
        }

        return false;
    }

    private Value HandlerValue(ImportScope scope, int clause) => _handlerSlots.TryGetValue((scope, clause), out Slot? slot)
        ? LoadCell(SlotAddress(slot), 0, MemType.Ref)
        : _handlerValues[(scope, clause)];

    private void ImportLeave()
    {
        _stack.Clear();
        ImportNode target = _plan.Successors(_node)[0];
        Terminate(Op.Jump, [], Edge(target));
    }

    private void ImportEndFinally()
    {
        _stack.Clear();
        ImportScope scope = _node.Scope;
        switch (scope.Kind)
        {
            case ScopeKind.Inline:
                Terminate(Op.Jump, [], Edge(scope.Continuation!));
                break;
            case ScopeKind.Exceptional:
                NeverReturning(RuntimeHelper.ResumeUnwind, HandlerValue(scope, ClauseOf(scope)));
                break;
            default:
                throw new CompilerDiagnosticException("endfinally outside a finally block");
        }
    }

    private int ClauseOf(ImportScope scope)
    {
        for (int i = 0; i < _il.Clauses.Count; i++)
        {
            if (_il.Clauses[i].HandlerStart == scope.Start && _handlerValues.ContainsKey((scope, i)))
                return i;
        }

        throw new CompilerDiagnosticException("endfinally outside its handler");
    }

    private void ImportThrow()
    {
        Value exception = PopValue(Kind.Ref);
        NeverReturning(RuntimeHelper.Throw, exception);
    }

    private void ImportRethrow()
    {
        for (int i = 0; i < _il.Clauses.Count; i++)
        {
            ExceptionClause clause = _il.Clauses[i];
            bool isInside = _offset >= clause.HandlerStart && _offset < clause.HandlerEnd;
            if (!isInside || clause.Kind is not (ExceptionClauseKind.Catch or ExceptionClauseKind.Filter))
                continue;
            ImportScope scope = _node.Scope;
            while (!_handlerValues.ContainsKey((scope, i)))
                scope = scope.Parent ?? throw new CompilerDiagnosticException("rethrow outside its handler");
            NeverReturning(RuntimeHelper.Rethrow, HandlerValue(scope, i));
            return;
        }

        throw new CompilerDiagnosticException("rethrow outside a catch handler");
    }

    private void NeverReturning(string helper, Value argument)
    {
        Value call = CallHelper(helper, Kind.Void, argument);
        call.Flags |= ValueFlags.NoReturn;
        _stack.Clear();
        EndUnreachable();
    }

    private void ImportReturn()
    {
        TypeDesc type = _method.Signature.ReturnType;
        var results = new List<Value>(2);
        if (!type.IsVoid)
            AddResults(type, Pop(), results);
        ExitSynchronized();
        _stack.Clear();
        Terminate(Op.Return, results.ToArray());
    }

    private void AddResults(TypeDesc type, StackEntry entry, List<Value> results)
    {
        if (!type.IsStruct)
        {
            results.Add(Narrow(Coerce(ValueOf(entry), type.ValueKind), type));
            return;
        }

        Value address = AddressOf(entry, type);
        AbiClass abi = AbiClassifier.Classify(type);
        if (abi.Kind == AbiKind.Memory)
        {
            CopyStruct(OwnReturnBuffer(), address, type);
            return;
        }

        foreach (AbiLeaf leaf in abi.Leaves)
            results.Add(LoadCell(address, leaf.Offset, leaf.Type.CellType));
    }

    private void EnterSynchronized()
    {
        if (!_method.IsSynchronized)
            return;
        Value target = _method.IsStatic
            ? AddressOf(new RuntimeTypeSymbol(_method.OwningType), Kind.Ref)
            : LoadThis();
        _lock = _body.NewSlot(8, 8, null, Kind.Ref);
        StoreCell(SlotAddress(_lock), 0, target, MemType.Ref);
        InvokeDirect(MonitorMethod("Enter"), [StackEntry.Scalar(target)]);
        _lockRegion = new Region { Index = _body.Regions.Count, Parent = -1, Kind = RegionKind.Fault };
        _body.Regions.Add(_lockRegion);
    }

    private Value LoadThis()
    {
        LoadVariable(0);
        return PopValue(Kind.Ref);
    }

    private MethodDesc MonitorMethod(string name)
    {
        TypeDesc monitor = _method.Context.FindType(Monitor) ?? throw new CompilerDiagnosticException($"{Monitor} is missing");
        return monitor.FindMethod(name, [_method.Context.GetWellKnown(WellKnownType.Object)])
            ?? throw new CompilerDiagnosticException($"{Monitor}.{name} is missing");
    }

    // Leaving the lock is outside its own region: a failing exit must not exit again.
    private void ExitSynchronized()
    {
        if (_lock is null)
            return;
        Block exit = NewBlock(-1);
        Terminate(Op.Jump, [], exit);
        Continue(exit);
        CallMonitorExit();
    }

    private void CallMonitorExit() =>
        InvokeDirect(MonitorMethod("Exit"), [StackEntry.Scalar(LoadCell(SlotAddress(_lock!), 0, MemType.Ref))]);

    private void FinishSynchronized()
    {
        if (_lockRegion is null)
            return;
        Block handler = NewBlock(-1);
        handler.IsHandler = true;
        handler.IsCold = true;
        _lockRegion.Handler = handler;
        _stack.Clear();
        Continue(handler);
        Value record = Emit(Op.CatchArg, Kind.Ref);
        CallMonitorExit();
        NeverReturning(RuntimeHelper.ResumeUnwind, record);
    }
}
