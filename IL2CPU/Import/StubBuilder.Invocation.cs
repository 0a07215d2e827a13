using System.Collections.Generic;
using System.Collections.Immutable;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Calls made by reflection.
internal sealed partial class StubBuilder
{
    private const int PointerSize = 8;
    private static readonly ImmutableArray<Kind> s_invocation = [Kind.Ptr, Kind.Ptr, Kind.Ptr, Kind.Ptr];

    private static MethodBody BuildInvocation(ImportContext context, StubSymbol symbol)
    {
        var builder = new StubBuilder(context, symbol, s_invocation, [Kind.Ptr]);
        builder.Invocation(symbol.Method);
        return builder._body;
    }

    // ref byte (void* code, ref byte target, ref byte result, void** arguments): Abi.ReflectedMethod.Thunk.
    private void Invocation(MethodDesc method)
    {
        // Code of a struct's method takes the box.
        ScalarSignature signature = ScalarSignature.Of(method.Signature, method.HasThis ? Kind.Ref : Kind.Void);
        Value result = _parameters[2];
        TypeDesc returned = method.Signature.ReturnType;
        var arguments = new List<Value> { Emit(Op.PtrToInt, Kind.I64, _parameters[0]) };
        Value? buffer = signature.HasReturnBuffer ? NewSlot(returned) : null;
        if (buffer is not null)
            arguments.Add(buffer);
        if (method.HasThis)
            arguments.Add(Load(_parameters[1], 0, MemType.Ref));
        for (int i = 0; i < method.Signature.Parameters.Count; i++)
            AddArgument(arguments, Load(_parameters[3], i * PointerSize, MemType.Ptr), method.Signature.Parameters[i]);

        Value call = Emit(Op.CallIndirect, ResultKind(signature), arguments.ToArray());
        call.Aux = signature.Call;
        if (buffer is not null)
            Copy(result, buffer, returned);
        else
            StoreResult(result, call, returned, signature);
        Return(returned.IsByRef ? call : result);
    }

    private void AddArgument(List<Value> arguments, Value place, TypeDesc type)
    {
        AbiClass abi = AbiClassifier.Classify(type);
        if (type.IsByRef)
            arguments.Add(place);
        else if (abi.Kind == AbiKind.Memory)
            arguments.Add(CopyOf(place, type));
        foreach (AbiLeaf leaf in type.IsByRef ? [] : abi.Leaves)
            arguments.Add(Load(place, leaf.Offset, leaf.Type.CellType));
    }

    private void StoreResult(Value result, Value call, TypeDesc type, ScalarSignature signature)
    {
        Value? second = null;
        if (signature.Results.Length == 2)
        {
            second = Emit(Op.SecondResult, signature.Results[1], call);
            second.Imm = 1;
        }

        if (type.IsByRef)
            return;
        IReadOnlyList<AbiLeaf> leaves = AbiClassifier.Classify(type).Leaves;
        for (int i = 0; i < leaves.Count; i++)
            Store(result, i == 0 ? call : second!, leaves[i].Type.CellType, leaves[i].Offset);
    }

    private void Dispatch(MethodDesc method, ScalarSignature signature)
    {
        Value call = Emit(Op.CallVirtual, ResultKind(signature), _parameters);
        call.Aux = Slots.Of(method);
        call.Imm = signature.ThisIndex;
        ReturnCall(call, signature);
    }
}
