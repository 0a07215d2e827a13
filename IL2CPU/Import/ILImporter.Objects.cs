using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Allocation, boxing, casts, type tokens, strings, stack allocation.
internal sealed partial class ILImporter
{
    private const int PayloadOffset = 8;
    private const int ElementTypeShift = 26;
    private const int ElementTypeMask = 31;

    private void ImportNewObject(MethodDesc constructor)
    {
        TypeDesc type = constructor.OwningType;
        if (type.IsArray)
        {
            ImportNewMultiArray(constructor);
            return;
        }

        if (type.IsDelegate)
        {
            ImportNewDelegate(type);
            return;
        }

        StackEntry[] arguments = PopArguments(constructor.Signature.Parameters.Count, 1);
        if (type.IsString)
        {
            MethodDesc factory = type.FindMethod("Ctor", constructor.Signature.Parameters)
                ?? throw new CompilerDiagnosticException($"{constructor.FullName} has no String.Ctor counterpart");
            InvokeDirect(factory, arguments[1..]);
            return;
        }

        if (type.IsAbstract)
            throw new CompilerDiagnosticException($"{type.FullName} is abstract");
        if (type.IsValueType)
        {
            NewValue(constructor, type, arguments);
            return;
        }

        Value instance = NewInstance(type);
        arguments[0] = StackEntry.Scalar(instance, type);
        InvokeDirect(constructor, arguments);
        if (!_ended)
            Push(instance, type);
    }

    private Value NewInstance(TypeDesc type)
    {
        Value instance = Emit(Op.NewObject, Kind.Ref);
        instance.Aux = type;
        return instance;
    }

    private void NewValue(MethodDesc constructor, TypeDesc type, StackEntry[] arguments)
    {
        Value address = NewTemporary(type);
        if (type.IsStruct)
            ZeroStruct(address, type);
        else
            StoreCell(address, 0, Constant(type.ValueKind, 0), type.CellType);
        arguments[0] = StackEntry.Scalar(address);
        InvokeDirect(constructor, arguments);
        if (_ended)
            return;
        if (type.IsStruct)
            Push(StackEntry.Struct(address, type));
        else
            Push(LoadCell(address, 0, type.CellType), type);
    }

    private void ImportBox(TypeDesc type)
    {
        if (!type.IsValueType)
            return;
        if (type.IsNullable)
        {
            BoxNullable(type, Pop());
            return;
        }

        Push(BoxEntry(Pop(), type));
    }

    private StackEntry BoxEntry(StackEntry entry, TypeDesc type)
    {
        if (!type.IsStruct)
            return new StackEntry { Type = type, Box = new LazyBox(type, Narrow(Coerce(ValueOf(entry), type.ValueKind), type)) };
        Value source = AddressOf(entry, type);
        Value copy = NewTemporary(type);
        CopyStruct(copy, source, type);
        return new StackEntry { Type = type, Box = new LazyBox(type, copy) };
    }

    private Value MakeBox(LazyBox box)
    {
        if (box.Object is { } known)
            return known;
        // Only here: generic code asks a box for null, and for its type, of ref structs too.
        if (box.Type.IsByRefLike)
            throw new CompilerDiagnosticException($"{box.Type.FullName} cannot be boxed");
        Value instance = NewInstance(box.Type);
        if (box.Type.IsStruct)
            CopyStruct(Interior(instance, PayloadOffset), box.Payload, box.Type);
        else
            StoreCell(instance, PayloadOffset, box.Payload, box.Type.CellType);
        box.Object = instance;
        return instance;
    }

    // null when there is no value, else a box of the argument type.
    private void BoxNullable(TypeDesc type, StackEntry entry)
    {
        SettleAll();
        Value address = AddressOf(entry, type);
        (FieldDesc hasValue, FieldDesc value) = NullableFields(type);
        Value condition = LoadCell(address, hasValue.Offset, MemType.U8);
        TypeDesc argument = type.Arguments[0];
        PushDiamond(
            condition,
            () =>
            {
                Value instance = NewInstance(argument);
                if (argument.IsStruct)
                    CopyStruct(Interior(instance, PayloadOffset), AddOffset(Again(address), value.Offset), argument);
                else
                    StoreCell(instance, PayloadOffset, LoadCell(address, value.Offset, argument.CellType), argument.CellType);
                return instance;
            },
            Null);
        _stack[^1] = StackEntry.Scalar(_stack[^1].Value!, argument);
    }

    private Value Again(Value address) => address.Op == Op.SlotAddr ? AddressAgain(address) : address;

    private static (FieldDesc HasValue, FieldDesc Value) NullableFields(TypeDesc type) =>
        (type.FindField("hasValue")!, type.FindField("value")!);

