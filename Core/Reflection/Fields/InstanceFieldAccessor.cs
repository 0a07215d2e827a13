using System;
using System.Reflection;
using Internal.Reflection.Core.Execution;
using Internal.Runtime.Augments;

namespace Core.Reflection.Fields;

/// <summary>A field of objects, or of structs in their boxes.</summary>
/// <param name="offset">From the start of the object.</param>
internal sealed class InstanceFieldAccessor(RuntimeTypeHandle declaringType, RuntimeTypeHandle fieldType, int offset) : FieldAccessor
{
    private readonly FieldValueKind _kind = FieldValueKinds.Of(fieldType);

    /// <summary>From the start of the fields, as typed references count.</summary>
    public override int Offset => offset - RuntimeAugments.ObjectHeaderSize;

    public override object GetField(object obj)
    {
        CheckObject(obj);
        return _kind switch
        {
            FieldValueKind.Reference => RuntimeAugments.LoadReferenceTypeField(obj, offset),
            FieldValueKind.Value => RuntimeAugments.LoadValueTypeField(obj, offset, fieldType),
            _ => RuntimeAugments.LoadPointerTypeField(obj, offset, fieldType),
        };
    }

    public override void SetField(object obj, object value, BinderBundle binderBundle)
    {
        CheckObject(obj);
        Store(obj, RuntimeAugments.CheckArgument(value, fieldType, binderBundle));
    }

    public override object GetFieldDirect(TypedReference typedReference)
    {
        if (!RuntimeAugments.IsValueType(declaringType))
            return GetField(TypedReference.ToObject(typedReference));
        CheckReference(typedReference);
        return _kind switch
        {
            FieldValueKind.Reference => RuntimeAugments.LoadReferenceTypeFieldValueFromValueType(typedReference, Offset),
            FieldValueKind.Value => RuntimeAugments.LoadValueTypeFieldValueFromValueType(typedReference, Offset, fieldType),
            _ => RuntimeAugments.LoadPointerTypeFieldValueFromValueType(typedReference, Offset, fieldType),
        };
    }

    public override void SetFieldDirect(TypedReference typedReference, object value)
    {
        if (!RuntimeAugments.IsValueType(declaringType))
        {
            object target = TypedReference.ToObject(typedReference);
            CheckObject(target);
            Store(target, RuntimeAugments.CheckArgumentForDirectFieldAccess(value, fieldType));
            return;
        }

        CheckReference(typedReference);
        value = RuntimeAugments.CheckArgumentForDirectFieldAccess(value, fieldType);
        if (_kind == FieldValueKind.Reference)
            RuntimeAugments.StoreReferenceTypeFieldValueIntoValueType(typedReference, Offset, value);
        else
            RuntimeAugments.StoreValueTypeFieldValueIntoValueType(typedReference, Offset, value, StoredType(value));
    }

    private void Store(object obj, object value)
    {
        if (_kind == FieldValueKind.Reference)
            RuntimeAugments.StoreReferenceTypeField(obj, offset, value);
        else
            RuntimeAugments.StoreValueTypeField(obj, offset, value, StoredType(value));
    }

    // A pointer comes as a boxed number.
    private RuntimeTypeHandle StoredType(object value) => _kind == FieldValueKind.Pointer ? value.GetType().TypeHandle : fieldType;

    private void CheckObject(object? obj)
    {
        if (obj == null)
            throw new TargetException("Non-static field requires a target.");
        if (!RuntimeAugments.IsAssignable(obj, declaringType))
            throw new ArgumentException($"The field is of {Type.GetTypeFromHandle(declaringType)}, not of the object's type.");
    }

    private void CheckReference(TypedReference reference)
    {
        if (!TypedReference.GetTargetType(reference)!.TypeHandle.Equals(declaringType))
            throw new ArgumentException($"The field is of {Type.GetTypeFromHandle(declaringType)}.");
    }
}
