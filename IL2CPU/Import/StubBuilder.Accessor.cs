using System.Collections.Generic;
using System.Collections.Immutable;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// [UnsafeAccessor] methods: the member they name, whatever its accessibility.
internal sealed partial class StubBuilder
{
    public const string AccessorAttribute = "System.Runtime.CompilerServices.UnsafeAccessorAttribute";

    private enum AccessorKind
    {
        Constructor,
        Method,
        StaticMethod,
        Field,
        StaticField,
    }

    public static MethodBody BuildAccessor(ImportContext context, MethodSymbol symbol)
    {
        MethodDesc method = symbol.Method;
        ScalarSignature signature = ScalarSignature.Of(method);
        var builder = new StubBuilder(context, symbol, signature.Parameters, signature.Results);
        CustomAttribute attribute = method.GetAttribute(AccessorAttribute)!;
        var kind = (AccessorKind)System.Convert.ToInt32(attribute.FixedArguments[0], System.Globalization.CultureInfo.InvariantCulture);
        string name = attribute["Name"] as string ?? method.Name;
        switch (kind)
        {
            case AccessorKind.Field or AccessorKind.StaticField:
                builder.AccessField(method, name, kind == AccessorKind.StaticField);
                break;
            case AccessorKind.Method or AccessorKind.StaticMethod:
                builder.AccessMethod(method, name, signature);
                break;
            default:
                builder.AccessConstructor(method);
                break;
        }

        return builder._body;
    }

    private static TypeDesc AccessedType(MethodDesc method)
    {
        if (method.Signature.Parameters.Count == 0)
            throw new CompilerDiagnosticException($"[UnsafeAccessor] {method.FullName} has no parameter that names the type", method, -1);
        TypeDesc type = method.Signature.Parameters[0];
        return type.IsByRef ? type.Element : type;
    }

    private void AccessField(MethodDesc method, string name, bool isStatic)
    {
        TypeDesc type = AccessedType(method);
        FieldDesc? field = type.FindField(name);
        if (field is null || field.IsStatic != isStatic || field.HasRva || field.IsLiteral)
            throw new CompilerDiagnosticException($"[UnsafeAccessor] {method.FullName}: {type.FullName} has no such field '{name}'", method, -1);
        Value address;
        if (isStatic)
        {
            address = Emit(field.IsThreadStatic ? Op.ThreadStaticBase : Op.StaticBase, Kind.Ptr);
            address.Aux = field.OwningType;
            Return(Emit(Op.Add, Kind.Ptr, address, Const(Kind.I64, StaticsLayout.Offset(field))));
            return;
        }

        Value instance = _parameters[0];
        Emit(Op.NullCheck, Kind.Void, instance);
        address = instance.Kind == Kind.Ref ? Emit(Op.RefToPtr, Kind.Ptr, instance) : instance;
        Return(Emit(Op.Add, Kind.Ptr, address, Const(Kind.I64, field.Offset)));
    }

    // The accessor's parameters after the first are the target's; a static target ignores the first.
    private void AccessMethod(MethodDesc method, string name, ScalarSignature signature)
    {
        TypeDesc type = AccessedType(method);
        IReadOnlyList<TypeDesc> all = method.Signature.Parameters;
        var parameters = new List<TypeDesc>();
        for (int i = 1; i < all.Count; i++)
            parameters.Add(all[i]);
        MethodDesc target = type.FindMethod(name, parameters)
            ?? throw new CompilerDiagnosticException($"[UnsafeAccessor] {method.FullName}: {type.FullName} has no such method '{name}'", method, -1);
        var arguments = new List<Value>(_parameters);
        int first = signature.HasReturnBuffer ? 1 : 0;
        if (target.HasThis)
            Emit(Op.NullCheck, Kind.Void, arguments[first]);
        else
            arguments.RemoveAt(first);
        Value call = Emit(Op.Call, ResultKind(signature), arguments.ToArray());
        call.Aux = _context.CodeSymbol(target);
        ReturnCall(call, signature);
    }

    private void AccessConstructor(MethodDesc method)
    {
        TypeDesc type = method.Signature.ReturnType;
        MethodDesc? target = type.FindMethod(".ctor", method.Signature.Parameters);
        if (target is null || type.IsValueType || type.IsString || type.IsArray)
            throw new CompilerDiagnosticException($"[UnsafeAccessor] {method.FullName}: {type.FullName} has no such constructor", method, -1);
        Value instance = Emit(Op.NewObject, Kind.Ref);
        instance.Aux = type;
        ImmutableArray<Value> arguments = [instance, .. _parameters];
        Value call = Emit(Op.Call, Kind.Void, arguments.AsSpan());
        call.Aux = _context.CodeSymbol(target);
        Return(instance);
    }
}
