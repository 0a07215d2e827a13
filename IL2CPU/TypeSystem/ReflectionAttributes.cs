using System.Collections.Generic;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace IL2CPU.TypeSystem;

/// <summary>All attributes that reflection finds on a definition and on what belongs to it.</summary>
/// <remarks>
/// Properties and events count to their accessors, as they are described with them. An attribute whose constructor cannot be found is
/// left out: its assembly is not among the references.
/// </remarks>
public static partial class ReflectionAttributes
{
    /// <summary>Of the assembly and its module.</summary>
    public static IEnumerable<CustomAttribute> Of(ModuleDesc module) =>
        [.. module.FindableAttributes(EntityHandle.AssemblyDefinition), .. module.FindableAttributes(EntityHandle.ModuleDefinition)];

    /// <summary>Of a type definition and its generic parameters.</summary>
    public static IEnumerable<CustomAttribute> Of(TypeDesc definition)
    {
        if (definition.Def is not { } type)
        {
            return [];
        }

        List<CustomAttribute> all = [];
        type.Module.AddAttributes(all, type.Handle);
        foreach (GenericParameterHandle parameter in type.Row.GetGenericParameters())
        {
            type.Module.AddAttributes(all, parameter);
        }

        return all;
    }

    /// <summary>Of a method, its parameters and result, its generic parameters, and the property or event whose accessor it is.</summary>
    public static IEnumerable<CustomAttribute> Of(MethodDesc definition)
    {
        if (definition.Token == 0 || definition.OwningType.Def is not { } type)
        {
            return [];
        }

        ModuleDesc module = type.Module;
        List<CustomAttribute> all = [];
        MethodDefinitionHandle handle = (MethodDefinitionHandle)MetadataTokens.EntityHandle(definition.Token);
        MethodDefinition row = module.Reader.GetMethodDefinition(handle);
        module.AddAttributes(all, handle);
        foreach (ParameterHandle parameter in row.GetParameters())
        {
            module.AddAttributes(all, parameter);
        }

        foreach (GenericParameterHandle parameter in row.GetGenericParameters())
        {
            module.AddAttributes(all, parameter);
        }

        if (definition.IsSpecialName && module.OwnerOfAccessor(type.Handle, handle) is { IsNil: false } owner)
        {
            module.AddAttributes(all, owner);
        }

        return all;
    }

    public static IEnumerable<CustomAttribute> Of(FieldDesc definition) =>
        definition.Module.FindableAttributes(MetadataTokens.EntityHandle(definition.Token));
}
