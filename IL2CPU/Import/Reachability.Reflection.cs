using System;
using System.Collections.Generic;
using System.Linq;
using Abi;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// What is in the image for reflection alone, once code asks for its tables (Abi.ReflectionHeader). Types of
// - the program's own assembly: all, with all members;
// - any other, that the assembly names (typeof, Type.GetType of a literal, arguments of attributes) or derives from: what is public;
// - any other, in the image: members whose names are literals of the program, members of its libraries that carry attributes which
//   are not of the core library, what [DynamicallyAccessedMembers] says is looked for, and what is in the image anyway.
public sealed partial class Reachability
{
    private static readonly string[] s_wellKnownAttributes =
    [
        "System.AttributeUsageAttribute", "System.FlagsAttribute", "System.Reflection.DefaultMemberAttribute", "System.ObsoleteAttribute",

        // What the base library makes of flags in metadata.
        "System.NonSerializedAttribute", "System.SerializableAttribute", "System.Runtime.InteropServices.ComImportAttribute",
        "System.Runtime.InteropServices.FieldOffsetAttribute", "System.Runtime.InteropServices.InAttribute",
        "System.Runtime.InteropServices.OptionalAttribute", "System.Runtime.InteropServices.OutAttribute",
        "System.Runtime.InteropServices.PreserveSigAttribute",
    ];

    // Members of instances lead to instances: those nested deeper are in the image for other reasons, or not at all.
    private const int MostNested = 3;
    private static readonly Symbol s_reflectionHeader = new LinkerSymbol(ReflectionHeader.SymbolName);
    private readonly OrderedSet<TypeDesc> _mentioned = new();
    private readonly OrderedSet<TypeDesc> _named = new();
    private readonly OrderedSet<string> _texts = new();

    // Definitions of interfaces the program names.
    private readonly HashSet<TypeDesc> _askedInterfaces = [];

    // Of collections that libraries of the program name, to make one where an interface is asked for.
    private readonly OrderedSet<MethodDesc> _factories = new();

    // Definitions of methods, accessors among them, of the program's libraries that carry attributes.
    private readonly HashSet<MethodDesc> _marked = [];
    private readonly OrderedSet<MethodDesc> _methodHandles = new();
    private readonly OrderedSet<FieldDesc> _fieldHandles = new();
    private readonly Dictionary<TypeDesc, IReadOnlyList<(string Name, MethodDesc Method)>> _shownNames = [];

    // Instances of the program's generic methods that the first analysis saw: direct calls of them may be inlined in the second.
    private readonly List<MethodDesc> _instances = [];
    private ReflectedMembers? _reflected;
    private (int Types, int Defaults, int Elements, int Mentions, int Named, int Literals, int Arrays, int Texts, int Factories, int MethodHandles, int FieldHandles, int Bodies,
        int Json, int Lambdas, int Delegates, int Instances, int Accesses, int Objects) _done;
    private bool _describesDelegates;

    public override ReflectedMembers? Reflected => _reflected;

    private ModuleDesc? Own => _options.EntryPoint?.Module;

    // What the source says stays known: optimised code may not tell where it came from.
    private void ForgetReflected()
    {
        foreach (CallableMethod callable in _reflected?.Methods ?? [])
        {
            if (callable.Method.Arguments.Count > 0 && callable.Method.Module == Own)
                _instances.Add(callable.Method);
        }

        _reflected = null;
        _done = default;
        _describesDelegates = false;
    }

