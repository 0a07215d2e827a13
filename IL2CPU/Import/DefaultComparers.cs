using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>The default comparers, chosen at compile time where the base library would ask the type loader.</summary>
internal static class DefaultComparers
{
    private const string Generic = "System.Collections.Generic.";

    /// <summary>What makes the object that Comparer.Create or EqualityComparer.Create returns; null for other methods.</summary>
    public static MethodDesc? ConstructorFor(MethodDesc method)
    {
        if (method.Name != "Create" || !method.IsStatic || method.Signature.Parameters.Count != 0 || method.OwningType.Arguments.Count != 1)
            return null;
        string owner = method.OwningType.Definition.FullName;
        if (owner is not (Generic + "Comparer`1" or Generic + "EqualityComparer`1"))
            return null;
        TypeDesc comparer = Choose(method.OwningType.Arguments[0], isEquality: owner != Generic + "Comparer`1");
        return comparer.FindMethod(".ctor", []) ?? throw new CompilerDiagnosticException($"{comparer.FullName} has no constructor without parameters");
    }

    /// <summary>True when the type implements the generic contract over itself.</summary>
    public static bool Implements(TypeDesc type, string contract)
    {
        TypeDesc definition = type.Context.FindType(contract) ?? throw new CompilerDiagnosticException($"{contract} is missing");
        return type.IsAssignableTo(type.Context.MakeInstance(definition, type));
    }

    private static TypeDesc Choose(TypeDesc type, bool isEquality)
    {
        string contract = isEquality ? "System.IEquatable`1" : "System.IComparable`1";
        string suffix = isEquality ? "EqualityComparer`1" : "Comparer`1";
        if (isEquality && type.IsString && type.Context.FindType(Generic + "StringEqualityComparer") is { } forStrings)
            return forStrings;
        if (isEquality && type.Primitive == PrimitiveKind.Byte && type.Context.FindType(Generic + "ByteEqualityComparer") is { } forBytes)
            return forBytes;
        if (type.IsNullable && Implements(type.Arguments[0], contract))
            return Make("Nullable" + suffix, type.Arguments[0]);
        if (type.IsEnum)
            return Make("Enum" + suffix, type);
        return Make((Implements(type, contract) ? "Generic" : "Object") + suffix, type);
    }

    private static TypeDesc Make(string name, TypeDesc argument)
    {
        TypeDesc definition = argument.Context.FindType(Generic + name) ?? throw new CompilerDiagnosticException($"{Generic}{name} is missing");
        return argument.Context.MakeInstance(definition, argument);
    }
}