    /// <summary>if (condition) whenTrue else whenFalse, as a value on the stack. The arms must not touch the stack.</summary>
    private void PushDiamond(Value condition, System.Func<Value> whenTrue, System.Func<Value> whenFalse)
    {
        Block first = NewInnerBlock();
        Block second = NewInnerBlock();
        Block join = NewInnerBlock();
        Terminate(Op.Branch, [condition], first, second);
        Continue(first);
        Value a = whenTrue();
        Terminate(Op.Jump, [], join);
        Continue(second);
        Value b = whenFalse();
        Terminate(Op.Jump, [], join);
        Continue(join);
        Value phi = _body.NewPhi(join, a.Kind);
        phi.AddArg(a);
        phi.AddArg(b);
        Push(phi);
    }

    private void SettleAll()
    {
        for (int i = 0; i < _stack.Count; i++)
            Settle(i);
    }

    private void ImportUnboxAny(TypeDesc type)
    {
        if (!type.IsValueType)
        {
            ImportCastClass(type);
            return;
        }

        StackEntry entry = Pop();
        if (type.IsNullable)
        {
            UnboxNullable(type, entry);
            return;
        }

        if (entry.Box is { } box && box.Type == type)
        {
            PushPayload(box);
            return;
        }

        Value instance = Coerce(ValueOf(entry), Kind.Ref);
        CheckUnbox(instance, type);
        LoadFrom(instance, PayloadOffset, type, ValueFlags.NonNull);
    }

    // A callee may have written to the payload through another reference to the box, or may do so while this is on the stack.
    private void PushPayload(LazyBox box)
    {
        if (box.Object is { } made)
            LoadFrom(made, PayloadOffset, box.Type, ValueFlags.NonNull);
        else if (box.Type.IsStruct)
            Push(StackEntry.Struct(box.Payload, box.Type, StackEntry.AliasesMemory));
        else
            Push(box.Payload, box.Type);
    }

    private void ImportUnbox(TypeDesc type)
    {
        Value instance = PopValue(Kind.Ref);
        if (type.IsNullable)
        {
            UnboxNullable(type, StackEntry.Scalar(instance));
            StackEntry copy = Pop();
            Push(copy.Value!, _method.Context.MakeByRef(type));
            return;
        }

        CheckUnbox(instance, type);
        Push(Interior(instance, PayloadOffset), _method.Context.MakeByRef(type));
    }

    // Primitives and enums unbox to whatever has the same element type; other structs only to themselves.
    private void CheckUnbox(Value instance, TypeDesc type)
    {
        Value table = LoadCell(instance, 0, MemType.I64, ValueFlags.Invariant);
        if (type.IsStruct)
        {
            ThrowUnlessUnboxed(Compare(Op.Ne, table, AddressOf(new TypeSymbol(type), Kind.I64)), type, instance);
            return;
        }

        Value flags = LoadCell(table, 0, MemType.I32, ValueFlags.Invariant | ValueFlags.NonNull);
        Value kind = Emit(Op.And, Kind.I32, Emit(Op.ShrUn, Kind.I32, flags, Const32(ElementTypeShift)), Const32(ElementTypeMask));
        ThrowUnlessUnboxed(Compare(Op.Ne, kind, Const32(ElementTypes.Of(type))), type, instance);
    }

    private void ThrowUnlessUnboxed(Value condition, TypeDesc type, Value instance) =>
        ThrowIf(condition, RuntimeHelper.ThrowInvalidUnbox, AddressOf(new TypeSymbol(type), Kind.I64), instance);

    private void UnboxNullable(TypeDesc type, StackEntry entry)
    {
        SettleAll();
        TypeDesc argument = type.Arguments[0];
        (FieldDesc hasValue, FieldDesc value) = NullableFields(type);
        Value result = NewTemporary(type);
        ZeroStruct(result, type);
        Value instance = Coerce(ValueOf(entry), Kind.Ref);
        Value isPresent = Compare(Op.Ne, instance, Null());
        Block present = NewInnerBlock();
        Block join = NewInnerBlock();
        Terminate(Op.Branch, [isPresent], present, join);
        Continue(present);
        // Unlike other unboxing, an enum's box is no box of its integer here.
        Value table = LoadCell(instance, 0, MemType.I64, ValueFlags.Invariant);
        ThrowUnlessUnboxed(Compare(Op.Ne, table, AddressOf(new TypeSymbol(argument), Kind.I64)), type, instance);
        Value target = AddressAgain(result);
        StoreCell(target, hasValue.Offset, Const32(1), MemType.U8);
        if (argument.IsStruct)
            CopyStruct(AddOffset(target, value.Offset), Interior(instance, PayloadOffset), argument);
        else
            StoreCell(target, value.Offset, LoadCell(instance, PayloadOffset, argument.CellType, ValueFlags.NonNull), argument.CellType);
        Terminate(Op.Jump, [], join);
        Continue(join);
        Push(StackEntry.Struct(AddressAgain(result), type));
    }

    private void ImportIsInst(TypeDesc type)
    {
        TypeDesc wanted = type.IsNullable ? type.Arguments[0] : type;
        StackEntry entry = Pop();
        if (TryAnswerCast(entry, wanted, out bool succeeds))
        {
            if (succeeds)
                Push(entry);
            else
                Push(Null(), wanted.IsValueType ? null : wanted);
            return;
        }

        Value value = Emit(Op.IsInst, Kind.Ref, Coerce(ValueOf(entry), Kind.Ref));
        value.Aux = wanted;
        Push(value, wanted.IsValueType ? null : wanted);
    }

