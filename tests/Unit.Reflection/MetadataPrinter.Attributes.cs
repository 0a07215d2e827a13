using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection.Metadata;
using IL2CPU.TypeSystem;

namespace Unit.Reflection;

internal sealed partial class MetadataPrinter
{
    private readonly AttributeNames _attributeNames = new(module);

    /// <summary>In the order of the text: that of the rows says nothing.</summary>
    public string Attributes(EntityHandle parent)
    {
        List<string> all = [];
        foreach (CustomAttributeHandle handle in _reader.GetCustomAttributes(parent))
        {
            System.Reflection.Metadata.CustomAttribute row = _reader.GetCustomAttribute(handle);
            if (IncludesAttribute((MethodDesc)Entity(row.Constructor)))
            {
                all.Add(Attribute(row));
            }
        }

        return string.Concat(all.Order(StringComparer.Ordinal));
    }

    private string Attribute(System.Reflection.Metadata.CustomAttribute row)
    {
        (string owner, MethodSignature<string> signature) = Constructor(row.Constructor);
        MethodDesc exact = (MethodDesc)Entity(row.Constructor);
        CustomAttributeValue<string> value = row.DecodeValue(_attributeNames);
        IEnumerable<string> arguments = value.FixedArguments.Select((a, i) => Value(a.Type, a.Value, exact.Signature.Parameters[i].IsObject));
        IEnumerable<string> named = value.NamedArguments.Select(a =>
            $"{(a.Kind == CustomAttributeNamedArgumentKind.Property ? "property" : "field")} {a.Type} {a.Name}={Value(a.Type, a.Value, isBoxed: false)}");
        return $" [{string.Join(' ', [owner, SignatureNames.Method(signature), .. arguments, .. named])}]";
    }

    private (string Owner, MethodSignature<string> Signature) Constructor(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.MethodDefinition)
        {
            MethodDefinition method = _reader.GetMethodDefinition((MethodDefinitionHandle)handle);
            return (Sig(method.GetDeclaringType()), method.DecodeSignature(_names, null));
        }

        MemberReference reference = _reader.GetMemberReference((MemberReferenceHandle)handle);
        return (Sig(reference.Parent), reference.DecodeMethodSignature(_names, null));
    }

    private string Value(string type, object? value, bool isBoxed)
    {
        bool isEnum = isBoxed && _attributeNames.IsEnum(type.EndsWith("[]", StringComparison.Ordinal) ? type[..^2] : type);
        string cast = isEnum ? $"({(type.EndsWith("[]", StringComparison.Ordinal) ? type[..^2] : type)})" : "";
        return value switch
        {
            null => "null",
            string text when type == "[System.Private.CoreLib]System.Type" => $"typeof({text})",
            string text => Words.Text(text),
            ImmutableArray<CustomAttributeTypedArgument<string>> elements =>
                $"{cast}{{{string.Join(", ", elements.Select(e => Value(e.Type, e.Value, type == "[System.Private.CoreLib]System.Object[]")))}}}",
            _ => cast + Words.Number(value.GetType().Name, value),
        };
    }
}
