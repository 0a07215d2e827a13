using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Vectors and multidimensional arrays.
internal sealed partial class ILImporter
{
    private const int LengthOffset = 8;
    private const int VectorDataOffset = 16;
    private const int RelatedTypeOffset = 8;

    private void ImportNewArray(TypeDesc element)
    {
        Value length = PopValue();
        length = length.Kind == Kind.I32 ? ConvertTo64(length, false) : Coerce(length, Kind.I64);
        TypeDesc type = _method.Context.MakeSzArray(element);
        Push(NewVector(type, length), type);
    }

    private Value NewVector(TypeDesc type, Value length)
    {
        Value array = Emit(Op.NewArray, Kind.Ref, length);
        array.Aux = type;
        return array;
    }

    private void ImportLength()
    {
        Value array = PopValue(Kind.Ref);
        Push(LoadLength(array));
    }

    private Value LoadLength(Value array) => LoadCell(array, LengthOffset, MemType.I32, ValueFlags.Invariant);

    /// <summary>Bounds-checked address of an element, without <see cref="VectorDataOffset"/>.</summary>
    private Value ElementBase(Value array, Value index, TypeDesc element)
    {
        Value length = LoadLength(array);
        if (index.Kind.IsPointer)
            index = Coerce(index, Kind.I64);
        bool is64 = index.Kind == Kind.I64;
        ThrowIf(Compare(Op.GeUn, index, is64 ? ConvertTo64(length, true) : length), RuntimeHelper.ThrowIndexOutOfRange);
        Value pointer = Emit(Op.RefToPtr, Kind.Ptr, array);
        return OffsetPointer(Op.Add, pointer, Scale(is64 ? index : ConvertTo64(index, true), element.ValueSize));
    }

    private Value Scale(Value index, int size)
    {
        if (IsConst(index, out long imm))
            return Const64(imm * size);
        if (size == 1)
            return index;
        if (System.Numerics.BitOperations.IsPow2(size))
            return Emit(Op.Shl, Kind.I64, index, Const32(System.Numerics.BitOperations.Log2((uint)size)));
        return Emit(Op.Mul, Kind.I64, index, Const64(size));
    }

    private void ImportLoadElement(TypeDesc element)
    {
        Value index = PopValue();
        Value array = PopValue(Kind.Ref);
        Value address = ElementBase(array, index, element);
        if (element.IsStruct)
            Push(StackEntry.Struct(AddOffset(address, VectorDataOffset), element, StackEntry.AliasesMemory));
        else
            Push(LoadCell(address, VectorDataOffset, element.CellType, ValueFlags.NonNull), element);
    }

    // ldelem.i1 and so on: the element has this width whatever its type; ldelem.ref takes the type from the array.
    private void ImportLoadElement(MemType cell)
    {
        TypeDesc? element = Peek(1).Type is { IsSzArray: true } array ? array.Element : null;
        if (element is not null && element.CellType.Size == cell.Size && element.CellType.Kind == cell.Kind)
        {
            ImportLoadElement(cell == MemType.Ref || element.CellType == cell ? element : WellKnownOf(cell));
            return;
        }

        ImportLoadElement(WellKnownOf(cell));
    }

    private TypeDesc WellKnownOf(MemType cell) => _method.Context.GetWellKnown(cell switch
    {
        MemType.I8 => WellKnownType.SByte,
        MemType.U8 => WellKnownType.Byte,
        MemType.I16 => WellKnownType.Int16,
        MemType.U16 => WellKnownType.UInt16,
        MemType.I32 => WellKnownType.Int32,
        MemType.I64 => WellKnownType.Int64,
        MemType.F32 => WellKnownType.Single,
        MemType.F64 => WellKnownType.Double,
        MemType.Ref => WellKnownType.Object,
        _ => WellKnownType.IntPtr,
    });

    private void ImportStoreElement(TypeDesc element)
    {
        if (element.CellType == MemType.Ref)
        {
            StoreElementRef();
            return;
        }

        StackEntry stored = Pop();
        Value index = PopValue();
        Value array = PopValue(Kind.Ref);
        Value address = ElementBase(array, index, element);
        StoreTo(address, VectorDataOffset, element, stored, ValueFlags.NonNull);
    }

