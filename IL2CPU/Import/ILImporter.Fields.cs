using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// Instance and static fields, and memory reached through pointers.
internal sealed partial class ILImporter
{
    // The first page is never mapped: a smaller displacement faults by itself.
    private const int FaultingRange = 4096;

    private ValueFlags _prefixFlags;

    private ValueFlags TakeFlags(FieldDesc? field = null)
    {
        ValueFlags flags = _prefixFlags;
        _prefixFlags = ValueFlags.None;
        return field is { IsVolatile: true } ? flags | ValueFlags.Volatile : flags;
    }

    private void ImportLoadField(FieldDesc field)
    {
        if (field.IsStatic)
        {
            ImportPop();
            ImportLoadStatic(field);
            return;
        }

        StackEntry target = Pop();
        if (target.Token is { } token)
            target = MaterializeToken(token);
        TypeDesc type = field.FieldType;
        if (target.IsStruct)
        {
            LoadFieldOfStruct(target, field);
            return;
        }

        Value value = ValueOf(target);
        if (field.OwningType.IsValueType && !value.Kind.IsPointer && value.Kind != Kind.I64)
        {
            // A primitive's own value field.
            Push(value, type);
            return;
        }

        Value address = FieldBase(value, field);
        LoadFrom(address, field.Offset, type, TakeFlags(field));
    }

    private void LoadFieldOfStruct(StackEntry target, FieldDesc field)
    {
        TypeDesc type = field.FieldType;
        _prefixFlags = ValueFlags.None;
        if (type.IsStruct)
            Push(StackEntry.Struct(AddOffset(target.Value!, field.Offset), type, target.Alias));
        else
            Push(LoadCell(target.Value!, field.Offset, type.CellType), type);
    }

    private Value FieldBase(Value value, FieldDesc field)
    {
        Value address = Coerce(value, field.OwningType.IsValueType ? Kind.Ptr : Kind.Ref);
        if (field.Offset >= FaultingRange)
            NullCheck(address);
        return address;
    }

    private void LoadFrom(Value address, int offset, TypeDesc type, ValueFlags flags)
    {
        if (!type.IsStruct)
        {
            Value value = LoadCell(address, offset, type.CellType, flags);
            Push(value, type);
            return;
        }

        if (address.Kind == Kind.Ref)
        {
            NullCheck(address);
            address = Interior(address, offset);
        }
        else
        {
            address = AddOffset(address, offset);
        }

        Push(StackEntry.Struct(address, type, StackEntry.AliasesMemory));
        if ((flags & ValueFlags.Volatile) != 0)
        {
            OwnBytes(_stack.Count - 1);
            Emit(Op.Fence, Kind.Void);
        }
    }

    private void ImportStoreField(FieldDesc field)
    {
        StackEntry stored = Pop();
        if (field.IsStatic)
        {
            ImportPop();
            StoreStatic(field, stored);
            return;
        }

        Value target = PopValue();
        Value address = FieldBase(target, field);
        StoreTo(address, field.Offset, field.FieldType, stored, TakeFlags(field));
    }

    private void StoreTo(Value address, int offset, TypeDesc type, StackEntry stored, ValueFlags flags)
    {
        if (!type.IsStruct)
        {
            Value value = Narrowed(stored, type);
            BeginEffect();
            StoreCell(address, offset, value, type.CellType, flags);
            return;
        }

        Value source = AddressOf(stored, type);
        BeginEffect();
        if (address.Kind == Kind.Ref)
        {
            NullCheck(address);
            address = Interior(address, offset);
        }
        else
        {
            address = AddOffset(address, offset);
        }

        if ((flags & ValueFlags.Volatile) != 0)
            Emit(Op.Fence, Kind.Void);
        CopyStruct(address, source, type);
    }

    // A store truncates by itself: only the kind matters.
    private Value Narrowed(StackEntry entry, TypeDesc type) => Coerce(ValueOf(entry), type.ValueKind);

    private void ImportFieldAddress(FieldDesc field)
    {
        if (field.IsStatic)
        {
            ImportPop();
            ImportStaticAddress(field);
            return;
        }

        Value target = PopValue();
        TypeDesc type = _method.Context.MakeByRef(field.FieldType);
        if (field.OwningType.IsValueType)
        {
            Push(AddOffset(Coerce(target, Kind.Ptr), field.Offset), type);
            return;
        }

        target = Coerce(target, Kind.Ref);
        NullCheck(target);
        Push(Interior(target, field.Offset), type);
    }

    private void ImportLoadStatic(FieldDesc field)
    {
        ValueFlags flags = TakeFlags(field);
        if (_context.TryGetFieldValue(field, out long constant))
        {
            PushConstant(field.FieldType, constant);
            return;
        }

        if (_context.TryGetFieldObject(field) is { } symbol)
        {
            Push(AddressOf(symbol, Kind.Ref), field.FieldType);
            return;
        }

        (Value address, int offset) = StaticCell(field);
        LoadFrom(address, offset, field.FieldType, flags);
    }

