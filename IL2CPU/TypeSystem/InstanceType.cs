using System.Collections.Generic;

namespace IL2CPU.TypeSystem;

/// <summary>A generic type applied to arguments other than its own parameters.</summary>
internal sealed class InstanceType : TypeDesc
{
    private readonly DefinitionType _definition;
    private readonly TypeDesc[] _arguments;
    private MethodDesc[]? _methods;
    private FieldDesc[]? _fields;
    private bool _allMethods;
    private bool _allFields;
    private TypeDesc[]? _interfaces;
    private TypeDesc? _baseType;

    public InstanceType(DefinitionType definition, TypeDesc[] arguments)
        : base(definition.Context)
    {
        _definition = definition;
        _arguments = arguments;
        int depth = 0;
        foreach (TypeDesc argument in arguments)
        {
            ContainsGenericParameters |= argument.ContainsGenericParameters;
            depth = depth > argument.Depth ? depth : argument.Depth;
        }

        Depth = depth + 1;
    }

    public override ModuleDesc Module => _definition.Module;

    public override string Name => _definition.Name;

    public override string Namespace => _definition.Namespace;

    public override bool ContainsGenericParameters { get; }

    public override int Depth { get; }

    internal override DefinitionType Def => _definition;

    internal override TypeDesc[] Args => _arguments;

    public override TypeDesc? BaseType => _baseType ??= _definition.BaseType?.Instantiate(_arguments, []);

    public override IReadOnlyList<TypeDesc> Interfaces => _interfaces ??= BuildInterfaces();

    public override IReadOnlyList<MethodDesc> Methods
    {
        get
        {
            if (!_allMethods)
            {
                foreach (MethodDesc method in _definition.Methods)
                {
                    MapMethod(method);
                }

                _allMethods = true;
            }

            return _methods ?? [];
        }
    }

    public override IReadOnlyList<FieldDesc> Fields
    {
        get
        {
            if (!_allFields)
            {
                foreach (FieldDesc definition in _definition.Fields)
                {
                    MapField(definition);
                }

                _allFields = true;
            }

            return _fields ?? [];
        }
    }

    internal override MethodDesc MapMethod(MethodDesc method)
    {
        MethodDesc definition = method.Definition;
        if (definition.OwningType != _definition)
        {
            return method.Uninstantiated;
        }

        _methods ??= new MethodDesc[_definition.Methods.Count];
        return _methods[definition.Index] ??= new MethodDesc(this, definition);
    }

    internal override FieldDesc MapField(FieldDesc field)
    {
        FieldDesc definition = field.Definition;
        if (definition.OwningType != _definition)
        {
            return field;
        }

        _fields ??= new FieldDesc[_definition.Fields.Count];
        return _fields[definition.Index] ??= new FieldDesc(this, definition);
    }

    internal override TypeDesc Instantiate(TypeDesc[] typeArguments, TypeDesc[] methodArguments)
    {
        if (!ContainsGenericParameters)
        {
            return this;
        }

        TypeDesc[] arguments = InstantiateAll(_arguments, typeArguments, methodArguments);
        return ReferenceEquals(arguments, _arguments) ? this : _definition.MakeInstance(arguments);
    }

    private TypeDesc[] BuildInterfaces()
    {
        List<TypeDesc> all = [];
        foreach (TypeDesc type in _definition.Interfaces)
        {
            TypeDesc instance = type.Instantiate(_arguments, []);
            if (!all.Contains(instance))
            {
                all.Add(instance);
            }
        }

        return [.. all];
    }

    private protected override string BuildFullName()
    {
        string[] names = new string[_arguments.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = _arguments[i].FullName;
        }

        return _definition.FullName + "<" + string.Join(", ", names) + ">";
    }

    private protected override string BuildShortName()
    {
        string[] names = new string[_arguments.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = _arguments[i].ShortName;
        }

        return _definition.FullName + "<" + string.Join(", ", names) + ">";
    }
}
