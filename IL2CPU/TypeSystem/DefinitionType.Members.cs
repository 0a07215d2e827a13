using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace IL2CPU.TypeSystem;

internal sealed partial class DefinitionType
{
    private MethodDesc[]? _methods;
    private FieldDesc[]? _fields;
    private TypeDesc[]? _interfaces;
    private TypeDesc[]? _ownInterfaces;
    private bool _collectingInterfaces;
    private MethodOverride[]? _overrides;
    private Dictionary<string, List<MethodDesc>>? _methodsByName;
    private sbyte _byRefLike = -1;
    private int _inlineArrayLength = -1;
    private MethodDesc? _staticConstructor;
    private bool _staticConstructorKnown;
    private GenericVariance[]? _variance;

    public override IReadOnlyList<MethodDesc> Methods => MethodArray;

    public override IReadOnlyList<FieldDesc> Fields => FieldArray;

    internal MethodDesc[] MethodArray => _methods ??= _module.Read($"the methods of {FullName}", this, static t => t.CreateMethods());

    internal FieldDesc[] FieldArray => _fields ??= _module.Read($"the fields of {FullName}", this, static t => t.CreateFields());

    public override IReadOnlyList<TypeDesc> Interfaces => _interfaces ??= CollectInterfaces();

    /// <summary>Interfaces named by this definition, with everything those inherit; the base class's excluded.</summary>
    public TypeDesc[] OwnInterfaces => _ownInterfaces ??= _module.Read($"the interfaces of {FullName}", this, static t => t.CollectOwnInterfaces());

    /// <summary>MethodImpl rows: which body serves which declaration, in open form.</summary>
    public MethodOverride[] Overrides => _overrides ??= _module.Read($"the overrides of {FullName}", this, static t => t.ReadOverrides());

    public bool IsByRefLikeDefinition
    {
        get
        {
            if (_byRefLike < 0)
            {
                bool isByRefLike = Shape == TypeShape.Struct
                    && HasAttributeOnDefinition("System.Runtime.CompilerServices.IsByRefLikeAttribute");
                _byRefLike = (sbyte)(isByRefLike ? 1 : 0);
            }

            return _byRefLike != 0;
        }
    }

    public int InlineArrayLengthOfDefinition
    {
        get
        {
            if (_inlineArrayLength < 0)
            {
                CustomAttribute? attribute = Shape != TypeShape.Struct
                    ? null
                    : GetAttributeOfDefinition("System.Runtime.CompilerServices.InlineArrayAttribute");
                _inlineArrayLength = attribute?.FixedArguments is [int length] && length > 0 ? length : 0;
            }

            return _inlineArrayLength;
        }
    }

    public MethodDesc? StaticConstructorOfDefinition
    {
        get
        {
            if (!_staticConstructorKnown)
            {
                foreach (MethodDesc method in MethodArray)
                {
                    if (method.IsStaticConstructor)
                    {
                        _staticConstructor = method;
                        break;
                    }
                }

                _staticConstructorKnown = true;
            }

            return _staticConstructor;
        }
    }

    /// <summary>Variance of each generic parameter.</summary>
    public GenericVariance[] Variance => _variance ??= _module.Read($"the generic parameters of {FullName}", this, static t => t.ReadVariance());

    public bool HasVariantParameters => Array.Exists(Variance, v => v != GenericVariance.Invariant);

    public IReadOnlyList<CustomAttribute> AttributesOfDefinition => _module.AllAttributes(_handle);

    public bool HasAttributeOnDefinition(string fullName) => _module.HasAttribute(_handle, fullName);

    public CustomAttribute? GetAttributeOfDefinition(string fullName) => _module.FindAttribute(_handle, fullName);

    public IReadOnlyList<MethodDesc> MethodsNamed(string name)
    {
        if (_methodsByName is null)
        {
            _methodsByName = [];
            foreach (MethodDesc method in MethodArray)
            {
                if (!_methodsByName.TryGetValue(method.Name, out List<MethodDesc>? list))
                {
                    _methodsByName.Add(method.Name, list = []);
                }

                list.Add(method);
            }
        }

        return _methodsByName.TryGetValue(name, out List<MethodDesc>? found) ? found : [];
    }

