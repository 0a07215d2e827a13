using System;
using System.Collections.Generic;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using IL2CPU.TypeSystem;

namespace IL2CPU.Reflection;

internal sealed partial class MetadataBuilder
{
    // Never added to: most things have no attributes and no generic parameters.
    private static readonly List<int> s_none = [];
    private readonly HashSet<MethodDesc> _needed = [];
    private readonly Queue<MethodDesc> _neededConstructors = [];

    private List<int> Attributes(ModuleDesc module, EntityHandle parent)
    {
        IReadOnlyList<IL2CPU.TypeSystem.CustomAttribute> attributes = module.FindableAttributes(parent);
        if (attributes.Count == 0)
        {
            return s_none;
        }

        List<int> all = [];
        foreach (IL2CPU.TypeSystem.CustomAttribute attribute in attributes)
        {
            if (_scope.DescribesAttribute(attribute.Constructor) && attribute.IsReadable)
            {
                all.Add(Attribute(attribute));
            }
        }

        return all;
    }

    private int Attribute(IL2CPU.TypeSystem.CustomAttribute attribute)
    {
        int constructor = Constructor(attribute.Constructor);
        IReadOnlyList<TypeDesc> parameters = attribute.Constructor.Signature.Parameters;
        List<int> arguments = new(parameters.Count);
        for (int i = 0; i < parameters.Count; i++)
        {
            arguments.Add(Argument(attribute.Arguments[i], isBoxed: parameters[i].IsObject));
        }

        List<int> members = new(attribute.Members.Count);
        foreach (AttributeMember member in attribute.Members)
        {
            members.Add(Member(member));
        }

        _records.Begin();
        _records.Handle(constructor);
        _records.Handles(arguments);
        _records.ToAll(members);
        return _records.Share(RecordKind.CustomAttribute);
    }

    private int Constructor(MethodDesc constructor)
    {
        MethodDesc definition = constructor.Definition;
        Need(definition);
        if (constructor == definition)
        {
            return QualifiedMethod(definition);
        }

        // Of a generic attribute: the reader looks for a constructor of the instance with these parameters.
        ModuleDesc module = definition.Module;
        int parent = _signatures.Type(constructor.OwningType);
        int name = _records.String(definition.Name);
        int signature = _signatures.Method(module, RowOf(definition).Signature);
        _records.Begin();
        _records.Handle(parent);
        _records.To(name);
        _records.Handle(signature);
        return _records.Share(RecordKind.MemberReference);
    }

    private static MethodDefinition RowOf(MethodDesc method) =>
        method.Module.Reader.GetMethodDefinition((MethodDefinitionHandle)MetadataTokens.EntityHandle(method.Token));

    /// <summary>A constructor that makes an attribute is described whatever the scope says of it.</summary>
    private void Need(MethodDesc constructor)
    {
        if (_needed.Add(constructor))
        {
            EntryOf(constructor.OwningType);
            _neededConstructors.Enqueue(constructor);
        }
    }

    private int Member(AttributeMember member)
    {
        // The type the name was declared with is lost where it is object; that of the value does as well.
        int type = _signatures.Type(member.Argument.Type);
        int name = _records.String(member.Name);
        int value = Argument(member.Argument, isBoxed: false);
        _records.Begin();
        _records.Unsigned(member.IsField ? 1u : 0);
        _records.To(name);
        _records.Handle(type);
        _records.Handle(value);
        return _records.Share(RecordKind.NamedArgument);
    }

    /// <param name="argument">The value.</param>
    /// <param name="isBoxed">The declaration says object, so that an enum has to say its type.</param>
    private int Argument(AttributeArgument argument, bool isBoxed)
    {
        switch (argument.Value)
        {
            case AttributeArgument[] elements:
                int array = Array(argument.Type.Element, elements);
                return isBoxed && argument.Type.Element.IsEnum ? EnumArray(argument.Type.Element, array) : array;
            case TypeDesc type:
                return _signatures.Type(type);
            case { } value when isBoxed && argument.Type.IsEnum:
                return EnumValue(argument.Type, Value(value));
            default:
                return Value(argument.Value);
        }
    }

    private int Array(TypeDesc elementType, AttributeArgument[] elements)
    {
        PrimitiveKind primitive = elementType.UnderlyingPrimitive;
        if (primitive == PrimitiveKind.None)
        {
            return References(elementType, elements);
        }

        // System.TypeCode has the numbers of ECMA-335 and DBNull before them.
        RecordKind kind = KindOf((TypeCode)(primitive + 1)) - 1;
        _records.Begin();
        _records.Unsigned((uint)elements.Length);
        foreach (AttributeArgument element in elements)
        {
            Write(element.Value!);
        }

        return _records.Share(kind);
    }

    private int References(TypeDesc elementType, AttributeArgument[] elements)
    {
        List<int> values = new(elements.Length);
        foreach (AttributeArgument element in elements)
        {
            values.Add(Argument(element, isBoxed: elementType.IsObject));
        }

        _records.Begin();
        _records.Handles(values);
        return _records.Share(elementType.IsString ? RecordKind.ConstantStringArray : RecordKind.ConstantHandleArray);
    }

    private int EnumValue(TypeDesc type, int value)
    {
        int definition = _signatures.Type(type);
        _records.Begin();
        _records.Handle(value);
        _records.Handle(definition);
        return _records.Share(RecordKind.ConstantEnumValue);
    }

    private int EnumArray(TypeDesc type, int values)
    {
        int definition = _signatures.Type(type);
        _records.Begin();
        _records.Handle(definition);
        _records.Handle(values);
        return _records.Share(RecordKind.ConstantEnumArray);
    }
}