    private void FindReflected()
    {
        if (!_symbols.Contains(s_reflectionHeader))
            return;
        if (_reflected is null)
            BeginReflection();
        int knownTexts = _done.Texts;
        _done.Texts = _texts.Items.Count;
        for (int i = 0; knownTexts < _texts.Items.Count && i < _done.Types; i++)
            ReflectByText(_referenced.Items[i]);
        while (_done.Literals < _import.Named.Items.Count)
            Mention(_import.Named.Items[_done.Literals++]);
        while (_done.Mentions < _mentioned.Items.Count)
            ReflectMention(_mentioned.Items[_done.Mentions++]);
        while (_done.Types < _referenced.Items.Count)
            Reflect(_referenced.Items[_done.Types++]);
        while (_done.Arrays < _literals.Items.Count)
        {
            // Whoever asks for attributes of a type gets an array of it, be it empty.
            if (_literals.Items[_done.Arrays++] is { IsAttribute: true } attribute)
                KeepArray(attribute);
        }

        KeepDefaults();
        KeepElementArrays();
        while (_done.Named < _named.Items.Count)
            ReflectNamed(_named.Items[_done.Named++]);
        Instantiate();
        KeepDependencies();
        KeepJson();
        KeepAccesses();
        while (_done.MethodHandles < _methodHandles.Items.Count)
            ReflectMethod(_methodHandles.Items[_done.MethodHandles++], isKept: true);
        while (_done.Factories < _factories.Items.Count)
            ReflectMethod(_factories.Items[_done.Factories++], isKept: true);
        while (_done.FieldHandles < _fieldHandles.Items.Count)
            ReflectField(_fieldHandles.Items[_done.FieldHandles++]);
        if (_pending.Count != 0)
            return;
        // The rest is settled once nothing else adds to it.
        while (_done.Bodies < _bodies.Count)
        {
            if (_bodies[_done.Bodies++].Symbol is MethodSymbol { Method: { } method } symbol && IsShown(symbol))
                ReflectMethod(method, isKept: false);
        }

        ReflectDelegates();
        KeepLambdas();
    }

    private void BeginReflection()
    {
        _reflected = new ReflectedMembers(_options.ProgramModules);
        foreach (TypeDesc type in Own?.Types ?? [])
        {
            if (type.Name != "<Module>")
                AddReferenced(type);
        }

        // How attributes are inherited is said by an attribute of theirs; others mean something to the base library.
        foreach (string name in s_wellKnownAttributes)
        {
            foreach (MethodDesc method in Context.FindType(name)?.Methods ?? [])
                ReflectMethod(method, isKept: true);
        }

        foreach (ModuleDesc module in _options.ProgramModules)
            KeepAttributes(ReflectionAttributes.Of(module));
        foreach (MethodDesc method in _instances)
            ReflectMethod(method, isKept: true);
    }

    // Of a class that nobody makes objects of, what delegates are made to: Delegate.Method shows it.
    private bool IsShown(MethodSymbol symbol) =>
        symbol.Method.OwningType is { IsArray: false, IsDelegate: false } owner && _reflected!.Describes(symbol.Method.Definition)
            && (_referenced.Contains(owner) || (IsOfProgram(owner.Module) && _entered.Contains(symbol)));

    private bool IsOfProgram(ModuleDesc module)
    {
        for (int i = 0; i < _options.ProgramModules.Count; i++)
        {
            if (_options.ProgramModules[i] == module)
                return true;
        }

        return false;
    }

    private static bool IsNamedType(TypeDesc type) => !(type.IsArray || type.IsPointer || type.IsByRef || type.IsFunctionPointer || type.IsGenericParameter || type.IsVoid);

    private void Reflect(TypeDesc type)
    {
        if (!IsNamedType(type) || Nesting(type) > MostNested)
            return;
        bool isOpen = type.ContainsGenericParameters || type.IsGenericDefinition;
        if (type.Module != Own)
            ReflectByText(type);
        if (_reflected!.IsOfProgram(type))
        {
            if (_reflected.Describe(type.Definition))
                ReflectAttributes(type.Definition);
            if (!isOpen)
                ReflectMarked(type);
        }

        if (type.Module == Own && !isOpen)
            ReflectOwn(type);
    }

    private static int Nesting(TypeDesc type)
    {
        if (type.IsArray || type.IsPointer || type.IsByRef)
            return 1 + Nesting(type.Element);
        int most = 0;
        foreach (TypeDesc argument in type.Arguments)
            most = Math.Max(most, 1 + Nesting(argument));
        return most;
    }

    private void ReflectOwn(TypeDesc type)
    {
        if (!type.IsInterface && !type.IsByRefLike && !(type.IsAbstract && type.IsSealed))
            AddConstructed(type, StepTo(type));
        // The objects of attributes are handed out in arrays of their type.
        if (type.IsAttribute)
            KeepArray(type);
        if (type.BaseType is { } baseType && baseType.Module != Own)
            _named.Add(baseType);
        foreach (MethodDesc method in type.Methods)
            ReflectMethod(method, isKept: true);
        foreach (FieldDesc field in type.Fields)
        {
            ReflectField(field);
            // Objects of such types are made to fill it.
            if (field.FieldType.Module != Own && field.FieldType is { IsClass: true, IsDelegate: false, IsArray: false } held)
                _named.Add(held);
        }
    }

