using System;
using System.Reflection;
using Abi;
using Core.Machine;
using Core.Tables;
using Core.Types;
using Internal.Reflection.Core.Execution;
using Internal.Runtime.Augments;

namespace Core.Reflection.Fields;

/// <summary>A static field of the program, or of each thread.</summary>
internal sealed unsafe class StaticFieldAccessor : FieldAccessor
{
    private readonly RuntimeTypeHandle _fieldType;
    private readonly FieldValueKind _kind;
    private readonly nint _constructor;
    private readonly uint _offset;
    private readonly bool _isThreadStatic;
    private readonly bool _isInitOnly;

    public StaticFieldAccessor(ReflectedField* field, RuntimeTypeHandle fieldType, bool isInitOnly)
    {
        _fieldType = fieldType;
        _kind = FieldValueKinds.Of(fieldType);
        _constructor = (nint)MethodTable.Extension(ImageMetadata.TypeAt(field->Type))->ClassConstructor;
        _offset = field->Offset;
        _isThreadStatic = field->Kind == ReflectedFieldKind.ThreadStatic;
        _isInitOnly = isInitOnly;
    }

    public override int Offset => throw new InvalidOperationException();

    // Neither kind of memory moves.
    private nint Address => _isThreadStatic
        ? (nint)((Uthread*)Intrinsics.CurrentUthread())->ThreadStatics + (nint)_offset
        : (nint)(ImageTables.Header->ImageStart + _offset);

    public override object GetField(object obj)
    {
        RunConstructor();
        return _kind switch
        {
            FieldValueKind.Reference => RuntimeAugments.LoadReferenceTypeField(Address),
            FieldValueKind.Value => RuntimeAugments.LoadValueTypeField(Address, _fieldType),
            _ => RuntimeAugments.LoadPointerTypeField(Address, _fieldType),
        };
    }

    public override object GetFieldDirect(TypedReference typedReference) => GetField(null!);

    public override void SetField(object obj, object value, BinderBundle binderBundle)
    {
        RunConstructor();
        Store(RuntimeAugments.CheckArgument(value, _fieldType, binderBundle));
    }

    public override void SetFieldDirect(TypedReference typedReference, object value)
    {
        RunConstructor();
        Store(RuntimeAugments.CheckArgumentForDirectFieldAccess(value, _fieldType));
    }

    private void Store(object value)
    {
        if (_isInitOnly)
            throw new FieldAccessException("A static readonly field cannot be set after its type is initialized.");
        if (_kind == FieldValueKind.Reference)
            RuntimeAugments.StoreReferenceTypeField(Address, value);
        else
            RuntimeAugments.StoreValueTypeField(Address, value, _kind == FieldValueKind.Pointer ? value.GetType().TypeHandle : _fieldType);
    }

    private void RunConstructor()
    {
        if (_constructor != 0)
            RuntimeAugments.EnsureClassConstructorRun(_constructor);
    }
}
