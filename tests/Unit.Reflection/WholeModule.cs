using System;
using System.Collections.Generic;
using IL2CPU.Reflection;
using IL2CPU.TypeSystem;

namespace Unit.Reflection;

/// <summary>Types of a module with whatever of their members and attributes the predicates let through.</summary>
internal sealed class WholeModule(ModuleDesc module) : IReflectionScope
{
    public Func<TypeDesc, bool> IncludesType { get; init; } = static _ => true;

    public Func<MethodDesc, bool> IncludesMethod { get; init; } = static _ => true;

    public Func<MethodDesc, bool> IncludesAttribute { get; init; } = static _ => true;

    public IReadOnlyList<TypeDesc> Described
    {
        get
        {
            List<TypeDesc> types = [];
            foreach (TypeDesc type in module.Types)
            {
                if (IncludesType(type))
                {
                    types.Add(type);
                }
            }

            return types;
        }
    }

    public bool Describes(MethodDesc method) => IncludesMethod(method);

    public bool Describes(FieldDesc field) => true;

    public bool DescribesAttribute(MethodDesc constructor) => IncludesAttribute(constructor);
}