    // A type of another assembly that the program names: public members, inherited ones as well.
    private void ReflectNamed(TypeDesc type)
    {
        _reflected!.Mention(type);
        if (type.BaseType is { } baseType && baseType.Module != Own)
            _named.Add(baseType);
        foreach (MethodDesc method in type.Methods)
        {
            if (method.IsPublic)
                ReflectMethod(method, isKept: true);
        }

        foreach (FieldDesc field in type.Fields)
        {
            if (field.IsExposed)
                ReflectField(field);
        }
    }

    // Interfaces of collections have members of many a name; calls of them would keep those of every collection.
    private bool IsAskedByText(TypeDesc type) =>
        !type.IsInterface || type.Arguments.Count == 0 || IsOfProgram(type.Module) || _askedInterfaces.Contains(type.Definition);

    // A type of another assembly: what the program has the name of as a literal.
    private void ReflectByText(TypeDesc type)
    {
        if (!IsNamedType(type) || type.Module == Own || type.ContainsGenericParameters || type.IsGenericDefinition)
            return;
        // Of structs, tuples above all, the fields are what is shown.
        foreach (FieldDesc field in type.IsValueType && !type.IsEnum && !type.IsPrimitive ? type.Fields : [])
        {
            if (field.IsExposed && !field.IsStatic)
                ReflectField(field);
        }

        if (!IsAskedByText(type))
            return;
        foreach ((string name, MethodDesc method) in ShownNames(type.Definition))
        {
            if (!_texts.Contains(name))
                continue;
            foreach (MethodDesc own in type.FindMethods(method.Name))
            {
                if (own.Definition != method)
                    continue;
                ReflectMethod(own, isKept: true);
                if (own.IsGenericDefinition && IsOfProgram(own.Module))
                    _methodTemplates.Add(own);
            }
        }
    }

    // Methods by what a program calls them: accessors have the name of the property or event.
    private IReadOnlyList<(string Name, MethodDesc Method)> ShownNames(TypeDesc definition)
    {
        if (!_shownNames.TryGetValue(definition, out IReadOnlyList<(string, MethodDesc)>? names))
        {
            bool isOfProgram = IsOfProgram(definition.Module);
            names = [.. definition.Methods.Where(m => isOfProgram || m.IsPublic).Select(static m => (NameOf(m), m))];
            _shownNames.Add(definition, names);
        }

        return names;
    }

    private static string NameOf(MethodDesc method)
    {
        int prefix = method.IsSpecialName && !method.IsConstructor ? method.Name.IndexOf('_') : -1;
        return method.Name[(prefix + 1)..];
    }

    private void NoteText(string text, ReachStep place)
    {
        const int longest = 200;
        if (place.Source is not { } method || text.Length > longest || !IsOfProgram(method.Module))
            return;
        // Paths of properties are such names as well.
        foreach (string part in text.Split('.'))
        {
            if (part.Length != 0 && part.All(static c => char.IsLetterOrDigit(c) || c == '_'))
                _texts.Add(part);
        }
    }

    private void NoteNamed(TypeDesc type, ReachStep place)
    {
        if (place.Source is not { } method)
            return;
        // A delegate may be named for a method that makes one: of the base library, or of the program's libraries. And a library that
        // names classes of the program's libraries makes them, or asks what they are made of.
        bool isOfProgram = IsOfProgram(method.Module);
        if (isOfProgram && type is { IsGenericDefinition: true, IsInterface: false })
            _openTypes.Add(type);
        if (method.Module == Own || (type.IsDelegate && (isOfProgram || method.Arguments.Contains(type))) || (isOfProgram && IsOfProgram(type.Module) && IsMade(type)))
            _mentioned.Add(type);
        else if (isOfProgram && IsMade(type) && type.Arguments.Count > 0 && type.FindMethod(".ctor", []) is { IsPublic: true } constructor)
            _factories.Add(constructor);
    }

    private static bool IsMade(TypeDesc type) => type is { IsClass: true, IsAbstract: false, IsGenericDefinition: false, ContainsGenericParameters: false };

