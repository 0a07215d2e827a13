using System;
using System.Collections.Generic;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// System.Text.Json without generated serializers. What the program passes to it as a type argument is read and written; where it passes
// an object whose type only the run time knows, that may be anything the program's own assembly makes or names.
public sealed partial class Reachability
{
    private const string JsonSpace = "System.Text.Json";
    private const string JsonResolver = "System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver";
    private const int MadeTypeLimit = 500;

    // A class may have members of ever larger instances of itself.
    private const int MostNestedJson = 6;

    // The second analysis has the same.
    private readonly OrderedSet<TypeDesc> _jsonTypes = new();
    private readonly OrderedSet<TypeDesc> _madeByProgram = new();
    private bool _passesAnyObject;
    private JsonTypes? _json;

    private void NoteJson(MethodDesc method, ReachStep place)
    {
        if (place.Source is not { } source || !IsOfProgram(source.Module) || !method.OwningType.Namespace.StartsWith(JsonSpace, StringComparison.Ordinal))
            return;
        foreach (TypeDesc parameter in method.Signature.Parameters)
        {
            if (parameter.Name.StartsWith("JsonTypeInfo", StringComparison.Ordinal) || parameter.Name == "JsonSerializerContext")
                return;
        }

        foreach (TypeDesc argument in method.Arguments)
            _jsonTypes.Add(argument);
        _passesAnyObject |= method.OwningType.FullName == JsonSpace + ".JsonSerializer" && method.Arguments.Count == 0;
    }

    private void NoteMadeByProgram(TypeDesc type)
    {
        if (type.IsDelegate && !type.ContainsGenericParameters)
            _delegatesOfProgram.Add(type);
        if (_madeByProgram.Items.Count < MadeTypeLimit && !type.IsDelegate && JsonTypes.IsValue(type) && type.Depth <= MostNested
            && !type.IsAttribute && (!type.Name.StartsWith('<') || type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal)))
        {
            _madeByProgram.Add(type);
        }
    }

    private void KeepJson()
    {
        if (Context.FindType(JsonResolver) is not { } resolver || !_constructed.Contains(resolver))
            return;
        _json ??= new JsonTypes(Context, IsOfProgram);
        while (_done.Json < _jsonTypes.Items.Count)
        {
            TypeDesc type = _jsonTypes.Items[_done.Json++];
            _passesAnyObject |= type.IsObject;
            if (JsonTypes.IsValue(type))
                KeepJson(type, _json);
        }

        for (int i = 0; _passesAnyObject && i < _madeByProgram.Items.Count; i++)
        {
            if (_json.IsData(_madeByProgram.Items[i]))
                _jsonTypes.Add(_madeByProgram.Items[i]);
        }

        if (_done.Json < _jsonTypes.Items.Count)
            KeepJson();
    }

    private void KeepJson(TypeDesc type, JsonTypes json)
    {
        foreach (TypeDesc description in json.DescriptionsOf(type))
            KeepMaker(description);
        if (json.ConverterOf(type) is not { } converter)
            return;
        KeepMaker(converter);
        foreach (MethodDesc method in json.MethodsOf(type))
        {
            ReflectMethod(method, isKept: true);
            if (json.DelegateTo(method) is { } factory)
                AddConstructed(factory, StepTo(method));
        }

        foreach (FieldDesc field in json.ReadFieldsOf(type))
            ReflectField(field);
        foreach (TypeDesc part in json.PartsOf(type))
        {
            if (JsonTypes.IsValue(part) && Nesting(part) <= MostNestedJson)
                _jsonTypes.Add(part);
        }
    }

    // Constructors, whatever their visibility.
    private void KeepMaker(TypeDesc type)
    {
        Mention(type.Definition);
        _reflected!.Mention(type);
        AddReferenced(type);
        foreach (MethodDesc method in type.Methods)
        {
            if (method.IsConstructor)
                ReflectMethod(method, isKept: true);
        }
    }
}
