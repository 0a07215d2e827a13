using System;
using System.Reflection;
using Internal.Reflection.Core.Execution;

namespace Core.Reflection.Fields;

/// <summary>A constant.</summary>
internal sealed class LiteralFieldAccessor(object value) : FieldAccessor
{
    public override int Offset => throw new InvalidOperationException();

    public override object GetField(object obj) => value;

    public override object GetFieldDirect(TypedReference typedReference) => value;

    public override void SetField(object obj, object value, BinderBundle binderBundle) => throw ReadOnly();

    public override void SetFieldDirect(TypedReference typedReference, object value) => throw ReadOnly();

    private static FieldAccessException ReadOnly() => new("Cannot set a constant field.");
}
