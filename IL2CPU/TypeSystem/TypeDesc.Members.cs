using System.Collections.Generic;

namespace IL2CPU.TypeSystem;

public abstract partial class TypeDesc
{
    private MethodDesc? _finalizer;
    private bool _finalizerKnown;

    /// <summary>Fields declared by this type itself, in metadata order.</summary>
    public virtual IReadOnlyList<FieldDesc> Fields => [];

    /// <summary>Methods declared by this type itself, in metadata order; none for arrays.</summary>
    public virtual IReadOnlyList<MethodDesc> Methods => [];

    /// <summary>All implemented interfaces, transitively and without duplicates, base type's first.</summary>
    public virtual IReadOnlyList<TypeDesc> Interfaces => [];

    /// <summary>The type initializer, if there is one.</summary>
    public MethodDesc? StaticConstructor => Def?.StaticConstructorOfDefinition is { } method ? MapMethod(method) : null;

    /// <summary>Derived from System.Attribute.</summary>
    public bool IsAttribute
    {
        get
        {
            for (TypeDesc? at = BaseType; at is not null; at = at.BaseType)
            {
                if (at.FullName == "System.Attribute")
                {
                    return true;
                }
            }

            return false;
        }
    }

    public bool HasFinalizer => Finalizer is not null;

    /// <summary>The override of Object.Finalize that objects of exactly this class run, else null.</summary>
    public MethodDesc? Finalizer
    {
        get
        {
            if (!_finalizerKnown)
            {
                _finalizerKnown = true;
                _finalizer = IsClass && !IsObject ? FindFinalizer() : null;
            }

            return _finalizer;
        }
    }

    /// <summary>Finds the only method of that name declared here; more than one is an error.</summary>
    public MethodDesc? FindMethod(string name)
    {
        if (Def is not { } definition)
        {
            return null;
        }

        MethodDesc? found = null;
        foreach (MethodDesc method in definition.MethodsNamed(name))
        {
            if (found is not null)
            {
                throw new TypeSystemException($"{FullName} has several methods named {name}");
            }

            found = method;
        }

        return found is null ? null : MapMethod(found);
    }

    /// <summary>Finds the method declared here with that name and exactly these (instantiated) parameter types.</summary>
    public MethodDesc? FindMethod(string name, IReadOnlyList<TypeDesc> parameters)
    {
        foreach (MethodDesc method in FindMethods(name))
        {
            IReadOnlyList<TypeDesc> own = method.Signature.Parameters;
            int i = 0;
            while (i < own.Count && i < parameters.Count && own[i] == parameters[i])
            {
                i++;
            }

            if (i == own.Count && i == parameters.Count)
            {
                return method;
            }
        }

        return null;
    }

    /// <summary>All methods of that name declared here, in metadata order.</summary>
    public IEnumerable<MethodDesc> FindMethods(string name)
    {
        if (Def is { } definition)
        {
            foreach (MethodDesc method in definition.MethodsNamed(name))
            {
                yield return MapMethod(method);
            }
        }
    }

    /// <summary>Finds a field declared here.</summary>
    public FieldDesc? FindField(string name)
    {
        if (Def is { } definition)
        {
            foreach (FieldDesc field in definition.Fields)
            {
                if (field.Name == name)
                {
                    return MapField(field);
                }
            }
        }

        return null;
    }

    public bool HasAttribute(string fullName) => Def?.HasAttributeOnDefinition(fullName) ?? false;

    /// <summary>The first attribute of that type, decoded.</summary>
    public CustomAttribute? GetAttribute(string fullName) => Def?.GetAttributeOfDefinition(fullName);

    /// <summary>All attributes, decoded, in metadata order.</summary>
    public IReadOnlyList<CustomAttribute> Attributes => Def?.AttributesOfDefinition ?? [];

    /// <summary>The method of this type with the same definition; the method itself if it is not ours to map.</summary>
    internal virtual MethodDesc MapMethod(MethodDesc method) => method.Uninstantiated;

    internal virtual FieldDesc MapField(FieldDesc field) => field;

    private MethodDesc? FindFinalizer()
    {
        MethodDesc? root = Context.GetWellKnown(WellKnownType.Object).FindMethod("Finalize", []);
        MethodDesc? resolved = root is null ? null : ResolveVirtual(root);
        return resolved == root ? null : resolved;
    }
}
