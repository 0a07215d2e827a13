using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>Bodies of compiler-made functions: unboxing stubs, delegate thunks, per-type overrides.</summary>
internal sealed partial class StubBuilder
{
    private const int PayloadOffset = 8;
    private const int VectorDataOffset = 16;
    private readonly ImportContext _context;
    private readonly MethodBody _body;
    private readonly Value[] _parameters;
    private Block _block;

    private StubBuilder(ImportContext context, Symbol symbol, ImmutableArray<Kind> parameters, ImmutableArray<Kind> results)
    {
        _context = context;
        _body = new MethodBody(symbol, parameters, results);
        _block = _body.NewBlock();
        _parameters = new Value[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            _parameters[i] = _body.Append(_block, Op.Param, parameters[i]);
            _parameters[i].Imm = i;
        }
    }

    public static MethodBody Build(ImportContext context, StubSymbol symbol)
    {
        if (symbol.Kind == StubKind.Invocation)
            return BuildInvocation(context, symbol);
        ScalarSignature signature = ScalarSignature.Of(symbol.Method);
        ImmutableArray<Kind> parameters = symbol.Kind == StubKind.Unboxing
            ? signature.Parameters.SetItem(signature.ThisIndex, Kind.Ref)
            : signature.Parameters;
        if (symbol.Kind == StubKind.DelegateGetThunk)
        {
            MethodDesc slot = context.WellKnownMethod("System.Delegate", "GetThunk");
            signature = ScalarSignature.Of(slot);
            parameters = signature.Parameters;
        }

        var builder = new StubBuilder(context, symbol, parameters, signature.Results);
        switch (symbol.Kind)
        {
            case StubKind.Unboxing:
                builder.Unboxing(symbol.Method, signature);
                break;
            case StubKind.DelegateOpenStatic:
                builder.OpenStatic(signature);
                break;
            case StubKind.DelegateClosedStatic:
                builder.ClosedStatic(signature);
                break;
            case StubKind.DelegateMulticast:
                builder.Multicast(symbol.Method, signature);
                break;
            case StubKind.DelegateGetThunk:
                builder.GetThunk(symbol.Method);
                break;
            case StubKind.ArrayCall:
                builder.ArrayCall(symbol.Method, signature);
                break;
            case StubKind.Dispatch:
                builder.Dispatch(symbol.Method, signature);
                break;
            default:
                throw new CompilerDiagnosticException($"stub {symbol.Name} cannot be made");
        }

        return builder._body;
    }

    /// <summary>Code of a delegate's Invoke, for a delegate made of another's Invoke.</summary>
    public static MethodBody BuildInvoke(ImportContext context, MethodSymbol symbol)
    {
        ScalarSignature signature = ScalarSignature.Of(symbol.Method);
        var builder = new StubBuilder(context, symbol, signature.Parameters, signature.Results);
        Value instance = builder._parameters[signature.ThisIndex];
        Value code = builder.Load(instance, context.Delegates.FunctionPointer.Offset, MemType.I64);
        Value first = builder.Load(instance, context.Delegates.FirstParameter.Offset, MemType.Ref);
        builder.ReturnCall(builder.Forward(code, first, signature), signature);
        return builder._body;
    }

    /// <summary>int __GetFieldHelper(int index, out MethodTable* type): offset and type of an instance field, or, for index -1, their number.</summary>
    public static MethodBody BuildFieldHelper(ImportContext context, TypeStubSymbol symbol)
    {
        MethodDesc slot = context.WellKnownMethod("System.ValueType", "__GetFieldHelper");
        ScalarSignature signature = ScalarSignature.Of(slot);
        var builder = new StubBuilder(context, symbol, signature.Parameters, signature.Results);
        builder.FieldHelper(symbol.Type);
        return builder._body;
    }

    private Value Emit(Op op, Kind kind, params System.ReadOnlySpan<Value> args) => _body.Append(_block, op, kind, args);

    private Value Const(Kind kind, long imm) => _body.Constant(_block, kind, imm);

    private Value Address(Symbol symbol)
    {
        Value value = Emit(Op.SymbolAddr, Kind.I64);
        value.Aux = symbol;
        return value;
    }

    private Value Load(Value address, int offset, MemType cell)
    {
        Value value = Emit(Op.Load, cell.Kind, address);
        value.Imm = offset;
        value.Mem = cell;
        value.Flags = ValueFlags.NonNull;
        return value;
    }

    private void Store(Value address, Value stored, MemType cell, int offset = 0)
    {
        Value value = Emit(Op.Store, Kind.Void, address, stored);
        value.Imm = offset;
        value.Mem = cell;
    }

