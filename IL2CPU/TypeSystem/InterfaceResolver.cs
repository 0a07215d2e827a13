using System.Collections.Generic;

namespace IL2CPU.TypeSystem;

/// <summary>Method found, or why none.</summary>
internal readonly record struct Resolution(MethodDesc? Method, string? Reason);

/// <summary>Finds what implements an interface method (ECMA-335 II.12.2 and its default-method augments).</summary>
/// <remarks>
/// Classes first, from the most derived up: MethodImpl rows, then public virtual methods by name and signature where
/// the class names the interface. Then default implementations, the most specific interface winning. An interface
/// implemented exactly comes before variant-compatible ones. Signatures are compared in the open form of the class.
/// </remarks>
internal static class InterfaceResolver
{
    public static Resolution Resolve(TypeDesc type, MethodDesc method)
    {
        TypeDesc wanted = method.OwningType;
        List<TypeDesc> candidates = [];
        if (type == wanted || Contains(type.Interfaces, wanted))
        {
            candidates.Add(wanted);
        }

        foreach (TypeDesc implemented in type.Interfaces)
        {
            if (implemented != wanted && implemented.Definition == wanted.Definition && type.ServesInterface(implemented, wanted))
            {
                candidates.Add(implemented);
            }
        }

        if (candidates.Count == 0)
        {
            return new Resolution(null, $"{type.FullName} does not implement {wanted.FullName}");
        }

        foreach (TypeDesc candidate in candidates)
        {
            MethodDesc exact = candidate.MapMethod(method);
            if (FindInClasses(type, exact) is { } found)
            {
                return new Resolution(found, null);
            }
        }

        Resolution result = default;
        foreach (TypeDesc candidate in candidates)
        {
            Resolution resolution = FindDefault(type, candidate.MapMethod(method));
            if (resolution.Method is not null)
            {
                return resolution;
            }

            result = result.Reason is null ? resolution : result;
        }

        return result;
    }

    private static MethodDesc? FindInClasses(TypeDesc type, MethodDesc method)
    {
        TypeDesc start = type is ArrayType array ? array.HelperClass ?? array.BaseType : type;
        if (start.IsInterface)
        {
            return null;
        }

        for (TypeDesc? current = start; current is not null; current = current.BaseType)
        {
            if (FindOverride(current, method) is { } explicitBody)
            {
                return Dispatched(start, explicitBody, method);
            }

            if (!method.IsStatic && FindImplicit(current, method) is { } implicitBody)
            {
                return Dispatched(start, implicitBody, method);
            }
        }

        return null;
    }

    // A found instance method may be overridden further down.
    private static MethodDesc Dispatched(TypeDesc type, MethodDesc body, MethodDesc method) =>
        method.IsStatic ? body : type.ResolveVirtual(body);

    private static MethodDesc? FindOverride(TypeDesc type, MethodDesc method)
    {
        foreach (MethodOverride row in type.Def!.Overrides)
        {
            if (row.Declaration.Definition == method.Definition && row.Declaration.OnInstantiatedOwner(type.Args) == method)
            {
                return row.Body.OnInstantiatedOwner(type.Args);
            }
        }

        return null;
    }

    private static MethodDesc? FindImplicit(TypeDesc type, MethodDesc method)
    {
        DefinitionType definition = type.Def!;
        foreach (TypeDesc open in definition.OwnInterfaces)
        {
            if (open.Definition != method.OwningType.Definition || open.Instantiate(type.Args, []) != method.OwningType)
            {
                continue;
            }

            MethodDesc wanted = open.MapMethod(method);
            if (FindPublicVirtual(definition, wanted) is { } own)
            {
                return own.OnInstantiatedOwner(type.Args);
            }

            // A base class that implements the interface keeps doing so; any other may still have a fitting method.
            bool isInherited = definition.BaseType is { } parent && Contains(parent.Interfaces, open);
            for (TypeDesc? ancestor = isInherited ? null : definition.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
            {
                if (FindPublicVirtual(ancestor, wanted) is { } inherited)
                {
                    return inherited.OnInstantiatedOwner(type.Args);
                }
            }
        }

        return null;
    }

    private static MethodDesc? FindPublicVirtual(TypeDesc type, MethodDesc wanted)
    {
        foreach (MethodDesc definition in type.Def!.MethodsNamed(wanted.Name))
        {
            if (definition.IsVirtual && definition.IsPublic && !definition.IsStatic)
            {
                MethodDesc candidate = type.MapMethod(definition);
                if (candidate.Signature.Equals(wanted.Signature))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    private static Resolution FindDefault(TypeDesc type, MethodDesc method)
    {
        List<(TypeDesc Source, MethodDesc Body)> found = [];
        if (type.IsInterface)
        {
            AddDefault(found, type, method);
        }

        foreach (TypeDesc source in type.Interfaces)
        {
            AddDefault(found, source, method);
        }

        // What a more specific interface says replaces what the interfaces it inherits say.
        List<(TypeDesc Source, MethodDesc Body)> best =
            found.FindAll(weak => !found.Exists(strong => Contains(strong.Source.Interfaces, weak.Source)));
        if (best.Count == 0)
        {
            return new Resolution(null, $"{type.FullName} has no implementation of {method.FullName}");
        }

        if (best.Count > 1)
        {
            return new Resolution(
                null,
                $"{method.FullName} is ambiguous in {type.FullName}: {best[0].Source.FullName} and {best[1].Source.FullName} implement it");
        }

        return best[0].Body.IsAbstract
            ? new Resolution(null, $"{method.FullName} is made abstract again by {best[0].Source.FullName}")
            : new Resolution(best[0].Body, null);
    }

    private static void AddDefault(List<(TypeDesc Source, MethodDesc Body)> found, TypeDesc source, MethodDesc method)
    {
        if (FindOverride(source, method) is { } body)
        {
            found.Add((source, body));
        }
        else if (source == method.OwningType && !method.IsAbstract)
        {
            found.Add((source, method));
        }
    }

    private static bool Contains(IReadOnlyList<TypeDesc> types, TypeDesc type)
    {
        for (int i = 0; i < types.Count; i++)
        {
            if (types[i] == type)
            {
                return true;
            }
        }

        return false;
    }
}