    private void StoreElementRef()
    {
        StackEntry entry = Pop();
        Value stored = Coerce(ValueOf(entry), Kind.Ref);
        Value index = PopValue();
        StackEntry target = Pop();
        Value array = Coerce(ValueOf(target), Kind.Ref);
        bool isUnchecked = stored.Op == Op.Const || TakesAny(target, entry);
        BeginEffect();
        if (isUnchecked)
        {
            Value address = ElementBase(array, index, _method.Context.GetWellKnown(WellKnownType.Object));
            StoreCell(address, VectorDataOffset, stored, MemType.Ref, ValueFlags.NonNull);
            return;
        }

        CallHelper(RuntimeHelper.StoreElementRef, Kind.Void, array, ConvertIndex(index), stored);
    }

    // No check at run time: the array was made here and the value is known to fit, or its elements are sealed.
    private bool TakesAny(StackEntry array, StackEntry stored)
    {
        if (array.Value is not { Op: Op.NewArray, Aux: TypeDesc { IsSzArray: true } made })
            return array.Type is { IsSzArray: true } type && IsExactWhenSealed(type.Element) && !IsInterfaceOfArrays;
        return made.Element.IsObject || (stored.Box?.Type ?? ExactType(stored) ?? stored.Type) is { } known && known.IsAssignableTo(made.Element);
    }

    // IList<object> of a string[] is that of strings: what it is given need not be one.
    private bool IsInterfaceOfArrays => _method.OwningType.Definition.FullName == "System.Array`1";

    private static bool IsExactArray(StackEntry array, TypeDesc element)
    {
        if (array.Value is { Op: Op.NewArray, Aux: TypeDesc { IsSzArray: true } made })
            return made.Element == element;
        return array.Type is { IsSzArray: true } type && type.Element == element && IsExactWhenSealed(element);
    }

    private static bool IsExactWhenSealed(TypeDesc element) =>
        element.IsClass && element.IsSealed && !element.IsDelegate;

    private Value ConvertIndex(Value index) => index.Kind == Kind.I32 ? ConvertTo64(index, false) : Coerce(index, Kind.I64);

    private void ImportElementAddress(TypeDesc element)
    {
        bool isReadonly = _isReadonly;
        _isReadonly = false;
        Value index = PopValue();
        StackEntry target = Pop();
        Value array = Coerce(ValueOf(target), Kind.Ref);
        TypeDesc type = _method.Context.MakeByRef(element);
        if (element.CellType == MemType.Ref && !isReadonly && !IsExactArray(target, element))
        {
            Value table = AddressOf(new TypeSymbol(element), Kind.I64);
            Push(CallHelper(RuntimeHelper.ElementAddressRef, Kind.Ptr, array, ConvertIndex(index), table), type);
            return;
        }

        Push(AddOffset(ElementBase(array, index, element), VectorDataOffset), type);
    }

    // Multidimensional: lengths at 16, lower bounds (always 0) behind them, then the elements in row-major order.
    private void ImportArrayMethod(MethodDesc method)
    {
        TypeDesc type = method.OwningType;
        TypeDesc element = type.Element;
        switch (method.ArrayMethod)
        {
            case ArrayMethodKind.Get:
                LoadFrom(MultiElement(type, method.Signature.Parameters.Count), MultiDataOffset(type), element, ValueFlags.NonNull);
                break;
            case ArrayMethodKind.Address:
                _isReadonly = false;
                Push(AddOffset(MultiElement(type, method.Signature.Parameters.Count), MultiDataOffset(type)), method.Context.MakeByRef(element));
                break;
            case ArrayMethodKind.Set:
                StackEntry stored = Pop();
                StoreMulti(type, stored);
                break;
            default:
                throw new CompilerDiagnosticException($"{method.FullName} is called as a method");
        }
    }

    private void StoreMulti(TypeDesc type, StackEntry stored)
    {
        TypeDesc element = type.Element;
        if (element.CellType == MemType.Ref && !IsExactWhenSealed(element) && ValueOf(stored).Op != Op.Const)
            CheckStoredType(Peek(type.Rank), ValueOf(stored));
        StoreTo(MultiElement(type, type.Rank), MultiDataOffset(type), element, stored, ValueFlags.NonNull);
    }

