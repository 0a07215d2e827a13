using System.Collections.Generic;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>Finds the methods of a module that carry an attribute, without loading the others.</summary>
internal static class AttributedMethods
{
    /// <summary>Each method once, in the order of the metadata.</summary>
    /// <exception cref="TypeSystemException">The module is damaged.</exception>
    public static List<MethodDesc> Find(ModuleDesc module, string space, string name) =>
        module.Read("the list of attributes", (module, space, name), static what => FindAll(what.module, what.space, what.name));

    private static List<MethodDesc> FindAll(ModuleDesc module, string space, string name)
    {
        MetadataReader reader = module.Reader;
        var tokens = new SortedSet<int>();
        foreach (CustomAttributeHandle handle in reader.CustomAttributes)
        {
            System.Reflection.Metadata.CustomAttribute attribute = reader.GetCustomAttribute(handle);
            if (attribute.Parent.Kind == HandleKind.MethodDefinition && IsOfType(reader, attribute.Constructor, space, name))
                tokens.Add(MetadataTokens.GetToken(attribute.Parent));
        }

        var result = new List<MethodDesc>(tokens.Count);
        foreach (int token in tokens)
            result.Add((MethodDesc)module.ResolveToken(token));
        return result;
    }

    private static bool IsOfType(MetadataReader reader, EntityHandle constructor, string space, string name)
    {
        EntityHandle type = constructor.Kind == HandleKind.MethodDefinition
            ? reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()
            : reader.GetMemberReference((MemberReferenceHandle)constructor).Parent;
        switch (type.Kind)
        {
            case HandleKind.TypeDefinition:
                TypeDefinition definition = reader.GetTypeDefinition((TypeDefinitionHandle)type);
                return reader.StringComparer.Equals(definition.Name, name) && reader.StringComparer.Equals(definition.Namespace, space);
            case HandleKind.TypeReference:
                TypeReference reference = reader.GetTypeReference((TypeReferenceHandle)type);
                return reader.StringComparer.Equals(reference.Name, name) && reader.StringComparer.Equals(reference.Namespace, space);
            default:
                return false;
        }
    }
}
