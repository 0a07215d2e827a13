using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace IL2CPU.TypeSystem;

public sealed partial class ModuleDesc
{
    private readonly Dictionary<EntityHandle, string> _attributeNames = [];
    private readonly Dictionary<EntityHandle, string[]> _attributesOf = [];

    internal bool HasAttribute(EntityHandle parent, string fullName) =>
        Array.IndexOf(AttributeNames(parent), fullName) >= 0;

    internal CustomAttribute? FindAttribute(EntityHandle parent, string fullName)
    {
        int position = Array.IndexOf(AttributeNames(parent), fullName);
        if (position < 0)
        {
            return null;
        }

        foreach (CustomAttributeHandle handle in Reader.GetCustomAttributes(parent))
        {
            if (position-- == 0)
            {
                return Open(handle).Decoded();
            }
        }

        return null;
    }

    internal IReadOnlyList<CustomAttribute> AllAttributes(EntityHandle parent)
    {
        CustomAttributeHandleCollection handles = Reader.GetCustomAttributes(parent);
        if (handles.Count == 0)
        {
            return [];
        }

        List<CustomAttribute> all = new(handles.Count);
        foreach (CustomAttributeHandle handle in handles)
        {
            all.Add(Open(handle).Decoded());
        }

        return all;
    }

    /// <summary>Attributes in metadata order, not decoded yet, without those whose constructor cannot be found.</summary>
    public IReadOnlyList<CustomAttribute> FindableAttributes(EntityHandle parent)
    {
        if (Reader.GetCustomAttributes(parent).Count == 0)
        {
            return [];
        }

        List<CustomAttribute> all = [];
        AddAttributes(all, parent);
        return all;
    }

    internal void AddAttributes(List<CustomAttribute> all, EntityHandle parent)
    {
        foreach (CustomAttributeHandle handle in Reader.GetCustomAttributes(parent))
        {
            try
            {
                all.Add(Open(handle));
            }
            catch (TypeSystemException)
            {
                // Nor could the program have named it.
            }
        }
    }

    /// <summary>Whether a TypeDef or TypeRef is a top-level type of that name; without resolving it.</summary>
    internal bool IsNamed(EntityHandle handle, string space, string name)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeReference:
                TypeReference reference = Reader.GetTypeReference((TypeReferenceHandle)handle);
                return Reader.StringComparer.Equals(reference.Name, name)
                    && Reader.StringComparer.Equals(reference.Namespace, space);
            case HandleKind.TypeDefinition:
                TypeDefinition definition = Reader.GetTypeDefinition((TypeDefinitionHandle)handle);
                return Reader.StringComparer.Equals(definition.Name, name)
                    && Reader.StringComparer.Equals(definition.Namespace, space);
            default:
                return false;
        }
    }

    private string[] AttributeNames(EntityHandle parent) =>
        Read("an attribute", (Module: this, Parent: parent), static a => a.Module.NamesOfAttributes(a.Parent));

    private string[] NamesOfAttributes(EntityHandle parent)
    {
        if (!_attributesOf.TryGetValue(parent, out string[]? names))
        {
            CustomAttributeHandleCollection handles = Reader.GetCustomAttributes(parent);
            names = handles.Count == 0 ? [] : new string[handles.Count];
            int i = 0;
            foreach (CustomAttributeHandle handle in handles)
            {
                names[i++] = NameOfAttribute(Reader.GetCustomAttribute(handle).Constructor);
            }

            _attributesOf.Add(parent, names);
        }

        return names;
    }

    // By name only: the attribute's assembly need not be present.
    private string NameOfAttribute(EntityHandle constructor)
    {
        if (!_attributeNames.TryGetValue(constructor, out string? name))
        {
            EntityHandle type = constructor.Kind == HandleKind.MethodDefinition
                ? Reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()
                : Reader.GetMemberReference((MemberReferenceHandle)constructor).Parent;
            name = NameOfType(type);
            _attributeNames.Add(constructor, name);
        }

        return name;
    }

    private string NameOfType(EntityHandle handle)
    {
        if (handle.Kind != HandleKind.TypeReference)
        {
            return OpenType(handle).Definition.FullName;
        }

        TypeReference reference = Reader.GetTypeReference((TypeReferenceHandle)handle);
        string name = Reader.GetString(reference.Name);
        if (reference.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            return NameOfType(reference.ResolutionScope) + "+" + name;
        }

        string space = Reader.GetString(reference.Namespace);
        return space.Length == 0 ? name : space + "." + name;
    }

    private CustomAttribute Open(CustomAttributeHandle handle)
    {
        MethodDesc constructor = Read(
            "an attribute", (Module: this, Handle: handle), static a => a.Module.OpenMethod(a.Module.Reader.GetCustomAttribute(a.Handle).Constructor));
        return new CustomAttribute(this, handle, constructor);
    }

    internal (AttributeArgument[] Arguments, AttributeMember[] Members) Decode(CustomAttributeHandle handle) =>
        Read("an attribute", (Module: this, Handle: handle), static a => a.Module.DecodeCore(a.Handle));

    private (AttributeArgument[] Arguments, AttributeMember[] Members) DecodeCore(CustomAttributeHandle handle)
    {
        CustomAttributeValue<TypeDesc> value = Reader.GetCustomAttribute(handle).DecodeValue(new AttributeTypeProvider(this));
        AttributeArgument[] arguments = new AttributeArgument[value.FixedArguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Argument(value.FixedArguments[i].Type, value.FixedArguments[i].Value);
        }

        AttributeMember[] members = new AttributeMember[value.NamedArguments.Length];
        for (int i = 0; i < members.Length; i++)
        {
            CustomAttributeNamedArgument<TypeDesc> named = value.NamedArguments[i];
            members[i] = new(named.Kind == CustomAttributeNamedArgumentKind.Field, named.Name ?? "", Argument(named.Type, named.Value));
        }

        return (arguments, members);
    }

    private static AttributeArgument Argument(TypeDesc type, object? value)
    {
        if (value is not ImmutableArray<CustomAttributeTypedArgument<TypeDesc>> array)
        {
            return new AttributeArgument(type, value);
        }

        AttributeArgument[] elements = new AttributeArgument[array.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = Argument(array[i].Type, array[i].Value);
        }

        return new AttributeArgument(type, elements);
    }
}
