using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace IL2CPU.TypeSystem;

/// <summary>Properties that stand for a feature switch, or guard code that needs what an AOT image does not have.</summary>
internal static class FeatureGuard
{
    private const string CodeAnalysis = "System.Diagnostics.CodeAnalysis.";

    /// <summary>The constant value of a static read-only bool property's getter; null if it has none.</summary>
    public static bool? Evaluate(MethodDesc getter, FeatureSwitches switches)
    {
        bool isCandidate = getter.IsStatic
            && getter.IsSpecialName
            && getter.Signature.Parameters.Count == 0
            && getter.Signature.ReturnType.Primitive == PrimitiveKind.Boolean;
        if (!isCandidate || FindProperty(getter) is not { } property)
        {
            return null;
        }

        ModuleDesc module = getter.Module;
        if (module.FindAttribute(property, CodeAnalysis + "FeatureSwitchDefinitionAttribute") is { } definition)
        {
            // A property with a switch of its own takes no value from its guards.
            return definition.FixedArguments is [string name] && switches.TryGet(name, out bool value) ? value : null;
        }

        foreach (CustomAttribute attribute in module.HasAttribute(property, CodeAnalysis + "FeatureGuardAttribute")
            ? module.AllAttributes(property)
            : [])
        {
            if (attribute.Type.FullName == CodeAnalysis + "FeatureGuardAttribute"
                && attribute.FixedArguments is [TypeDesc { FullName: CodeAnalysis + "RequiresDynamicCodeAttribute"
                    or CodeAnalysis + "RequiresUnreferencedCodeAttribute"
                    or CodeAnalysis + "RequiresAssemblyFilesAttribute" }])
            {
                return false;
            }
        }

        return null;
    }

    private static PropertyDefinitionHandle? FindProperty(MethodDesc getter)
    {
        MetadataReader reader = getter.Module.Reader;
        EntityHandle method = MetadataTokens.EntityHandle(getter.Token);
        foreach (PropertyDefinitionHandle handle in reader.GetTypeDefinition(getter.OwningType.Def!.Handle).GetProperties())
        {
            PropertyAccessors accessors = reader.GetPropertyDefinition(handle).GetAccessors();
            if (accessors.Getter == method)
            {
                return accessors.Setter.IsNil ? handle : null;
            }
        }

        return null;
    }
}