    public DefinitionType? FindNested(string name)
    {
        foreach (TypeDefinitionHandle handle in Row.GetNestedTypes())
        {
            if (_module.Reader.StringComparer.Equals(_module.Reader.GetTypeDefinition(handle).Name, name))
            {
                return _module.GetType(handle);
            }
        }

        return null;
    }

    private MethodDesc[] CreateMethods()
    {
        MethodDefinitionHandleCollection handles = Row.GetMethods();
        MethodDesc[] methods = new MethodDesc[handles.Count];
        int i = 0;
        foreach (MethodDefinitionHandle handle in handles)
        {
            methods[i] = new MethodDesc(this, new MethodData(_module, handle, i));
            i++;
        }

        return methods;
    }

    private FieldDesc[] CreateFields()
    {
        FieldDefinitionHandleCollection handles = Row.GetFields();
        FieldDesc[] fields = new FieldDesc[handles.Count];
        int i = 0;
        foreach (FieldDefinitionHandle handle in handles)
        {
            fields[i] = new FieldDesc(this, new FieldData(_module, handle, i));
            i++;
        }

        return fields;
    }

    private TypeDesc[] CollectInterfaces()
    {
        if (_collectingInterfaces)
        {
            throw new TypeSystemException($"{FullName} inherits from itself");
        }

        _collectingInterfaces = true;
        try
        {
            List<TypeDesc> all = [.. BaseType?.Interfaces ?? []];
            foreach (TypeDesc type in OwnInterfaces)
            {
                if (!all.Contains(type))
                {
                    all.Add(type);
                }
            }

            return [.. all];
        }
        finally
        {
            _collectingInterfaces = false;
        }
    }

    private TypeDesc[] CollectOwnInterfaces()
    {
        List<TypeDesc> own = [];
        foreach (InterfaceImplementationHandle handle in Row.GetInterfaceImplementations())
        {
            TypeDesc type = _module.OpenType(_module.Reader.GetInterfaceImplementation(handle).Interface);
            if (!type.IsInterface)
            {
                throw new TypeSystemException($"{FullName} implements {type.FullName}, which is not an interface");
            }

            if (!own.Contains(type))
            {
                own.Add(type);
            }

            foreach (TypeDesc inherited in type.Interfaces)
            {
                if (!own.Contains(inherited))
                {
                    own.Add(inherited);
                }
            }
        }

        return [.. own];
    }

    private MethodOverride[] ReadOverrides()
    {
        MethodImplementationHandleCollection handles = Row.GetMethodImplementations();
        if (handles.Count == 0)
        {
            return [];
        }

        MethodOverride[] overrides = new MethodOverride[handles.Count];
        int i = 0;
        foreach (MethodImplementationHandle handle in handles)
        {
            MethodImplementation row = _module.Reader.GetMethodImplementation(handle);
            overrides[i++] = new MethodOverride(_module.OpenMethod(row.MethodDeclaration), _module.OpenMethod(row.MethodBody));
        }

        return overrides;
    }

    private GenericVariance[] ReadVariance()
    {
        GenericVariance[] result = new GenericVariance[_parameters.Length];
        int i = 0;
        foreach (GenericParameterHandle handle in Row.GetGenericParameters())
        {
            GenericParameterAttributes attributes = _module.Reader.GetGenericParameter(handle).Attributes;
            result[i++] = (attributes & GenericParameterAttributes.VarianceMask) switch
            {
                GenericParameterAttributes.Covariant => GenericVariance.Covariant,
                GenericParameterAttributes.Contravariant => GenericVariance.Contravariant,
                _ => GenericVariance.Invariant,
            };
        }

        return result;
    }
}

/// <summary>A MethodImpl row.</summary>
internal readonly record struct MethodOverride(MethodDesc Declaration, MethodDesc Body);

internal enum GenericVariance
{
    Invariant,
    Covariant,
    Contravariant,
}