    private void ImportStoreStatic(FieldDesc field) => StoreStatic(field, Pop());

    private void StoreStatic(FieldDesc field, StackEntry stored)
    {
        (Value address, int offset) = StaticCell(field);
        StoreTo(address, offset, field.FieldType, stored, TakeFlags(field));
    }

    private void ImportStaticAddress(FieldDesc field)
    {
        (Value address, int offset) = StaticCell(field);
        Push(AddOffset(address, offset), _method.Context.MakeByRef(field.FieldType));
    }

    private (Value Address, int Offset) StaticCell(FieldDesc field)
    {
        TypeDesc owner = field.OwningType;
        if (field.IsLiteral)
            throw new CompilerDiagnosticException($"{field.FullName} is a constant and has no address");
        if (field.HasRva)
            return (AddressOf(new FieldDataSymbol(field), Kind.Ptr), 0);

        if (field.IsThreadStatic)
        {
            if (_context.Profile != ImageProfile.Program)
                throw new CompilerDiagnosticException($"thread static {field.FullName}: only program images have thread statics");
            if (_context.HasLazyConstructor(owner) && !IsOwnConstructor(owner))
                ClassEffect(Op.ClassInit, Kind.Void, owner);
            return (ClassEffect(Op.ThreadStaticBase, Kind.Ptr, owner), StaticsLayout.OfThread(owner).OffsetOf(field));
        }

        int offset = StaticsLayout.Of(owner).OffsetOf(field);
        if (IsOwnConstructor(owner))
            return (AddressOf(new StaticsSymbol(owner), Kind.Ptr), offset);
        return (ClassEffect(Op.StaticBase, Kind.Ptr, owner), offset);
    }

    private bool IsOwnConstructor(TypeDesc owner) => _method.IsStaticConstructor && _method.OwningType == owner;

    private Value ClassEffect(Op op, Kind kind, TypeDesc type)
    {
        if (_context.HasLazyConstructor(type))
            BeginEffect();
        Value value = Emit(op, kind);
        value.Aux = type;
        return value;
    }

    /// <summary>Precise class constructors run when a static method or a constructor is entered.</summary>
    private void EmitClassInitAtEntry()
    {
        TypeDesc owner = _method.OwningType;
        bool isTrigger = (_method.IsStatic && !_method.IsStaticConstructor) || _method.IsConstructor;
        if (isTrigger && !owner.IsBeforeFieldInit && _context.HasLazyConstructor(owner))
            ClassEffect(Op.ClassInit, Kind.Void, owner);
    }

    private void PushConstant(TypeDesc type, long value)
    {
        if (type.IsVoid)
            return;
        if (type.IsStruct)
        {
            Value address = NewTemporary(type);
            ZeroStruct(address, type);
            Push(StackEntry.Struct(address, type));
            return;
        }

        Push(Constant(type.ValueKind, value), type);
    }

    // ldind.*, ldobj
    private void ImportLoadIndirect(TypeDesc type)
    {
        Value address = PopAddress();
        LoadFrom(address, 0, type, TakeFlags());
    }

    private void ImportLoadIndirect(MemType cell)
    {
        Value address = PopAddress();
        Push(LoadCell(address, 0, cell, TakeFlags()));
    }

    private void ImportStoreIndirect(TypeDesc type)
    {
        StackEntry stored = Pop();
        Value address = PopAddress();
        StoreTo(address, 0, type, stored, TakeFlags());
    }

    private void ImportStoreIndirect(MemType cell)
    {
        Value stored = PopValue();
        // stind.i through a pointer to a pointer: the cell's kind follows the value, so that no conversion hides it.
        if (cell == MemType.I64 && stored.Kind == Kind.Ptr)
            cell = MemType.Ptr;
        stored = Coerce(stored, cell.Kind);
        Value address = PopAddress();
        BeginEffect();
        StoreCell(address, 0, stored, cell, TakeFlags());
    }

    private Value PopAddress() => PopValue(Kind.Ptr);

    private void ImportCopyObject(TypeDesc type)
    {
        ImportLoadIndirect(type);
        ImportStoreIndirect(type);
    }

    private void ImportInitObject(TypeDesc type)
    {
        Value address = PopAddress();
        BeginEffect();
        if (type.IsStruct)
            ZeroStruct(address, type);
        else
            StoreCell(address, 0, Constant(type.ValueKind, 0), type.CellType);
    }

    private void ImportCopyBlock()
    {
        Value count = ConvertTo64(PopValue(), true);
        Value source = PopAddress();
        Value destination = PopAddress();
        _prefixFlags = ValueFlags.None;
        BeginEffect();
        Emit(Op.MemMove, Kind.Void, destination, source, count);
    }

    private void ImportInitBlock()
    {
        Value count = ConvertTo64(PopValue(), true);
        Value content = PopValue(Kind.I32);
        Value destination = PopAddress();
        _prefixFlags = ValueFlags.None;
        BeginEffect();
        Emit(Op.MemSet, Kind.Void, destination, content, count);
    }
}