    // Throws InvalidCastException where .NET throws ArrayTypeMismatchException.
    private void CheckStoredType(StackEntry array, Value stored)
    {
        Value table = LoadCell(Coerce(ValueOf(array), Kind.Ref), 0, MemType.I64, ValueFlags.Invariant);
        Value elementTable = LoadCell(table, RelatedTypeOffset, MemType.I64, ValueFlags.Invariant | ValueFlags.NonNull);
        CallHelper(RuntimeHelper.CastAny, Kind.Ref, elementTable, stored);
    }

    private static int MultiDataOffset(TypeDesc type) => VectorDataOffset + (8 * type.Rank);

    private Value MultiElement(TypeDesc type, int rank)
    {
        var indexes = new Value[rank];
        for (int i = rank - 1; i >= 0; i--)
            indexes[i] = PopValue(Kind.I32);
        Value array = PopValue(Kind.Ref);
        Value? linear = null;
        for (int i = 0; i < rank; i++)
        {
            Value length = LoadCell(array, VectorDataOffset + (4 * i), MemType.I32, ValueFlags.Invariant);
            ThrowIf(Compare(Op.GeUn, indexes[i], length), RuntimeHelper.ThrowIndexOutOfRange);
            Value index = ConvertTo64(indexes[i], true);
            linear = linear is null ? index : Emit(Op.Add, Kind.I64, Emit(Op.Mul, Kind.I64, linear, ConvertTo64(length, true)), index);
        }

        Value pointer = Emit(Op.RefToPtr, Kind.Ptr, array);
        return OffsetPointer(Op.Add, pointer, Scale(linear!, type.Element.ValueSize));
    }

    private void ImportNewMultiArray(MethodDesc constructor)
    {
        TypeDesc type = constructor.OwningType;
        int count = constructor.Signature.Parameters.Count;
        if (constructor.ArrayMethod == ArrayMethodKind.ConstructorWithBounds)
            throw new CompilerDiagnosticException($"{type.FullName} with lower bounds") { Advice = "an array whose indices begin at 0" };
        if (type.IsSzArray)
            throw new CompilerDiagnosticException($"{constructor.FullName}: jagged construction");
        Slot lengths = _body.NewSlot(4 * count, 4, null);
        for (int i = count - 1; i >= 0; i--)
            StoreCell(SlotAddress(lengths), 4 * i, PopValue(Kind.I32), MemType.I32);
        BeginEffect();
        Value table = AddressOf(new TypeSymbol(type), Kind.I64);
        _context.NoteConstructed(type);
        Push(CallHelper(RuntimeHelper.NewMultiArray, Kind.Ref, table, Const32(count), SlotAddress(lengths)), type);
    }

    // Array.Copy converts between all kinds of arrays; most callers have two of the same.
    private bool ArrayIntrinsic(MethodDesc method, StackEntry[] arguments)
    {
        bool hasIndices = arguments.Length == 5;
        if (method.Name != "Copy" || !(hasIndices || arguments.Length == 3) || method.Signature.Parameters[^1].UnderlyingPrimitive != PrimitiveKind.Int32
            || _context.Exports.Find(RuntimeHelper.CopyArray) is null)
            return false;
        StackEntry target = arguments[hasIndices ? 2 : 1];
        if (arguments[0].Type is not { IsSzArray: true } type || target.Type != type || !HoldsExactly(type.Element))
            return false;
        Value source = Scalar(arguments[0], Kind.Ref);
        Value destination = Scalar(target, Kind.Ref);
        Value from = hasIndices ? Scalar(arguments[1], Kind.I32) : Const32(0);
        Value to = hasIndices ? Scalar(arguments[3], Kind.I32) : Const32(0);
        Value length = Scalar(arguments[^1], Kind.I32);
        BeginEffect();
        CallHelper(RuntimeHelper.CopyArray, Kind.Void, source, from, destination, to, length);
        return true;
    }

    // An array of that static type has these elements, or others of the same size without references, never those of a subclass.
    private static bool HoldsExactly(TypeDesc element) =>
        element.IsValueType || (element.IsClass && element.IsSealed && !element.IsArray && !element.HasVariance);
}