    private void Return(params System.ReadOnlySpan<Value> results) => _body.Terminate(_block, Op.Return, results);

    private void ReturnCall(Value call, ScalarSignature signature)
    {
        call.Flags |= ValueFlags.Tail;
        if (signature.Results.Length == 0)
        {
            Return();
            return;
        }

        if (signature.Results.Length == 1)
        {
            Return(call);
            return;
        }

        Value second = Emit(Op.SecondResult, signature.Results[1], call);
        second.Imm = 1;
        Return(call, second);
    }

    private static Kind ResultKind(ScalarSignature signature) => signature.Results.Length > 0 ? signature.Results[0] : Kind.Void;

    private void Unboxing(MethodDesc method, ScalarSignature signature)
    {
        var arguments = (Value[])_parameters.Clone();
        Value payload = Emit(Op.RefToPtr, Kind.Ptr, _parameters[signature.ThisIndex]);
        arguments[signature.ThisIndex] = Emit(Op.Add, Kind.Ptr, payload, Const(Kind.I64, PayloadOffset));
        Value call = Emit(Op.Call, ResultKind(signature), arguments);
        call.Aux = _context.CodeSymbol(method);
        ReturnCall(call, signature);
    }

    // this is the delegate; the target takes the arguments without it.
    private void OpenStatic(ScalarSignature signature)
    {
        Value code = Load(_parameters[signature.ThisIndex], _context.Delegates.Extra.Offset, MemType.I64);
        var arguments = new List<Value> { code };
        ImmutableArray<Kind>.Builder kinds = ImmutableArray.CreateBuilder<Kind>();
        for (int i = 0; i < _parameters.Length; i++)
        {
            if (i == signature.ThisIndex)
                continue;
            arguments.Add(_parameters[i]);
            kinds.Add(_parameters[i].Kind);
        }

        Value call = Emit(Op.CallIndirect, ResultKind(signature), arguments.ToArray());
        call.Aux = new CallSignature(kinds.ToImmutable(), signature.Results);
        ReturnCall(call, signature);
    }

    // The helper object becomes the first argument.
    private void ClosedStatic(ScalarSignature signature)
    {
        Value instance = _parameters[signature.ThisIndex];
        Value code = Load(instance, _context.Delegates.Extra.Offset, MemType.I64);
        Value first = Load(instance, _context.Delegates.HelperObject.Offset, MemType.Ref);
        ReturnCall(Forward(code, first, signature), signature);
    }

    // A callee owns its struct arguments and may write them: every target gets its own copy.
    private Value[] CopyMemoryArguments(MethodDesc invoke, ScalarSignature signature)
    {
        var arguments = (Value[])_parameters.Clone();
        int index = signature.ThisIndex + 1;
        foreach (TypeDesc type in invoke.Signature.Parameters)
        {
            AbiClass abi = AbiClassifier.Classify(type);
            if (abi.Kind != AbiKind.Memory)
            {
                index += abi.Leaves.Count;
                continue;
            }

            arguments[index] = CopyOf(arguments[index], type);
            index++;
        }

        return arguments;
    }

    private Value CopyOf(Value source, TypeDesc type)
    {
        Value address = NewSlot(type);
        Copy(address, source, type);
        return address;
    }

    private Value NewSlot(TypeDesc type)
    {
        Value address = Emit(Op.SlotAddr, Kind.Ptr);
        address.Aux = _body.NewSlot(Math.Max(type.Layout.Size, 1), Math.Clamp(type.Layout.Alignment, 1, 16), type);
        return address;
    }

    private void Copy(Value target, Value source, TypeDesc type)
    {
        Value copy = Emit(Op.CopyBlock, Kind.Void, target, source);
        copy.Imm = type.Layout.Size;
        copy.Aux = type;
        copy.Flags = ValueFlags.NonNull;
    }

    private Value Forward(Value code, Value receiver, ScalarSignature signature, Value[]? parameters = null)
    {
        var arguments = new Value[_parameters.Length + 1];
        arguments[0] = code;
        (parameters ?? _parameters).CopyTo(arguments, 1);
        arguments[signature.ThisIndex + 1] = receiver;
        Value call = Emit(Op.CallIndirect, ResultKind(signature), arguments);
        call.Aux = signature.Call;
        return call;
    }

