using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Calls: constraints, devirtualisation, scalarised arguments, results.
internal sealed partial class ILImporter
{
    private TypeDesc? _constraint;
    private bool _isReadonly;

    private void ImportCall(MethodDesc method, bool isVirtual)
    {
        TypeDesc? constraint = _constraint;
        _constraint = null;
        if (method.ArrayMethod != ArrayMethodKind.None && method.OwningType.IsArray)
        {
            _isTail = false;
            ImportArrayMethod(method);
            return;
        }

        if (method.Signature.IsVarArg)
            throw new CompilerDiagnosticException($"{method.FullName}: variable argument lists") { Advice = "a params parameter" };
        StackEntry[] arguments = PopArguments(method.Signature.Parameters.Count, method.HasThis ? 1 : 0);
        if (method.HasThis)
            arguments[0] = Pop();
        if (TryEnumFields(method))
            return;
        NoteAccesses(method, arguments);
        if (constraint is not null)
            InvokeConstrained(method, constraint, arguments, isVirtual);
        else if (isVirtual && method.HasThis)
            InvokeVirtual(method, arguments);
        else if (method.HasThis && !method.OwningType.IsValueType)
            InvokeChecked(method, arguments);
        else
            InvokeDirect(method, arguments);
        _isTail = false;
    }

    /// <summary>Pops the arguments, leaving <paramref name="reserved"/> free places in front.</summary>
    private StackEntry[] PopArguments(int count, int reserved)
    {
        var arguments = new StackEntry[reserved + count];
        for (int i = count - 1; i >= 0; i--)
            arguments[reserved + i] = Pop();
        return arguments;
    }

    private void InvokeConstrained(MethodDesc method, TypeDesc constraint, StackEntry[] arguments, bool isVirtual)
    {
        if (method.IsStatic)
        {
            MethodDesc target = method.IsVirtual
                ? constraint.ResolveStaticVirtual(method, out string? reason)
                    ?? throw new CompilerDiagnosticException($"{constraint.FullName} does not implement {method.FullName}: {reason}")
                : method;
            InvokeDirect(target, arguments);
            return;
        }

        if (!constraint.IsValueType)
        {
            Value address = Coerce(ValueOf(arguments[0]), Kind.Ptr);
            arguments[0] = StackEntry.Scalar(LoadCell(address, 0, MemType.Ref), constraint);
            InvokeVirtual(method, arguments);
            return;
        }

        MethodDesc implementation = method.IsVirtual && isVirtual ? constraint.ResolveVirtual(method) : method;
        if (implementation.OwningType.IsValueType)
        {
            InvokeDirect(implementation, arguments);
            return;
        }

        arguments[0] = LoadForBox(Coerce(ValueOf(arguments[0]), Kind.Ptr), constraint);
        if (constraint.IsNullable)
        {
            BoxNullable(constraint, arguments[0]);
            arguments[0] = Pop();
            InvokeVirtual(method, arguments);
            return;
        }

        arguments[0] = BoxEntry(arguments[0], constraint);
        InvokeDirect(implementation, arguments);
    }

    private StackEntry LoadForBox(Value address, TypeDesc type) => type.IsStruct
        ? StackEntry.Struct(address, type, StackEntry.AliasesMemory)
        : StackEntry.Scalar(LoadCell(address, 0, type.CellType), type);

    private void InvokeVirtual(MethodDesc method, StackEntry[] arguments)
    {
        if (!method.IsVirtual)
        {
            InvokeChecked(method, arguments);
            return;
        }

        if (arguments[0].Box is { } box)
        {
            InvokeOnBox(method, box, arguments);
            return;
        }

        if (IsPerTypeOverride(method))
        {
            EmitVirtualCall(method, arguments);
            return;
        }

        TypeDesc? exact = ExactType(arguments[0]) ?? SealedType(arguments[0].Type);
        if (exact is not null && exact.IsAssignableTo(method.OwningType))
        {
            MethodDesc implementation = exact.ResolveVirtual(method);
            if (!implementation.IsAbstract && !implementation.OwningType.IsValueType)
            {
                InvokeChecked(implementation, arguments);
                return;
            }
        }

        if ((method.IsFinal || method.OwningType.IsSealed) && !method.IsAbstract && !method.OwningType.IsInterface)
            InvokeChecked(method, arguments);
        else
            EmitVirtualCall(method, arguments);
    }

