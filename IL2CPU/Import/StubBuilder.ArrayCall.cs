using System.Collections.Generic;
using System.Collections.Immutable;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Delegates that call a function of an array: Abi.ArrayThunk.
internal sealed partial class StubBuilder
{
    private const string BoxAny = "RhBoxAny";
    private const string UnboxAny = "RhUnboxAny";
    private const string Exports = "System.Runtime.RuntimeExports";
    private const int ReferenceSize = 8;

    /// <summary>Whether every parameter and the result fit into an object.</summary>
    public static bool CanCallWithArray(MethodDesc invoke)
    {
        foreach (TypeDesc type in invoke.Signature.Parameters)
        {
            TypeDesc passed = type.IsByRef ? type.Element : type;
            if (passed.IsByRefLike || passed.IsPointer || passed.IsFunctionPointer)
                return false;
        }

        TypeDesc result = invoke.Signature.ReturnType;
        return !(result.IsByRef || result.IsByRefLike || result.IsPointer || result.IsFunctionPointer);
    }

    private void ArrayCall(MethodDesc invoke, ScalarSignature signature)
    {
        IReadOnlyList<TypeDesc> types = invoke.Signature.Parameters;
        Value[] places = Places(types, signature);
        TypeDesc objects = _context.Types.MakeSzArray(_context.Types.GetWellKnown(WellKnownType.Object));
        _context.Constructed.Add(objects);
        Value array = Emit(Op.NewArray, Kind.Ref, Const(Kind.I64, types.Count));
        array.Aux = objects;
        for (int i = 0; i < types.Count; i++)
        {
            TypeDesc type = types[i].IsByRef ? types[i].Element : types[i];
            Value boxed = !type.IsValueType
                ? types[i].IsByRef ? Load(places[i], 0, MemType.Ref) : places[i]
                : CallHelper(BoxAny, places[i], TableOf(type));
            Store(array, boxed, MemType.Ref, VectorDataOffset + (i * ReferenceSize));
        }

        Value function = Load(_parameters[signature.ThisIndex], _context.Delegates.HelperObject.Offset, MemType.Ref);
        Value code = Load(function, _context.Delegates.FunctionPointer.Offset, MemType.I64);
        Value call = Emit(Op.CallIndirect, Kind.Ref, code, Load(function, _context.Delegates.FirstParameter.Offset, MemType.Ref), array);
        call.Aux = new CallSignature([Kind.Ref, Kind.Ref], [Kind.Ref]);
        for (int i = 0; i < types.Count; i++)
        {
            if (types[i].IsByRef)
                Unbox(Load(array, VectorDataOffset + (i * ReferenceSize), MemType.Ref), places[i], types[i].Element);
        }

        ReturnUnboxed(call, invoke.Signature.ReturnType, signature);
    }

    // Where the arguments are; of references the references themselves.
    private Value[] Places(IReadOnlyList<TypeDesc> types, ScalarSignature signature)
    {
        var places = new Value[types.Count];
        int index = signature.ThisIndex + 1;
        for (int i = 0; i < types.Count; i++)
        {
            AbiClass abi = AbiClassifier.Classify(types[i]);
            if (types[i].IsByRef || !types[i].IsValueType || abi.Kind == AbiKind.Memory)
            {
                places[i] = _parameters[index++];
                continue;
            }

            places[i] = NewSlot(types[i]);
            foreach (AbiLeaf leaf in abi.Leaves)
                Store(places[i], _parameters[index++], leaf.Type.CellType, leaf.Offset);
        }

        return places;
    }

    private void Unbox(Value instance, Value place, TypeDesc type)
    {
        if (type.IsValueType)
            CallHelper(UnboxAny, instance, place, TableOf(type));
        else
            Store(place, instance, MemType.Ref);
    }

    private void ReturnUnboxed(Value instance, TypeDesc type, ScalarSignature signature)
    {
        if (type.IsVoid)
        {
            Return();
            return;
        }

        if (!type.IsValueType)
        {
            Return(instance);
            return;
        }

        Value place = signature.HasReturnBuffer ? _parameters[0] : NewSlot(type);
        Unbox(instance, place, type);
        ImmutableArray<Value>.Builder results = ImmutableArray.CreateBuilder<Value>(signature.Results.Length);
        if (!signature.HasReturnBuffer)
        {
            foreach (AbiLeaf leaf in AbiClassifier.Classify(type).Leaves)
                results.Add(Load(place, leaf.Offset, leaf.Type.CellType));
        }

        Return(results.ToArray());
    }

    private Value TableOf(TypeDesc type)
    {
        NoteBoxing(type);
        return Emit(Op.IntToPtr, Kind.Ptr, Address(new TypeSymbol(type)));
    }

    private Value CallHelper(string name, params System.ReadOnlySpan<Value> arguments)
    {
        MethodDesc helper = _context.WellKnownMethod(Exports, name);
        Value call = Emit(Op.Call, ResultKind(ScalarSignature.Of(helper)), arguments);
        call.Aux = _context.CodeSymbol(helper);
        return call;
    }
}