    // for (i = 0; i < count; i++) result = list[i].Delegate.Invoke(arguments); the count is at least 2.
    private void Multicast(MethodDesc invoke, ScalarSignature signature)
    {
        DelegateFields fields = _context.Delegates;
        Value instance = _parameters[signature.ThisIndex];
        Value count = Load(instance, fields.Extra.Offset, MemType.I64);
        Value list = Load(instance, fields.HelperObject.Offset, MemType.Ref);
        TypeDesc wrapper = fields.HelperObject.Module.Context.FindType("System.Delegate+Wrapper")
            ?? throw new CompilerDiagnosticException("System.Delegate+Wrapper is missing");
        Block loop = _body.NewBlock();
        Block exit = _body.NewBlock();
        Value zero = Const(Kind.I64, 0);
        _body.Terminate(_block, Op.Jump, [], loop);

        Value index = _body.NewPhi(loop, Kind.I64);
        _block = loop;
        Value data = Emit(Op.RefToPtr, Kind.Ptr, list);
        Value scaled = Emit(Op.Mul, Kind.I64, index, Const(Kind.I64, wrapper.ValueSize));
        Value target = Load(Emit(Op.Add, Kind.Ptr, data, scaled), VectorDataOffset + wrapper.Fields[0].Offset, MemType.Ref);
        Value code = Load(target, fields.FunctionPointer.Offset, MemType.I64);
        Value first = Load(target, fields.FirstParameter.Offset, MemType.Ref);
        Value call = Forward(code, first, signature, CopyMemoryArguments(invoke, signature));
        Value? second = null;
        if (signature.Results.Length == 2)
        {
            second = Emit(Op.SecondResult, signature.Results[1], call);
            second.Imm = 1;
        }

        Value next = Emit(Op.Add, Kind.I64, index, Const(Kind.I64, 1));
        Value goesOn = Emit(Op.Lt, Kind.I32, next, count);
        _body.Terminate(loop, Op.Branch, [goesOn], loop, exit);
        index.AddArg(zero);
        index.AddArg(next);

        _block = exit;
        if (second is not null)
            Return(call, second);
        else if (signature.Results.Length == 1)
            Return(call);
        else
            Return();
    }

    // Numbers as System.Delegate declares them; 0 for thunks that do not exist.
    private void GetThunk(MethodDesc invoke)
    {
        TypeDesc type = _context.Types.GetWellKnown(WellKnownType.Delegate);
        Value number = _parameters[^1];
        Value result = Const(Kind.I64, 0);
        result = Choose(type, "MulticastThunk", StubKind.DelegateMulticast, invoke, number, result);
        result = Choose(type, "ClosedStaticThunk", StubKind.DelegateClosedStatic, invoke, number, result);
        result = Choose(type, "OpenStaticThunk", StubKind.DelegateOpenStatic, invoke, number, result);
        Return(result);
    }

    private Value Choose(TypeDesc type, string constant, StubKind kind, MethodDesc invoke, Value number, Value otherwise)
    {
        if (type.FindField(constant)?.ConstantValue is not int value)
            throw new CompilerDiagnosticException($"System.Delegate.{constant} is missing");
        Value isThis = Emit(Op.Eq, Kind.I32, number, Const(Kind.I32, value));
        return Emit(Op.Select, Kind.I64, isThis, Address(new StubSymbol(kind, invoke)), otherwise);
    }

    private void FieldHelper(TypeDesc type)
    {
        // UseFastHelper (-1): the number of fields; negative values would tell the base library to compare bytes.
        var fields = new List<FieldDesc>();
        foreach (FieldDesc field in type.Fields)
        {
            if (!field.IsStatic)
                fields.Add(field);
        }

        Value index = _parameters[1];
        Value result = _parameters[2];
        var cases = new Block[fields.Count + 1];
        for (int i = 0; i < cases.Length; i++)
            cases[i] = _body.NewBlock();
        _body.Terminate(_block, Op.Switch, [index], cases);
        for (int i = 0; i < fields.Count; i++)
        {
            _block = cases[i];
            NoteBoxing(fields[i].FieldType);
            Store(result, Address(new TypeSymbol(fields[i].FieldType)), MemType.I64);
            Return(Const(Kind.I32, fields[i].Offset));
        }

        _block = cases[^1];
        Store(result, Const(Kind.I64, 0), MemType.I64);
        Return(Const(Kind.I32, fields.Count));
    }

    // The base library compares such fields as boxes.
    private void NoteBoxing(TypeDesc type)
    {
        if (type.IsNullable)
            _context.Constructed.Add(type.Arguments[0]);
        else if (type.IsValueType && !type.IsByRefLike)
            _context.Constructed.Add(type);
    }
}
