using System.Collections.Generic;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace IL2CPU.TypeSystem;

// What making the attribute at run time takes, besides its constructor. Nothing if it is not readable.
public sealed partial class CustomAttribute
{
    /// <summary>Whether the arguments can be decoded: not if one is of a type, or names one, that cannot be found.</summary>
    public bool IsReadable
    {
        get
        {
            try
            {
                Decoded();
                return true;
            }
            catch (TypeSystemException)
            {
                return false;
            }
        }
    }

    /// <summary>Setters of the properties that are set by name, as declared by the attribute's type or a base type.</summary>
    public IEnumerable<MethodDesc> Setters
    {
        get
        {
            foreach (AttributeMember member in ReadableMembers)
            {
                if (!member.IsField && FindSetter(member.Name) is { } setter)
                {
                    yield return setter;
                }
            }
        }
    }

    /// <summary>Fields that are set by name.</summary>
    public IEnumerable<FieldDesc> SetFields
    {
        get
        {
            foreach (AttributeMember member in ReadableMembers)
            {
                for (TypeDesc? type = member.IsField ? Type : null; type is not null; type = type.BaseType)
                {
                    if (type.FindField(member.Name) is { } found)
                    {
                        yield return found;
                        break;
                    }
                }
            }
        }
    }

    /// <summary>Types of which values are made, boxed enums and arrays among them, and what typeof names.</summary>
    public IEnumerable<TypeDesc> MentionedTypes
    {
        get
        {
            List<TypeDesc> types = [];
            foreach (AttributeArgument argument in IsReadable ? Arguments : [])
            {
                Mention(argument, types);
            }

            foreach (AttributeMember member in ReadableMembers)
            {
                Mention(member.Argument, types);
            }

            return types;
        }
    }

    private IReadOnlyList<AttributeMember> ReadableMembers => IsReadable ? Members : [];

    private static void Mention(AttributeArgument argument, List<TypeDesc> types)
    {
        types.Add(argument.Type);
        if (argument.Value is TypeDesc type)
        {
            types.Add(type);
        }
        else if (argument.Value is AttributeArgument[] elements)
        {
            foreach (AttributeArgument element in elements)
            {
                Mention(element, types);
            }
        }
    }

    private MethodDesc? FindSetter(string name)
    {
        for (TypeDesc? type = Type; type?.Def is { } definition; type = type.BaseType)
        {
            MetadataReader reader = definition.Module.Reader;
            foreach (PropertyDefinitionHandle handle in definition.Row.GetProperties())
            {
                PropertyDefinition property = reader.GetPropertyDefinition(handle);
                if (reader.StringComparer.Equals(property.Name, name) && property.GetAccessors().Setter is { IsNil: false } setter)
                {
                    return type.MapMethod(definition.Module.GetMethod(setter));
                }
            }
        }

        return null;
    }
}