    private void ImportCastClass(TypeDesc type)
    {
        TypeDesc wanted = type.IsNullable ? type.Arguments[0] : type;
        StackEntry entry = Pop();
        if (TryAnswerCast(entry, wanted, out bool succeeds) && succeeds)
        {
            Push(entry);
            return;
        }

        Value value = Emit(Op.CastClass, Kind.Ref, Coerce(ValueOf(entry), Kind.Ref));
        value.Aux = wanted;
        Push(value, wanted.IsValueType ? null : wanted);
    }

    // From what is known of the value: null, a box, an object made here, or a static class type at least as derived.
    private bool TryAnswerCast(StackEntry entry, TypeDesc wanted, out bool succeeds)
    {
        succeeds = true;
        if (entry.Box is { } box)
        {
            succeeds = box.Type.IsAssignableTo(wanted);
            return true;
        }

        if (entry.Value is { Op: Op.Const, Imm: 0 })
            return true;
        if (ExactType(entry) is { } exact)
        {
            succeeds = exact.IsAssignableTo(wanted);
            return true;
        }

        return entry.Type is { } type && (type.IsClass || type.IsInterface) && type.IsAssignableTo(wanted);
    }

    /// <summary>The type of the object, where it can only be one; null otherwise.</summary>
    private TypeDesc? ExactType(StackEntry entry)
    {
        switch (entry.Value)
        {
            case { Op: Op.NewObject or Op.NewArray, Aux: TypeDesc made }:
                return made;
            case { Op: Op.SymbolAddr, Aux: FrozenObjectSymbol symbol }:
                return symbol.Type;
            case { Op: Op.SymbolAddr, Aux: StringSymbol }:
                return _method.Context.GetWellKnown(WellKnownType.String);
            case { Op: Op.SymbolAddr, Aux: RuntimeTypeSymbol }:
                return _method.Context.GetWellKnown(WellKnownType.RuntimeType);
            default:
                return null;
        }
    }

    private void ImportToken(object token) => Push(new StackEntry { Token = token });

    private StackEntry MaterializeToken(object token)
    {
        (string name, Symbol symbol) = token switch
        {
            TypeDesc type => ("System.RuntimeTypeHandle", new TypeSymbol(type)),
            MethodDesc { ContainsGenericParameters: false } method => ("System.RuntimeMethodHandle", new MethodHandleSymbol(method)),
            FieldDesc { OwningType.ContainsGenericParameters: false } field => ("System.RuntimeFieldHandle", (Symbol)new FieldHandleSymbol(field)),
            _ => throw new CompilerDiagnosticException($"the run-time handle of {token}, which is open, is used"),
        };
        TypeDesc handle = _method.Context.FindType(name) ?? throw new CompilerDiagnosticException($"{name} is missing");
        Value address = NewTemporary(handle);
        StoreCell(address, 0, AddressOf(symbol, Kind.I64), MemType.I64);
        return StackEntry.Struct(address, handle);
    }

    private void ImportSizeOf(TypeDesc type) => Push(Const32(type.ValueSize));

    private void ImportLoadString(string text) =>
        Push(AddressOf(new StringSymbol(text), Kind.Ref), _method.Context.GetWellKnown(WellKnownType.String));

    // A constant size becomes a slot, unless it runs in a loop; anything else an array nobody else sees, kept by its interior pointer.
    private void ImportLocalAlloc()
    {
        Value size = ConvertTo64(PopValue(), true);
        const int LargestSlot = 32 * 1024;
        if (IsConst(size, out long bytes) && bytes == 0)
        {
            Push(Constant(Kind.Ptr, 0));
            return;
        }

        if (IsConst(size, out bytes) && bytes is > 0 and <= LargestSlot && !IsInLoop())
        {
            Slot slot = _body.NewSlot((int)((bytes + 7) & ~7L), 16, null);
            if (_il.InitLocals)
            {
                Value zero = Emit(Op.ZeroBlock, Kind.Void, SlotAddress(slot));
                zero.Imm = slot.Size;
                zero.Flags = ValueFlags.NonNull;
            }

            Push(SlotAddress(slot));
            return;
        }

        if (_context.Profile != ImageProfile.Program)
            throw new CompilerDiagnosticException("stackalloc of a size that is not a small constant, or in a loop, needs a heap");
        Value array = NewVector(_method.Context.MakeSzArray(_method.Context.GetWellKnown(WellKnownType.Byte)), size);
        Push(Interior(array, VectorDataOffset));
    }

    private bool IsInLoop()
    {
        if (!_graph.HasBackwardBranch)
            return false;
        foreach (ILBlock block in _graph.Blocks)
        {
            foreach (int successor in block.Successors)
            {
                if (_graph.Blocks[successor].Start <= _offset && block.EndOffset > _offset && _graph.Blocks[successor].Start <= block.Start)
                    return true;
            }
        }

        return false;
    }
}
