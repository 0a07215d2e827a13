using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>Questions about types that base library code asks at run time and that are answered here.</summary>
internal static class TypeQuestions
{
    /// <summary>Static generic methods of RuntimeHelpers without parameters.</summary>
    public static bool TryAnswer(MethodDesc method, out bool answer)
    {
        answer = false;
        if (method.GenericParameterCount != 1 || method.OwningType.FullName != "System.Runtime.CompilerServices.RuntimeHelpers")
            return false;
        TypeDesc type = method.Arguments[0];
        switch (method.Name)
        {
            case "IsReferenceOrContainsReferences":
                answer = IsReferenceOrContainsReferences(type);
                return true;
            case "IsBitwiseEquatable":
                answer = IsBitwiseEquatable(type);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Properties of System.Type, or overrides of them in System.RuntimeType, on a literal.</summary>
    public static bool TryAnswerProperty(MethodDesc method, TypeDesc type, out bool answer)
    {
        answer = false;
        if (method.OwningType.FullName is not ("System.Type" or "System.RuntimeType"))
            return false;
        switch (method.Name)
        {
            case "get_IsValueType":
                answer = type.IsValueType;
                return true;
            case "get_IsPrimitive":
                answer = type.IsPrimitive;
                return true;
            case "get_IsEnum":
                answer = type.IsEnum;
                return true;
            case "get_IsByRefLike":
                answer = type.IsByRefLike;
                return true;
            case "get_IsAbstract":
                answer = type.IsAbstract || type.IsInterface;
                return true;
            case "get_IsSealed":
                answer = type.IsSealed || type.IsArray;
                return true;
            case "get_IsClass":
                answer = !type.IsInterface && !type.IsValueType;
                return true;
            case "get_IsArray":
                answer = type.IsArray;
                return true;
            case "get_IsPointer":
                answer = type.IsPointer;
                return true;
            case "get_IsInterface":
                answer = type.IsInterface;
                return true;
            case "get_IsGenericType":
                answer = type.HasInstantiation;
                return true;
            default:
                return false;
        }
    }

    public static bool IsReferenceOrContainsReferences(TypeDesc type)
    {
        if (!type.IsValueType)
            return !type.IsPointer && !type.IsFunctionPointer;
        return type.IsByRefLike || (type.IsStruct && type.Layout.ContainsReferences);
    }

    /// <summary>Equality is equality of all bytes. Floating point is not: NaN and negative zero.</summary>
    public static bool IsBitwiseEquatable(TypeDesc type)
    {
        if (type.IsPointer || type.IsFunctionPointer)
            return true;
        return type.IsValueType && type.UnderlyingPrimitive is not (PrimitiveKind.None or PrimitiveKind.Void or PrimitiveKind.Single or PrimitiveKind.Double);
    }
}