    private void Mention(TypeDesc type)
    {
        _reflected!.Mention(type);
        AddReferenced(type);
        _mentioned.Add(type);
    }

    // What can be made of the type at run time is there.
    private void ReflectMention(TypeDesc type)
    {
        if (!IsNamedType(type))
            return;
        if (type.IsInterface && _askedInterfaces.Add(type.Definition))
        {
            for (int i = 0; i < _done.Types; i++)
            {
                if (_referenced.Items[i].Definition == type.Definition)
                    ReflectByText(_referenced.Items[i]);
            }
        }

        if (type.IsGenericDefinition || type.ContainsGenericParameters || type.IsByRefLike)
            return;
        if (type.Module != Own)
            _named.Add(type);
        if (type.IsDelegate)
            AddConstructed(type, StepTo(type));
        KeepArray(type);
    }

    // Nothing else makes it, or refers to it.
    private void KeepArray(TypeDesc element)
    {
        if (element.IsByRefLike || element.IsVoid)
            return;
        TypeDesc array = Context.MakeSzArray(element);
        _reflected!.Mention(array);
        AddConstructed(array, StepTo(element));
    }

    // Of the program's own definitions; those of other assemblies are described where the attribute is in the image.
    private void ReflectAttributes(TypeDesc definition)
    {
        KeepAttributes(ReflectionAttributes.Of(definition));
        KeepImplied(ReflectionAttributes.ImpliedBy(definition));
        foreach (FieldDesc field in definition.Fields)
        {
            KeepAttributes(ReflectionAttributes.Of(field));
            KeepImplied(ReflectionAttributes.ImpliedBy(field));
        }

        foreach (MethodDesc method in definition.Methods)
        {
            KeepImplied(ReflectionAttributes.ImpliedBy(method));
            IReadOnlyList<CustomAttribute> attributes = [.. ReflectionAttributes.Of(method)];
            KeepAttributes(attributes);
            if (attributes.Any(IsMark))
                _marked.Add(method);
        }
    }

    // What looks for them uses what carries them. Attributes of the core library say something to it or to the compiler.
    private bool IsMark(CustomAttribute attribute) => attribute.Type.Module != Context.GetWellKnown(WellKnownType.Object).Module;

    private void ReflectMarked(TypeDesc type)
    {
        foreach (MethodDesc method in type.Methods)
        {
            if (_marked.Contains(method.Definition))
                ReflectMethod(method, isKept: true);
        }
    }

    // TypeDescriptor asks an attribute's class for the value that stands for its absence: a static field of this name, or what its
    // constructor makes.
    private void KeepDefaults()
    {
        if (Context.FindType("System.ComponentModel.AttributeCollection") is not { } asking || !_referenced.Contains(asking))
            return;
        for (; _done.Defaults < _referenced.Items.Count; _done.Defaults++)
        {
            TypeDesc type = _referenced.Items[_done.Defaults];
            if (!type.IsAttribute || type.IsAbstract || type.IsGenericDefinition || type.ContainsGenericParameters || IsOfProgram(type.Module))
                continue;
            if (type.FindField("Default") is { IsStatic: true, IsExposed: true } standing)
                ReflectField(standing);
            else if (type.FindMethod(".ctor", []) is { IsPublic: true } constructor)
                ReflectMethod(constructor, isKept: true);
        }
    }

    private void KeepImplied(IEnumerable<MethodDesc> constructors)
    {
        foreach (MethodDesc constructor in constructors)
            ReflectMethod(constructor, isKept: true);
    }

    private void KeepAttributes(IEnumerable<CustomAttribute> attributes)
    {
        foreach (CustomAttribute attribute in attributes)
        {
            if (!attribute.IsReadable)
                continue;
            ReflectMethod(attribute.Constructor, isKept: true);
            foreach (MethodDesc setter in attribute.Setters)
                ReflectMethod(setter, isKept: true);
            foreach (FieldDesc field in attribute.SetFields)
                ReflectField(field);
            KeepArray(attribute.Type);
            foreach (TypeDesc type in attribute.MentionedTypes)
            {
                AddBoxes(type, StepTo(attribute.Type));
                if (type.IsArray)
                    AddConstructed(type, StepTo(attribute.Type));
                Mention(type);
            }
        }
    }
}
