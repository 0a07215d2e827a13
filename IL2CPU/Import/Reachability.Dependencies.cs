using System;
using System.Collections.Generic;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

// [DynamicDependency] on a method that is in the image: members its author says it reaches by reflection.
public sealed partial class Reachability
{
    private const string DependencyAttribute = "System.Diagnostics.CodeAnalysis.DynamicDependencyAttribute";

    // Of which type, and which member; null for all of them. The second analysis has the same.
    private readonly OrderedSet<(TypeDesc Type, string? Member)> _dependencies = new();

    private void NoteDependencies(MethodDesc method)
    {
        if (!IsOfProgram(method.Module) || !method.HasAttribute(DependencyAttribute))
            return;
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

    private TypeDesc? FindType(string name, string assembly) =>
        Context.FindType(name) is { } type && string.Equals(type.Module.SimpleName, assembly, StringComparison.OrdinalIgnoreCase) ? type : null;

    // A member's documentation signature: Name(parameters), #ctor for a constructor.
    private static string NameIn(string signature)
    {
        int end = signature.IndexOfAny(['(', '`']);
        string name = end < 0 ? signature : signature[..end];
        return name == "#ctor" ? ".ctor" : name;
    }

    private void KeepDependencies()
    {
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
