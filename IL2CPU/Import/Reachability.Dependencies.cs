using System;
using System.Collections.Generic;
using System.Globalization;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// [DynamicDependency] on a method that is in the image: members its author says it reaches by reflection.
public sealed partial class Reachability
{
    private const string DependencyAttribute = "System.Diagnostics.CodeAnalysis.DynamicDependencyAttribute";

    // Of which type, and which member; null for all of them. The second analysis has the same.
    private readonly OrderedSet<(TypeDesc Type, string? Member)> _dependencies = new();

    // An instance of a generic method of the base library asks for the same instance of another (Queryable of Enumerable).
    private readonly OrderedSet<MethodDesc> _dependentInstances = new();

    private readonly OrderedSet<TypeDesc> _delegatesByReflection = new();

    private void NoteDependencies(MethodDesc method)
    {
        bool isOfProgram = IsOfProgram(method.Module);
        if ((!isOfProgram && method.Arguments.Count == 0) || !method.HasAttribute(DependencyAttribute))
            return;
        if (!isOfProgram)
        {
            _dependentInstances.Add(method);
            return;
        }

        foreach (CustomAttribute attribute in method.Attributes)
        {
            if (attribute.Type.FullName != DependencyAttribute)
                continue;
            IReadOnlyList<object?> arguments = attribute.FixedArguments;
            TypeDesc? type = arguments switch
            {
                [_] => method.OwningType,
                [_, TypeDesc named] => named,
                [_, string name, string assembly] => FindType(name, assembly),
                _ => null,
            };
            if (type is not null && !type.ContainsGenericParameters && !type.IsGenericDefinition)
                _dependencies.Add((type, arguments[0] is string member ? NameIn(member) : null));
        }
    }

    // typeof(Type).GetMethod("Name") and the like in the base library. In programs all names count: Reachability.Reflection.
    private void NoteLookup(Value call, MethodDesc called, ReachStep place)
    {
        if (called.Name == "CreateDelegate" && called.OwningType.FullName is "System.Reflection.MethodInfo" or "System.Delegate")
        {
            foreach (Value argument in call.Args)
            {
                if (argument.Aux is RuntimeTypeSymbol { Type: { IsDelegate: true, ContainsGenericParameters: false, IsGenericDefinition: false } made })
                    _delegatesByReflection.Add(made);
            }
        }

        if (called.Name is not ("GetMethod" or "GetProperty" or "GetField" or "GetConstructor") || called.OwningType.FullName != "System.Type"
            || place.Source is not { } source || IsOfProgram(source.Module) || call.Args is not [{ Aux: RuntimeTypeSymbol { Type: var type } }, ..]
            || type.ContainsGenericParameters || type.IsGenericDefinition)
        {
            return;
        }

        if (called.Name == "GetConstructor")
            _dependencies.Add((type, ".ctor"));
        else if (call.Args is [_, { Aux: StringSymbol name }, ..])
            _dependencies.Add((type, name.Text));
    }

    private TypeDesc? FindType(string name, string assembly) =>
        Context.FindType(name) is { } type && string.Equals(type.Module.SimpleName, assembly, StringComparison.OrdinalIgnoreCase) ? type : null;

    // A member's documentation signature: Name(parameters), #ctor for a constructor.
    private static string NameIn(string signature)
    {
        int end = signature.IndexOfAny(['(', '`']);
        string name = end < 0 ? signature : signature[..end];
        return name == "#ctor" ? ".ctor" : name;
    }

    private void KeepInstance(MethodDesc method)
    {
        string suffix = "`" + method.Arguments.Count.ToString(CultureInfo.InvariantCulture);
        foreach (CustomAttribute attribute in method.Attributes)
        {
            if (attribute.Type.FullName != DependencyAttribute || attribute.FixedArguments is not [string name, TypeDesc type]
                || !name.EndsWith(suffix, StringComparison.Ordinal))
            {
                continue;
            }

            TypeDesc[] arguments = [.. method.Arguments];
            foreach (MethodDesc asked in type.FindMethods(NameIn(name)))
            {
                if (asked.IsGenericDefinition && asked.GenericParameterCount == arguments.Length && GenericConstraints.Allow(asked, arguments))
                    ReflectMethod(asked.MakeInstance(arguments), isKept: true);
            }
        }
    }

    private void KeepDependencies()
    {
        while (_done.Instances < _dependentInstances.Items.Count)
            KeepInstance(_dependentInstances.Items[_done.Instances++]);
        foreach (TypeDesc made in _delegatesByReflection.Items)
            AddConstructed(made, StepTo(made));
        for (int i = 0; i < _dependencies.Items.Count; i++)
        {
            (TypeDesc type, string? member) = _dependencies.Items[i];
            Mention(type);
            foreach (MethodDesc method in type.Methods)
            {
                if (member is null || member == "*" || method.Name == member || NameOf(method) == member)
                    ReflectMethod(method, isKept: true);
            }

            foreach (FieldDesc field in type.Fields)
            {
                if (member is null || member == "*" || field.Name == member)
                    ReflectField(field);
            }
        }
    }
}
