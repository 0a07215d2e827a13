using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// The default comparers, chosen at compile time where the base library would ask the type loader.
internal sealed partial class ILImporter
{
    private const string Generic = "System.Collections.Generic.";

    private bool ComparerIntrinsic(MethodDesc method, string contract, string suffix)
    {
        if (method.Name != "Create" || !method.IsStatic || method.Signature.Parameters.Count != 0)
            return false;
        TypeDesc type = method.OwningType.Arguments[0];
        TypeDesc comparer = ChooseComparer(type, contract, suffix);
        MethodDesc constructor = comparer.FindMethod(".ctor", [])
            ?? throw new CompilerDiagnosticException($"{comparer.FullName} has no constructor without parameters");
        ImportNewObject(constructor);
        return true;
    }

    private TypeDesc ChooseComparer(TypeDesc type, string contract, string suffix)
    {
        TypeSystemContext types = _method.Context;
        bool isEquality = suffix.StartsWith("Equality", System.StringComparison.Ordinal);
        if (isEquality && type.IsString && types.FindType(Generic + "StringEqualityComparer") is { } forStrings)
            return forStrings;
        if (isEquality && type.Primitive == PrimitiveKind.Byte && types.FindType(Generic + "ByteEqualityComparer") is { } forBytes)
            return forBytes;
        if (type.IsNullable && Implements(type.Arguments[0], contract))
            return MakeComparer("Nullable" + suffix, type.Arguments[0]);
        if (type.IsEnum)
            return MakeComparer("Enum" + suffix, type);
        return MakeComparer((Implements(type, contract) ? "Generic" : "Object") + suffix, type);
    }

    private bool Implements(TypeDesc type, string contract)
    {
        TypeDesc definition = _method.Context.FindType(contract) ?? throw new CompilerDiagnosticException($"{contract} is missing");
        return type.IsAssignableTo(_method.Context.MakeInstance(definition, type));
    }

    private TypeDesc MakeComparer(string name, TypeDesc argument)
    {
        TypeDesc definition = _method.Context.FindType(Generic + name) ?? throw new CompilerDiagnosticException($"{Generic}{name} is missing");
        return _method.Context.MakeInstance(definition, argument);
    }

    private bool ComparerHelperIntrinsic(MethodDesc method, StackEntry[] arguments)
    {
        switch (method.Name)
        {
            case "EnumOnlyEquals":
                return Done(Compare(Op.Eq, ValueOf(arguments[0]), ValueOf(arguments[1])));
            case "EnumOnlyCompare":
                return CompareEnums(method.Arguments[0], ValueOf(arguments[0]), ValueOf(arguments[1]));
            case "StructOnlyEquals":
                return StructEquals(method, arguments);
            case "GetComparerForReferenceTypesOnly":
                return ReferenceComparer(method);
            default:
                return false;
        }
    }

    private bool CompareEnums(TypeDesc type, Value left, Value right)
    {
        bool isUnsigned = type.UnderlyingPrimitive is PrimitiveKind.UInt32 or PrimitiveKind.UInt64 or PrimitiveKind.UIntPtr;
        Value greater = Compare(isUnsigned ? Op.GtUn : Op.Gt, left, right);
        Value less = Compare(isUnsigned ? Op.LtUn : Op.Lt, left, right);
        return Done(Binary(Op.Sub, greater, less));
    }

    // x.Equals(y) through the best contract the struct has.
    private bool StructEquals(MethodDesc method, StackEntry[] arguments)
    {
        TypeDesc type = method.Arguments[0];
        string name = type.IsNullable ? "StructOnlyEqualsNullable"
            : Implements(type, "System.IEquatable`1") ? "StructOnlyEqualsIEquatable"
            : "StructOnlyNormalEquals";
        MethodDesc? helper = method.OwningType.FindMethod(name);
        if (helper is null)
            return false;
        InvokeDirect(helper.MakeInstance([type.IsNullable ? type.Arguments[0] : type]), arguments);
        return true;
    }

    // Null means: use the virtual comparer; right for value types and a valid answer for references.
    private bool ReferenceComparer(MethodDesc method)
    {
        TypeDesc type = method.Arguments[0];
        if (type.IsValueType)
            return Done(Null(), method.Signature.ReturnType);
        TypeDesc comparer = _method.Context.MakeInstance(_method.Context.FindType(Generic + "EqualityComparer`1")!, type);
        MethodDesc getter = comparer.FindMethod("get_Default") ?? throw new CompilerDiagnosticException($"{comparer.FullName}.Default is missing");
        InvokeDirect(getter, []);
        return true;
    }
}
