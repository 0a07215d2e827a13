using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace IL2CPU.TypeSystem;

/// <summary>Reads <see cref="AccessedMembers"/> from metadata.</summary>
public static class AccessAttributes
{
    private const string Name = "System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembersAttribute";

    /// <summary>What a method does with the type its argument stands for.</summary>
    /// <param name="definition">The method's definition.</param>
    /// <param name="index">Of the parameter; -1 for the object the method is called on.</param>
    public static AccessedMembers OfParameter(MethodDesc definition, int index)
    {
        if (definition.Token == 0)
        {
            return AccessedMembers.None;
        }

        var handle = (MethodDefinitionHandle)MetadataTokens.EntityHandle(definition.Token);
        if (index < 0)
        {
            return Of(definition.Module, handle);
        }

        MetadataReader reader = definition.Module.Reader;
        foreach (ParameterHandle parameter in reader.GetMethodDefinition(handle).GetParameters())
        {
            if (reader.GetParameter(parameter).SequenceNumber == index + 1)
            {
                return Of(definition.Module, parameter);
            }
        }

        return AccessedMembers.None;
    }

    /// <summary>What may be asked of the type that an object of the class, or of one derived from it, says it has.</summary>
    public static AccessedMembers OfObjects(TypeDesc type)
    {
        AccessedMembers all = AccessedMembers.None;
        for (TypeDesc? at = type; at is not null; at = at.BaseType)
        {
            if (at.Def is { } definition)
            {
                all |= Of(definition.Module, definition.Handle);
            }
        }

        return all;
    }

    private static AccessedMembers Of(ModuleDesc module, EntityHandle parent) =>
        module.FindAttribute(parent, Name)?.FixedArguments is [int members] ? (AccessedMembers)members : AccessedMembers.None;
}
