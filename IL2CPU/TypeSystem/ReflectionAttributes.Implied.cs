using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace IL2CPU.TypeSystem;

// Attributes that files keep as flags, and that the base library's reflection turns back into attributes.
public static partial class ReflectionAttributes
{
    /// <summary>Constructors of the attributes that a type's flags stand for.</summary>
    public static IEnumerable<MethodDesc> ImpliedBy(TypeDesc definition)
    {
        if ((definition.MetadataFlags & TypeAttributes.Import) != 0)
        {
            yield return ConstructorOf(definition.Context, "System.Runtime.InteropServices.ComImportAttribute");
        }

        if ((definition.MetadataFlags & (TypeAttributes)0x2000) != 0) // Serializable, whose name warns of the feature
        {
            yield return ConstructorOf(definition.Context, "System.SerializableAttribute");
        }
    }

    /// <summary>Those of a field.</summary>
    public static IEnumerable<MethodDesc> ImpliedBy(FieldDesc definition)
    {
        FieldDefinition row = definition.Module.Reader.GetFieldDefinition((FieldDefinitionHandle)MetadataTokens.EntityHandle(definition.Token));
        TypeDesc owner = definition.OwningType;
        if ((owner.MetadataFlags & TypeAttributes.LayoutMask) == TypeAttributes.ExplicitLayout)
        {
            yield return ConstructorOf(owner.Context, "System.Runtime.InteropServices.FieldOffsetAttribute");
        }

        if ((row.Attributes & (FieldAttributes)0x80) != 0) // NotSerialized
        {
            yield return ConstructorOf(owner.Context, "System.NonSerializedAttribute");
        }
    }

    /// <summary>Those of a method and of its parameters.</summary>
    public static IEnumerable<MethodDesc> ImpliedBy(MethodDesc definition)
    {
        if (definition.Token == 0)
        {
            yield break;
        }

        MethodDefinition row = definition.Module.Reader.GetMethodDefinition((MethodDefinitionHandle)MetadataTokens.EntityHandle(definition.Token));
        if ((row.ImplAttributes & MethodImplAttributes.PreserveSig) != 0)
        {
            yield return ConstructorOf(definition.Context, "System.Runtime.InteropServices.PreserveSigAttribute");
        }

        ParameterAttributes flags = 0;
        foreach (ParameterHandle handle in row.GetParameters())
        {
            flags |= definition.Module.Reader.GetParameter(handle).Attributes;
        }

        if ((flags & ParameterAttributes.In) != 0)
        {
            yield return ConstructorOf(definition.Context, "System.Runtime.InteropServices.InAttribute");
        }

        if ((flags & ParameterAttributes.Out) != 0)
        {
            yield return ConstructorOf(definition.Context, "System.Runtime.InteropServices.OutAttribute");
        }

        if ((flags & ParameterAttributes.Optional) != 0)
        {
            yield return ConstructorOf(definition.Context, "System.Runtime.InteropServices.OptionalAttribute");
        }
    }

    private static MethodDesc ConstructorOf(TypeSystemContext context, string attribute) =>
        context.CoreLibrary.FindType(attribute)?.FindMethod(".ctor")
        ?? throw new TypeSystemException($"{context.CoreLibrary.Path}: the constructor of {attribute} is missing");
}
