using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// The default comparers, chosen at compile time where the base library would ask the type loader.
internal sealed partial class ILImporter
{
    private bool DefaultComparer(MethodDesc method)
    {
        if (DefaultComparers.ConstructorFor(method) is not { } constructor)
            return false;
        ImportNewObject(constructor);
        return true;
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
            : DefaultComparers.Implements(type, "System.IEquatable`1") ? "StructOnlyEqualsIEquatable"
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
        TypeDesc comparer = _method.Context.MakeInstance(_method.Context.FindType("System.Collections.Generic.EqualityComparer`1")!, type);
        MethodDesc getter = comparer.FindMethod("get_Default") ?? throw new CompilerDiagnosticException($"{comparer.FullName}.Default is missing");
        InvokeDirect(getter, []);
        return true;
    }
}