    // Overrides the compiler makes per type are not known to the type system.
    private static bool IsPerTypeOverride(MethodDesc method) => method.Name is "GetThunk" or "__GetFieldHelper";

    private static TypeDesc? SealedType(TypeDesc? type) =>
        type is { IsClass: true, IsSealed: true, IsDelegate: false } ? type : null;

    private void InvokeOnBox(MethodDesc method, LazyBox box, StackEntry[] arguments)
    {
        MethodDesc implementation = box.Type.ResolveVirtual(method);
        if (IsPerTypeOverride(method))
        {
            EmitVirtualCall(method, arguments);
            return;
        }

        if (implementation.OwningType.IsValueType)
            arguments[0] = StackEntry.Scalar(AddressOf(PayloadEntry(box), box.Type));
        InvokeDirect(implementation, arguments);
    }

    // The callee may write to its this: it gets the box's own payload once there is a box.
    private StackEntry PayloadEntry(LazyBox box)
    {
        if (box.Object is { } instance)
            return new StackEntry { Value = Interior(instance, PayloadOffset), Type = box.Type, IsStruct = true };
        return box.Type.IsStruct ? StackEntry.Struct(box.Payload, box.Type) : StackEntry.Scalar(box.Payload, box.Type);
    }

    private void InvokeChecked(MethodDesc method, StackEntry[] arguments)
    {
        Value receiver = ValueOf(arguments[0]);
        if (receiver.Kind is Kind.Ref or Kind.Ptr && !method.OwningType.IsDelegate)
            NullCheck(receiver);
        arguments[0].Value = receiver;
        arguments[0].Box = null;
        InvokeDirect(method, arguments);
    }

    private void InvokeDirect(MethodDesc method, StackEntry[] arguments)
    {
        bool isTail = TakeTail(method.Signature.ReturnType);
        method = _context.Plugs.CalledFrom(_method, method);
        if (TryIntrinsic(method, arguments) || TryConstant(method) || TryResourceText(method) || TryAccessor(method, arguments))
            return;
        if (IsAbsentInstruction(method))
        {
            ThrowNew("System.PlatformNotSupportedException");
            return;
        }

        if (method.IsAbstract)
            throw new CompilerDiagnosticException($"{method.FullName} is abstract and called directly");
        if (method.IsDelegateInvoke)
        {
            InvokeDelegate(method, arguments, isTail);
            return;
        }

        if (_context.FindMissing(method) is { } missing)
        {
            _context.MissingLibraries.Note(missing, _method, _offset);
            (string type, string message) = MissingLibraries.Exception(missing);
            ThrowNew(type, message);
            return;
        }

        CallTarget target = _context.Resolve(method);
        isTail &= target.Kind == CallTargetKind.Code;
        ScalarSignature signature = ScalarSignature.Of(method);
        List<Value> values = Scalarize(method, signature, arguments, isTail, out Value? buffer);
        BeginEffect();
        switch (target.Kind)
        {
            case CallTargetKind.Instruction:
                EmitMachine(target.Name, signature, values, method);
                break;
            case CallTargetKind.LinkerSymbol:
                PushResult(method.Signature.ReturnType, signature, Coerce(AddressOf(new LinkerSymbol(target.Name), Kind.I64), signature.Results[0]), null);
                break;
            default:
                ScalarSignature actual = target.Method is { } replacement && replacement != method ? ScalarSignature.Of(replacement) : signature;
                EmitCall(target, method, signature, actual, values, buffer, isTail);
                break;
        }
    }

    // The bodies of hardware intrinsics call themselves; their IsSupported is false here.
    private static bool IsAbsentInstruction(MethodDesc method) => method.IsStatic && method.OwningType.Namespace is
        "System.Runtime.Intrinsics.X86" or "System.Runtime.Intrinsics.Arm" or "System.Runtime.Intrinsics.Wasm";

