using System;
using System.Collections.Generic;
using System.Linq;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// MakeGenericType and MakeGenericMethod find only instances that are in the image. What a method of the program that calls one of them
// mentions (an open type in a typeof, a generic method it makes a delegate to or names in a literal beside its type) is a template: it
// is instantiated with the types the program's own assembly makes objects of, passes as type arguments or names, and with a type and
// its elements where it takes two: those of a collection, or the argument of an interface of the program's. Templates, and open types
// that the program or its libraries mention anywhere, are instantiated as the interfaces are that they implement.
public sealed partial class Reachability
{
    private const int TemplateArgumentDepth = 2;
    private const int TemplateArgumentLimit = 64;
    private static readonly WellKnownType[] s_templateArguments =
        [WellKnownType.Int32, WellKnownType.String, WellKnownType.Object, WellKnownType.Boolean, WellKnownType.Double, WellKnownType.Int64, WellKnownType.Char];

    private readonly OrderedSet<TypeDesc> _templateArguments = new();
    private readonly OrderedSet<MethodDesc> _methodTemplates = new();
    private readonly OrderedSet<TypeDesc> _typeTemplates = new();

    // What was made of them: the second analysis has the same.
    private readonly OrderedSet<MethodDesc> _madeMethods = new();
    private readonly OrderedSet<TypeDesc> _madeTypes = new();
    private readonly HashSet<(object Template, int Arguments)> _instantiated = [];
    private readonly OrderedSet<TypeDesc> _openTypes = new();
    private bool _makesTypes;
    private bool _makesElementArrays;

    // A type of the program and the argument of an interface it implements: a request and its response.
    private readonly OrderedSet<(TypeDesc Type, TypeDesc Argument)> _pairs = new();

    // By the definition of the interface: templates that implement it, and which of its arguments each of theirs is.
    private readonly Dictionary<TypeDesc, List<(TypeDesc Template, int[] Places)>> _implementers = [];
    private (int Templates, int OpenTypes, int Instances) _matched;
    private bool _hasNewImplementer;

    private void NoteMade(TypeDesc type, ReachStep place)
    {
        if (place.Source is not { } method || method.Module != Own)
            return;
        NoteMadeByProgram(type);
        if (type.Module == Own && !type.IsGenericDefinition && !type.ContainsGenericParameters && !type.IsByRefLike && type.Interfaces.Count != 0)
            NotePairs(type);
        // Nobody has objects of a static class, or collects attributes.
        if (_templateArguments.Items.Count >= TemplateArgumentLimit || (type.IsAbstract && type.IsSealed) || type.IsAttribute)
            return;
        // A collection of them is made to fill the array.
        if (type.IsSzArray && type.Element.Module == Own)
            NoteMade(type.Element, place);
        bool isNamed = IsNamedType(type) || type.IsSzArray;
        if (isNamed && !type.ContainsGenericParameters && !type.IsGenericDefinition && !type.IsByRefLike && !type.IsDelegate
            && type.Depth <= TemplateArgumentDepth && !type.Name.StartsWith('<'))
        {
            _templateArguments.Add(type);
        }
    }

    // Of a body with such a call: its mentions.
    private void NoteTemplates(MethodBody body)
    {
        _makesTypes = true;
        var types = new List<TypeDesc>();
        var texts = new List<string>();
        foreach (Block block in body.Blocks)
        {
            foreach (Value value in block.Body)
            {
                switch (value.Aux)
                {
                    case MethodSymbol { Method: { Arguments.Count: > 0 } method } when value.Op != Op.Call && IsOfProgram(method.Module):
                        _methodTemplates.Add(method.Uninstantiated);
                        break;
                    case RuntimeTypeSymbol { Type: { IsGenericDefinition: true } open }:
                        _typeTemplates.Add(open);
                        break;
                    case RuntimeTypeSymbol named:
                        types.Add(named.Type);
                        break;
                    case StringSymbol text:
                        texts.Add(text.Text);
                        break;
                }
            }
        }

        foreach (TypeDesc type in types)
        {
            foreach (MethodDesc method in IsOfProgram(type.Module) ? type.Methods : [])
            {
                if (method.IsGenericDefinition && !type.ContainsGenericParameters && texts.Contains(method.Name))
                    _methodTemplates.Add(method);
            }
        }
    }

    private static bool MakesInstances(Value value) =>
        value.Op is Op.CallVirtual or Op.Call && value.Aux switch
        {
            MethodDesc slot => IsMaker(slot),
            MethodSymbol symbol => IsMaker(symbol.Method),
            _ => false,
        };

    private static bool MakesArrays(Value value) =>
        value is { Op: Op.Call, Aux: MethodSymbol { Method: { Name: "CreateInstance", OwningType.FullName: "System.Array" } } };

    // A library of the program that makes arrays whose elements it learns at run time: of whatever somebody wants a sequence of.
    private void KeepElementArrays()
    {
        for (; _makesElementArrays && _done.Elements < _referenced.Items.Count; _done.Elements++)
        {
            if (_referenced.Items[_done.Elements] is { IsInterface: true, IsGenericDefinition: false, Arguments: [TypeDesc element] } sequence
                && !sequence.ContainsGenericParameters && IsOfProgram(element.Module) && sequence.Definition.FullName == "System.Collections.Generic.IEnumerable`1")
            {
                KeepArray(element);
            }
        }
    }

