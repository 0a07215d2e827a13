using System.Collections.Generic;
using System.Reflection;

namespace IL2CPU.TypeSystem;

/// <summary>A vector <c>T[]</c> or a general array <c>T[,]</c>.</summary>
internal sealed class ArrayType : TypeDesc
{
    private readonly TypeDesc _element;
    private readonly bool _isVector;
    private readonly int _rank;
    private TypeDesc[]? _interfaces;
    private List<MethodDesc>? _methods;

    public ArrayType(TypeDesc element, int rank, bool isVector)
        : base(element.Context)
    {
        _element = element;
        _rank = rank;
        _isVector = isVector;
        ContainsGenericParameters = element.ContainsGenericParameters;
        Depth = element.Depth + 1;
    }

    public override ModuleDesc Module => _element.Module;

    public override string Name => _element.Name + Suffix;

    public override string Namespace => _element.Namespace;

    public override bool IsArray => true;

    public override bool IsSzArray => _isVector;

    public override int Rank => _rank;

    public override TypeDesc Element => _element;

    public override bool ContainsGenericParameters { get; }

    public override int Depth { get; }

    public override TypeDesc BaseType => Context.GetWellKnown(WellKnownType.Array);

    public override IReadOnlyList<TypeDesc> Interfaces => _interfaces ??= BuildInterfaces();

    /// <summary>The class whose methods serve this array's generic interfaces; null where there are none.</summary>
    /// <remarks>Pointers and function pointers cannot be type arguments.</remarks>
    public TypeDesc? HelperClass => _isVector && !_element.IsPointer && !_element.IsFunctionPointer && !_element.IsByRefLike
        ? Context.MakeInstance(Context.GetWellKnown(WellKnownType.ArrayOfT), _element)
        : null;

    private string Suffix => _isVector ? "[]" : _rank == 1 ? "[*]" : "[" + new string(',', _rank - 1) + "]";

    /// <summary>Get, Set, Address or a constructor of this array type, told apart by name and parameter count.</summary>
    public MethodDesc? FindArrayMethod(string name, int parameterCount)
    {
        ArrayMethodKind kind = name switch
        {
            "Get" when parameterCount == _rank => ArrayMethodKind.Get,
            "Set" when parameterCount == _rank + 1 => ArrayMethodKind.Set,
            "Address" when parameterCount == _rank => ArrayMethodKind.Address,
            ".ctor" when parameterCount == _rank => ArrayMethodKind.Constructor,
            ".ctor" when parameterCount == 2 * _rank && !_isVector => ArrayMethodKind.ConstructorWithBounds,
            _ => ArrayMethodKind.None,
        };
        return kind == ArrayMethodKind.None ? null : GetArrayMethod(kind);
    }

    internal override MethodDesc MapMethod(MethodDesc method) =>
        method.ArrayMethod == ArrayMethodKind.None ? method.Uninstantiated : GetArrayMethod(method.ArrayMethod);

    internal override TypeDesc Instantiate(TypeDesc[] typeArguments, TypeDesc[] methodArguments)
    {
        if (!ContainsGenericParameters)
        {
            return this;
        }

        TypeDesc element = _element.Instantiate(typeArguments, methodArguments);
        return _isVector ? Context.MakeSzArray(element) : Context.MakeArray(element, _rank);
    }

    private MethodDesc GetArrayMethod(ArrayMethodKind kind)
    {
        _methods ??= [];
        foreach (MethodDesc method in _methods)
        {
            if (method.ArrayMethod == kind)
            {
                return method;
            }
        }

        MethodDesc created = CreateArrayMethod(kind);
        _methods.Add(created);
        return created;
    }

    private MethodDesc CreateArrayMethod(ArrayMethodKind kind)
    {
        TypeDesc int32 = Context.GetWellKnown(WellKnownType.Int32);
        TypeDesc none = Context.GetWellKnown(WellKnownType.Void);
        int count = kind switch
        {
            ArrayMethodKind.Set => _rank + 1,
            ArrayMethodKind.ConstructorWithBounds => 2 * _rank,
            _ => _rank,
        };
        TypeDesc[] parameters = new TypeDesc[count];
        System.Array.Fill(parameters, int32);
        TypeDesc result = none;
        string name = kind.ToString();
        MethodAttributes attributes = MethodAttributes.Public | MethodAttributes.HideBySig;
        switch (kind)
        {
            case ArrayMethodKind.Get:
                result = _element;
                break;
            case ArrayMethodKind.Address:
                result = Context.MakeByRef(_element);
                break;
            case ArrayMethodKind.Set:
                parameters[_rank] = _element;
                break;
            default:
                name = ".ctor";
                attributes |= MethodAttributes.SpecialName | MethodAttributes.RTSpecialName;
                break;
        }

        MethodSignature signature = new(true, result, parameters);
        return new MethodDesc(this, new MethodData(Module, name, attributes, signature, kind));
    }

    private TypeDesc[] BuildInterfaces()
    {
        List<TypeDesc> all = [.. BaseType.Interfaces];
        if (HelperClass is { } helper)
        {
            foreach (TypeDesc type in helper.Interfaces)
            {
                if (!all.Contains(type))
                {
                    all.Add(type);
                }
            }
        }

        return [.. all];
    }

    private protected override string BuildFullName() => _element.FullName + Suffix;

    private protected override string BuildShortName() => _element.ShortName + Suffix;
}