    private bool TryConstant(MethodDesc method)
    {
        if (!_context.TryGetConstant(method, out long value))
            return false;
        BeginEffect();
        PushConstant(method.Signature.ReturnType, value);
        return true;
    }

    private bool TryResourceText(MethodDesc method)
    {
        if (!_context.Texts.TryGet(method, out string text))
            return false;
        ImportLoadString(text);
        return true;
    }

    private void EmitMachine(string name, ScalarSignature signature, List<Value> values, MethodDesc method)
    {
        Kind kind = signature.Results.Length > 0 ? signature.Results[0] : Kind.Void;
        Value value = Emit(Op.Machine, kind, values.ToArray());
        value.Aux = new MachineInstruction(name);
        PushResult(method.Signature.ReturnType, signature, value, null);
    }

    private void EmitCall(
        CallTarget target, MethodDesc method, ScalarSignature signature, ScalarSignature actual, List<Value> values, Value? buffer, bool isTail)
    {
        if (actual != signature)
            Adapt(method, signature, actual, values);
        Kind kind = actual.Results.Length > 0 ? actual.Results[0] : Kind.Void;
        Value call = Emit(Op.Call, kind, values.ToArray());
        call.Aux = target.Symbol;
        if (target.NeverReturns)
        {
            call.Flags |= ValueFlags.NoReturn;
            EndUnreachable();
            return;
        }

        if (isTail && actual.Results.AsSpan().SequenceEqual(signature.Results.AsSpan()))
        {
            ReturnCall(call, signature);
            return;
        }

        Value result = actual.Results.Length == 1 && signature.Results.Length == 1 ? Coerce(call, signature.Results[0]) : call;
        PushResult(method.Signature.ReturnType, signature, result, buffer);
    }

    private void EndUnreachable()
    {
        if (_block != _body.Entry)
            _block.IsCold = true;
        Terminate(Op.Unreachable, []);
    }

    // A plug or export may name the same scalars by other types.
    private void Adapt(MethodDesc method, ScalarSignature from, ScalarSignature to, List<Value> values)
    {
        if (from.Parameters.Length != to.Parameters.Length || from.Results.Length != to.Results.Length)
            throw new CompilerDiagnosticException($"the implementation of {method.FullName} takes {to.Parameters.Length} scalars and gives {to.Results.Length}, not {from.Parameters.Length} and {from.Results.Length}");
        for (int i = 0; i < values.Count; i++)
            values[i] = Coerce(values[i], to.Parameters[i]);
    }

    private void EmitVirtualCall(MethodDesc method, StackEntry[] arguments)
    {
        bool isTail = TakeTail(method.Signature.ReturnType);
        ScalarSignature signature = ScalarSignature.Of(method);
        List<Value> values = Scalarize(method, signature, arguments, isTail, out Value? buffer);
        BeginEffect();
        Kind kind = signature.Results.Length > 0 ? signature.Results[0] : Kind.Void;
        Value call = Emit(Op.CallVirtual, kind, values.ToArray());
        call.Aux = VirtualTarget(method);
        call.Imm = signature.ThisIndex;
        if (isTail)
            ReturnCall(call, signature);
        else
            PushResult(method.Signature.ReturnType, signature, call, buffer);
    }

    /// <summary>The slot an override stands for; interface methods stand for themselves.</summary>
    private static MethodDesc VirtualTarget(MethodDesc method) =>
        method.OwningType.IsInterface ? method : Slots.Of(method);

    /// <summary>Arguments in ABI order: return buffer, this, scalars.</summary>
    private List<Value> Scalarize(MethodDesc method, ScalarSignature signature, StackEntry[] arguments, bool isTail, out Value? buffer)
    {
        var values = new List<Value>(signature.Parameters.Length);
        buffer = NewReturnBuffer(signature, method.Signature.ReturnType, isTail);
        if (buffer is not null)
            values.Add(buffer);
        int first = 0;
        if (method.HasThis)
        {
            values.Add(Coerce(ValueOf(arguments[0]), signature.Parameters[signature.ThisIndex]));
            first = 1;
        }

        AddScalars(method.Signature, arguments.AsSpan(first), values);
        return values;
    }