    private static bool IsMaker(MethodDesc method) =>
        method.Name is "MakeGenericMethod" or "MakeGenericType" && method.OwningType.Namespace is "System" or "System.Reflection";

    private void Instantiate()
    {
        foreach (MethodDesc method in _madeMethods.Items)
            ReflectMethod(method, isKept: true);
        foreach (TypeDesc type in _madeTypes.Items)
            Keep(type);
        if (_optimised is not null)
            return;
        foreach (WellKnownType type in s_templateArguments)
            _templateArguments.Add(Context.GetWellKnown(type));
        for (int i = 0; i < _methodTemplates.Items.Count; i++)
        {
            MethodDesc template = _methodTemplates.Items[i];
            Instantiate(template, template.GenericParameterCount, arguments =>
            {
                MethodDesc made = template.MakeInstance(arguments);
                if (GenericConstraints.Allow(template, arguments) && _madeMethods.Add(made))
                    ReflectMethod(made, isKept: true);
            });
        }

        for (int i = 0; i < _typeTemplates.Items.Count; i++)
        {
            TypeDesc template = _typeTemplates.Items[i];
            Instantiate(template, template.Arguments.Count, arguments => Make(template, arguments));
        }

        MatchInterfaces();
    }

    private void Make(TypeDesc template, TypeDesc[] arguments)
    {
        TypeDesc made = Context.MakeInstance(template, arguments);
        if (GenericConstraints.Allow(template, arguments) && _madeTypes.Add(made))
            Keep(made);
    }

    private void MatchInterfaces()
    {
        if (!_makesTypes)
            return;
        for (; _matched.Templates < _typeTemplates.Items.Count; _matched.Templates++)
            AddImplementer(_typeTemplates.Items[_matched.Templates]);
        for (; _matched.OpenTypes < _openTypes.Items.Count; _matched.OpenTypes++)
            AddImplementer(_openTypes.Items[_matched.OpenTypes]);
        if (_hasNewImplementer)
            _matched.Instances = 0;
        _hasNewImplementer = false;
        for (; _matched.Instances < _referenced.Items.Count; _matched.Instances++)
        {
            TypeDesc instance = _referenced.Items[_matched.Instances];
            if (!instance.IsInterface || instance.IsGenericDefinition || instance.ContainsGenericParameters || Nesting(instance) >= MostNested
                || !_implementers.TryGetValue(instance.Definition, out List<(TypeDesc Template, int[] Places)>? implementers))
            {
                continue;
            }

            foreach ((TypeDesc template, int[] places) in implementers)
                Make(template, [.. places.Select(p => instance.Arguments[p])]);
        }
    }

    // Only if all its parameters are arguments of the interface.
    private void AddImplementer(TypeDesc template)
    {
        foreach (TypeDesc implemented in template.IsInterface || !IsOfProgram(template.Module) ? [] : template.Interfaces)
        {
            if (!IsOfProgram(implemented.Module))
                continue;
            int[] places = [.. template.Arguments.Select(p => implemented.Arguments.ToList().IndexOf(p))];
            if (places.Length == 0 || places.Contains(-1))
                continue;
            if (!_implementers.TryGetValue(implemented.Definition, out List<(TypeDesc Template, int[] Places)>? implementers))
                _implementers.Add(implemented.Definition, implementers = []);
            implementers.Add((template, places));
            _hasNewImplementer = true;
        }
    }

    private void Keep(TypeDesc type)
    {
        _reflected!.Mention(type);
        AddReferenced(type);
        if (type.Module == Own || type.IsInterface)
            return;
        if (IsOfProgram(type.Module))
        {
            ReflectNamed(type);
            return;
        }

        // There are many: what they implement is called by interfaces, and their other members have names the program says.
        foreach (MethodDesc method in type.Methods)
        {
            if (method.IsPublic && method.IsConstructor)
                ReflectMethod(method, isKept: true);
        }
    }

    private void Instantiate(object template, int count, Action<TypeDesc[]> make)
    {
        if (count is 0 or > 2)
            return;
        for (int i = 0; count == 2 && i < _pairs.Items.Count; i++)
        {
            if (_instantiated.Add((template, -1 - i)))
                make([_pairs.Items[i].Type, _pairs.Items[i].Argument]);
        }

        for (int i = 0; i < _templateArguments.Items.Count; i++)
        {
            if (!_instantiated.Add((template, i)))
                continue;
            TypeDesc argument = _templateArguments.Items[i];
            if (count == 1)
                make([argument]);
            else if (argument.IsSzArray)
                make([argument, argument.Element]);
            else if (argument.Arguments.Count == 1)
                make([argument, argument.Arguments[0]]);
            else if (argument.Arguments.Count == 0)
                make([Context.GetWellKnown(WellKnownType.String), argument]);
        }
    }

    private void NotePairs(TypeDesc type)
    {
        foreach (TypeDesc implemented in type.Interfaces)
        {
            if (implemented.Arguments.Count == 1 && IsOfProgram(implemented.Module) && implemented.Arguments[0] != type)
                _pairs.Add((type, implemented.Arguments[0]));
        }
    }
}
