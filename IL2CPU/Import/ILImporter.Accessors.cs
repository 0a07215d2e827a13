using System;
using System.Linq;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// [UnsafeAccessor]: extern methods that stand for a member not visible otherwise.
internal sealed partial class ILImporter
{
    private const string AccessorAttribute = "System.Runtime.CompilerServices.UnsafeAccessorAttribute";
    private const string AccessorTypeAttribute = "System.Runtime.CompilerServices.UnsafeAccessorTypeAttribute";

    // UnsafeAccessorKind.
    private const int AccessorConstructor = 0;
    private const int AccessorMethod = 1;
    private const int AccessorStaticMethod = 2;
    private const int AccessorField = 3;
    private const int AccessorStaticField = 4;

    private bool TryAccessor(MethodDesc method, StackEntry[] arguments)
    {
        if (method.HasBody || !method.IsStatic || method.GetAttribute(AccessorAttribute) is not { } attribute)
            return false;
        int kind = attribute.FixedArguments is [{ } number] ? Convert.ToInt32(number, System.Globalization.CultureInfo.InvariantCulture) : -1;
        string name = attribute["Name"] as string ?? method.Name;
        TypeDesc[] parameters = method.Signature.Parameters.Select((type, i) => AccessorType(method, i + 1) ?? type).ToArray();
        if (kind == AccessorConstructor)
        {
            AccessConstructor(method, parameters, arguments);
            return true;
        }

        if (parameters.Length == 0)
            throw new CompilerDiagnosticException($"{method.FullName}: an accessor needs a first parameter");
        TypeDesc owner = parameters[0].IsByRef ? parameters[0].Element : parameters[0];
        switch (kind)
        {
            case AccessorMethod:
                InvokeVirtual(Accessed(method, owner, name, parameters[1..]), arguments);
                break;
            case AccessorStaticMethod:
                InvokeDirect(Accessed(method, owner, name, parameters[1..]), arguments[1..]);
                break;
            case AccessorField:
                Push(arguments[0]);
                ImportFieldAddress(AccessedField(method, owner, name));
                break;
            case AccessorStaticField:
                ImportStaticAddress(AccessedField(method, owner, name));
                break;
            default:
                throw new CompilerDiagnosticException($"{method.FullName}: unknown kind of accessor");
        }

        return true;
    }

    private void AccessConstructor(MethodDesc method, TypeDesc[] parameters, StackEntry[] arguments)
    {
        MethodDesc constructor = Accessed(method, AccessorType(method, 0) ?? method.Signature.ReturnType, ".ctor", parameters);
        foreach (StackEntry argument in arguments)
            Push(argument);
        ImportNewObject(constructor);
    }

    // [UnsafeAccessorType] names a type that cannot be named in source; the parameter itself is an object, or a reference to one.
    private TypeDesc? AccessorType(MethodDesc method, int parameter)
    {
        if (method.GetParameterAttribute(parameter, AccessorTypeAttribute)?.FixedArguments is not [string text])
            return null;
        return method.Module.ParseTypeName(text);
    }

    private static MethodDesc Accessed(MethodDesc accessor, TypeDesc owner, string name, TypeDesc[] parameters) =>
        owner.FindMethod(name, parameters)
        ?? throw new CompilerDiagnosticException($"{accessor.FullName}: {owner.FullName} has no such method {name}");

    private static FieldDesc AccessedField(MethodDesc accessor, TypeDesc owner, string name) =>
        owner.FindField(name) ?? throw new CompilerDiagnosticException($"{accessor.FullName}: {owner.FullName} has no field {name}");
}
