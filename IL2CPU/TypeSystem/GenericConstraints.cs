using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace IL2CPU.TypeSystem;

/// <summary>Whether type arguments that no compiler has checked fit generic parameters.</summary>
public static class GenericConstraints
{
    /// <summary>For the own parameters of a generic method of an exact type.</summary>
    public static bool Allow(MethodDesc method, TypeDesc[] arguments)
    {
        if (method.Token == 0 || arguments.Length != method.GenericParameterCount)
        {
            return false;
        }

        MethodDefinitionHandle handle = (MethodDefinitionHandle)MetadataTokens.EntityHandle(method.Token);
        GenericParameterHandleCollection parameters = method.Module.Reader.GetMethodDefinition(handle).GetGenericParameters();
        return Allow(method.Module, parameters, method.OwningType.Args, arguments, arguments);
    }

    /// <summary>For the parameters of a generic type definition.</summary>
    public static bool Allow(TypeDesc definition, TypeDesc[] arguments) =>
        definition.Def is { } type && arguments.Length == type.Arguments.Count
            && Allow(type.Module, type.Row.GetGenericParameters(), arguments, [], arguments);

    private static bool Allow(
        ModuleDesc module, GenericParameterHandleCollection parameters, TypeDesc[] typeArguments, TypeDesc[] methodArguments, TypeDesc[] own)
    {
        foreach (GenericParameterHandle handle in parameters)
        {
            GenericParameter parameter = module.Reader.GetGenericParameter(handle);
            TypeDesc argument = own[parameter.Index];
            if (!HasShape(argument, parameter.Attributes))
            {
                return false;
            }

            foreach (GenericParameterConstraintHandle constraint in parameter.GetConstraints())
            {
                TypeDesc wanted = module.OpenType(module.Reader.GetGenericParameterConstraint(constraint).Type).Instantiate(typeArguments, methodArguments);
                if (!argument.IsAssignableTo(wanted))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool HasShape(TypeDesc argument, GenericParameterAttributes wanted)
    {
        if (argument.IsByRefLike && (wanted & GenericParameterAttributes.AllowByRefLike) == 0)
        {
            return false;
        }

        if ((wanted & GenericParameterAttributes.NotNullableValueTypeConstraint) != 0)
        {
            return argument.IsValueType && !argument.IsNullable;
        }

        if ((wanted & GenericParameterAttributes.ReferenceTypeConstraint) != 0 && argument.IsValueType)
        {
            return false;
        }

        return (wanted & GenericParameterAttributes.DefaultConstructorConstraint) == 0
            || argument.IsValueType || (!argument.IsAbstract && argument.FindMethod(".ctor", []) is { IsPublic: true });
    }
}
