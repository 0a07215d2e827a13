using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace IL2CPU.TypeSystem;

/// <summary>A TypeDef row: a plain type, or a generic definition standing for its instantiation over itself.</summary>
internal sealed partial class DefinitionType : TypeDesc
{
    private const int NestingLimit = 100;
    private readonly ModuleDesc _module;
    private readonly TypeDefinitionHandle _handle;
    private readonly TypeDesc[] _parameters;
    private readonly PrimitiveKind _primitive;
    private readonly Dictionary<TypeDesc[], InstanceType> _instances = new(TypeListComparer.Instance);
    private string? _name;
    private string? _namespace;
    private TypeShape _shape;
    private TypeDesc? _baseType;
    private bool _baseTypeKnown;
    private TypeDesc? _enumUnderlying;
    private DefinitionType? _declaring;

    public DefinitionType(ModuleDesc module, TypeDefinitionHandle handle)
        : base(module.Context)
    {
        _module = module;
        _handle = handle;
        TypeDefinition definition = module.Reader.GetTypeDefinition(handle);
        Flags = definition.Attributes;
        int arity = definition.GetGenericParameters().Count;
        _parameters = arity == 0 ? [] : new TypeDesc[arity];
        for (int i = 0; i < arity; i++)
        {
            _parameters[i] = Context.TypeVariable(i);
        }

        if (module.IsCoreLibrary && arity == 0 && !IsNested && module.Reader.StringComparer.Equals(definition.Namespace, "System"))
        {
            _primitive = PrimitiveKinds.FromName(Name);
        }
    }

    public override ModuleDesc Module => _module;

    public override string Name => _name ??= _module.Read("a type name", this, static t => t._module.Reader.GetString(t.Row.Name));

    public override string Namespace => _namespace ??= _module.Read("a namespace", this, static t => t.FindNamespace());

    public TypeAttributes Flags { get; }

    public TypeDefinitionHandle Handle => _handle;

    public TypeDefinition Row => _module.Reader.GetTypeDefinition(_handle);

    public override bool ContainsGenericParameters => _parameters.Length > 0;

    internal override DefinitionType Def => this;

    internal override TypeDesc[] Args => _parameters;

    public PrimitiveKind OwnPrimitive => _primitive;

    public TypeShape Shape => _shape != TypeShape.Unknown ? _shape : _shape = FindShape();

    public DefinitionType? DeclaringDefinition =>
        !IsNested ? null : _declaring ??= _module.Read("an enclosing type", this, static t => t.FindDeclaring());

    private bool IsNested => (Flags & TypeAttributes.VisibilityMask) > TypeAttributes.Public;

    public override TypeDesc? BaseType
    {
        get
        {
            if (!_baseTypeKnown)
            {
                _baseType = _module.Read("a base type", this, static t =>
                    t.Row.BaseType.IsNil ? null : t._module.OpenType(t.Row.BaseType));
                RejectCircle();
                _baseTypeKnown = true;
            }

            return _baseType;
        }
    }

    public TypeDesc UnderlyingOfEnum => _enumUnderlying ??= FindEnumUnderlying();

    /// <summary>The one instance over these arguments; the definition itself over its own parameters.</summary>
    public TypeDesc MakeInstance(TypeDesc[] arguments)
    {
        if (arguments.Length != _parameters.Length)
        {
            throw new TypeSystemException($"{FullName} takes {_parameters.Length} type argument(s), not {arguments.Length}");
        }

        if (arguments.AsSpan().SequenceEqual(_parameters))
        {
            return this;
        }

        if (!_instances.TryGetValue(arguments, out InstanceType? instance))
        {
            // The caller may reuse its array; the key must not change.
            TypeDesc[] copy = (TypeDesc[])arguments.Clone();
            instance = new InstanceType(this, copy);
            _instances.Add(copy, instance);
        }

        return instance;
    }

    internal override MethodDesc MapMethod(MethodDesc method) =>
        method.Definition.OwningType == this ? method.Definition : method.Uninstantiated;

    internal override FieldDesc MapField(FieldDesc field) =>
        field.Definition.OwningType == this ? field.Definition : field;

    internal override TypeDesc Instantiate(TypeDesc[] typeArguments, TypeDesc[] methodArguments)
    {
        if (_parameters.Length == 0 || typeArguments.Length == 0)
        {
            return this;
        }

        return MakeInstance(InstantiateAll(_parameters, typeArguments, methodArguments));
    }

    private void RejectCircle()
    {
        for (DefinitionType? type = _baseType?.Def; type is not null; type = type.BaseType?.Def)
        {
            if (type == this)
            {
                _baseType = null;
                throw new TypeSystemException($"{Name} inherits from itself");
            }
        }
    }

    private DefinitionType FindDeclaring()
    {
        MetadataReader reader = _module.Reader;
        TypeDefinitionHandle outer = Row.GetDeclaringType();
        int levels = 0;
        for (TypeDefinitionHandle next = outer; !next.IsNil; next = reader.GetTypeDefinition(next).GetDeclaringType())
        {
            if (++levels > NestingLimit)
            {
                throw new BadImageFormatException("types are nested in a circle");
            }
        }

        return _module.GetType(outer);
    }

    private string FindNamespace() => DeclaringDefinition is { } outer
        ? outer.Namespace
        : _module.Reader.GetString(Row.Namespace);

    private TypeShape FindShape()
    {
        if ((Flags & TypeAttributes.Interface) != 0)
        {
            return TypeShape.Interface;
        }

        if (BaseType?.Def is not { } parent || !parent._module.IsCoreLibrary || parent.Namespace != "System")
        {
            return TypeShape.Class;
        }

        return parent.Name switch
        {
            "Enum" => TypeShape.Enum,
            "ValueType" when !(_module.IsCoreLibrary && Name == "Enum" && Namespace == "System") => TypeShape.Struct,
            "MulticastDelegate" => TypeShape.Delegate,
            _ => TypeShape.Class,
        };
    }

    private TypeDesc FindEnumUnderlying()
    {
        foreach (FieldDesc field in Fields)
        {
            if (!field.IsStatic)
            {
                return field.FieldType;
            }
        }

        throw new TypeSystemException($"enum {FullName} has no value field");
    }

    private protected override string BuildFullName()
    {
        if (DeclaringDefinition is { } outer)
        {
            return outer.FullName + "+" + Name;
        }

        return Namespace.Length == 0 ? Name : Namespace + "." + Name;
    }

    private protected override string BuildShortName() =>
        PrimitiveKinds.Keyword(_primitive) ?? (!_module.IsCoreLibrary ? FullName : FullName switch
        {
            "System.Object" => "object",
            "System.String" => "string",
            _ => FullName,
        });
}