    private Value? NewReturnBuffer(ScalarSignature signature, TypeDesc type, bool isTail)
    {
        if (!signature.HasReturnBuffer)
            return null;
        return isTail ? OwnReturnBuffer() : NewTemporary(type);
    }

    private void AddScalars(MethodSignature signature, ReadOnlySpan<StackEntry> arguments, List<Value> values)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            TypeDesc type = signature.Parameters[i];
            if (!type.IsStruct)
                values.Add(Narrow(Coerce(ValueOf(arguments[i]), type.ValueKind), type));
            else
                AddStruct(type, arguments[i], values);
        }
    }

    private void AddStruct(TypeDesc type, StackEntry argument, List<Value> values)
    {
        Value address = AddressOf(argument, type);
        AbiClass abi = AbiClassifier.Classify(type);
        if (abi.Kind == AbiKind.Memory)
        {
            values.Add(argument is { IsStruct: true, Alias: StackEntry.OwnedBytes } ? address : CopyForCall(address, type));
            return;
        }

        foreach (AbiLeaf leaf in abi.Leaves)
            values.Add(LoadCell(address, leaf.Offset, leaf.Type.CellType));
    }

    private Value CopyForCall(Value address, TypeDesc type)
    {
        Value copy = NewTemporary(type);
        CopyStruct(copy, address, type);
        return copy;
    }

    private void PushResult(TypeDesc type, ScalarSignature signature, Value call, Value? buffer)
    {
        if (type.IsVoid)
            return;
        if (buffer is not null)
        {
            Push(StackEntry.Struct(buffer, type));
            return;
        }

        if (!type.IsStruct)
        {
            NoteNarrow(call, type);
            Push(call, type);
            return;
        }

        IReadOnlyList<AbiLeaf> leaves = AbiClassifier.Classify(type).Leaves;
        Value? second = null;
        if (signature.Results.Length == 2)
        {
            second = Emit(Op.SecondResult, signature.Results[1], call);
            second.Imm = 1;
        }

        Value address = NewTemporary(type);
        StoreCell(address, leaves[0].Offset, call, leaves[0].Type.CellType);
        if (second is not null)
            StoreCell(address, leaves[1].Offset, second, leaves[1].Type.CellType);
        Push(StackEntry.Struct(address, type));
    }

    /// <summary>Calls a runtime helper; the result, if any, is the caller's to push.</summary>
    private Value CallHelper(string name, Kind result, params ReadOnlySpan<Value> arguments)
    {
        Value call = Emit(Op.Call, result, arguments);
        call.Aux = _context.HelperSymbol(name);
        return call;
    }

    private void ImportCallIndirect(MethodSignature signature)
    {
        Value code = PopValue(Kind.I64);
        StackEntry[] arguments = PopArguments(signature.Parameters.Count, signature.HasThis ? 1 : 0);
        Kind receiver = Kind.Void;
        if (signature.HasThis)
        {
            arguments[0] = Pop();
            receiver = ValueOf(arguments[0]).Kind;
        }

        ScalarSignature scalars = ScalarSignature.Of(signature, receiver);
        bool isUnmanaged = signature.CallingConvention == CallingConvention.Unmanaged;
        if (isUnmanaged && (scalars.HasReturnBuffer || scalars.Results.Length > 1))
            throw new CompilerDiagnosticException("an unmanaged call returns a struct");
        bool isTail = TakeTail(signature.ReturnType) && !isUnmanaged;
        var values = new List<Value> { code };
        Value? buffer = NewReturnBuffer(scalars, signature.ReturnType, isTail);
        if (buffer is not null)
            values.Add(buffer);
        if (signature.HasThis)
            values.Add(ValueOf(arguments[0]));
        AddScalars(signature, arguments.AsSpan(signature.HasThis ? 1 : 0), values);
        BeginEffect();
        Value call = EmitIndirect(values, scalars);
        if (isTail)
        {
            ReturnCall(call, scalars);
            return;
        }

        if (isUnmanaged)
            call.Flags |= ValueFlags.Unmanaged;
        Value result = isUnmanaged ? Narrow(call, signature.ReturnType) : call;
        PushResult(signature.ReturnType, scalars, result, buffer);
    }

    private Value EmitIndirect(List<Value> values, ScalarSignature signature)
    {
        Kind kind = signature.Results.Length > 0 ? signature.Results[0] : Kind.Void;
        Value call = Emit(Op.CallIndirect, kind, values.ToArray());
        call.Aux = signature.Call;
        return call;
    }

    // The cell _functionPointer takes _firstParameter and then the arguments, whatever kind of delegate it is.
    private void InvokeDelegate(MethodDesc invoke, StackEntry[] arguments, bool isTail)
    {
        DelegateFields fields = _context.Delegates;
        ScalarSignature signature = ScalarSignature.Of(invoke);
        List<Value> values = Scalarize(invoke, signature, arguments, isTail, out Value? buffer);
        BeginEffect();
        Value instance = values[signature.ThisIndex];
        Value code = LoadCell(instance, fields.FunctionPointer.Offset, MemType.I64);
        values[signature.ThisIndex] = LoadCell(instance, fields.FirstParameter.Offset, MemType.Ref, ValueFlags.NonNull);
        values.Insert(0, code);
        Value call = EmitIndirect(values, signature);
        if (isTail)
            ReturnCall(call, signature);
        else
            PushResult(invoke.Signature.ReturnType, signature, call, buffer);
    }

    private void ImportLoadFunction(MethodDesc method)
    {
        TypeDesc? constraint = _constraint;
        _constraint = null;
        if (constraint is not null && method.IsStatic && method.IsVirtual)
        {
            method = constraint.ResolveStaticVirtual(method)
                ?? throw new CompilerDiagnosticException($"{constraint.FullName} does not implement {method.FullName}");
        }

        // The address is taken when it is known whether it goes into a delegate.
        Push(new StackEntry { Value = AddressOf(_context.CodeSymbol(method), Kind.I64), Function = method });
    }

    private void ImportLoadVirtualFunction(MethodDesc method)
    {
        StackEntry receiver = Pop();
        Value instance = Coerce(ValueOf(receiver), Kind.Ref);
        if (!method.IsVirtual)
        {
            NullCheck(instance);
            Push(new StackEntry { Value = AddressOf(_context.CodeSymbol(method), Kind.I64), Function = method });
            return;
        }

        Value code = Emit(Op.VirtualFunction, Kind.I64, instance);
        code.Aux = VirtualTarget(method);
        Push(new StackEntry { Value = code });
    }

    private void ImportNewDelegate(TypeDesc type)
    {
        StackEntry function = Pop();
        Value target = PopValue(Kind.Ref);
        MethodDesc invoke = type.FindMethod("Invoke") ?? throw new CompilerDiagnosticException($"{type.FullName} has no Invoke");
        Value instance = NewInstance(type);
        Value code = function.Value!;
        if (function.Function is not { IsStatic: true } method)
        {
            if (function.Function is { } named && named.OwningType.IsValueType)
                code = AddressOf(_context.UnboxingSymbol(named), Kind.I64);
            InitializeDelegate("InitializeClosedInstance", instance, target, code);
        }
        else if (method.Signature.Parameters.Count == invoke.Signature.Parameters.Count)
        {
            Value thunk = AddressOf(new StubSymbol(StubKind.DelegateOpenStatic, invoke), Kind.I64);
            InitializeDelegate("InitializeOpenStaticThunk", instance, target, code, thunk);
        }
        else
        {
            Value thunk = AddressOf(new StubSymbol(StubKind.DelegateClosedStatic, invoke), Kind.I64);
            InitializeDelegate("InitializeClosedStaticThunk", instance, target, code, thunk);
        }

        Push(instance, type);
    }

    private void InitializeDelegate(string name, Value instance, params ReadOnlySpan<Value> values)
    {
        MethodDesc initializer = _context.WellKnownMethod("System.Delegate", name);
        var arguments = new StackEntry[values.Length + 1];
        arguments[0] = StackEntry.Scalar(instance);
        for (int i = 0; i < values.Length; i++)
            arguments[i + 1] = StackEntry.Scalar(values[i]);
        InvokeDirect(initializer, arguments);
    }
}
