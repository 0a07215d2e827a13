using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Metadata.Ecma335;
using System.Text;

namespace IL2CPU.TypeSystem;

/// <summary>A method of one exact type with exact type arguments. Interned: reference equality is identity.</summary>
public sealed partial class MethodDesc
{
    private readonly MethodData _data;
    private readonly TypeDesc[] _arguments;
    private MethodSignature? _signature;
    private Dictionary<TypeDesc[], MethodDesc>? _instances;
    private ILBody? _body;
    private string? _fullName;

    internal MethodDesc(TypeDesc owner, MethodData data)
    {
        OwningType = owner;
        Definition = this;
        Uninstantiated = this;
        _data = data;
        _arguments = data.Parameters;
        Id = owner.Context.NextMemberId();
    }

    internal MethodDesc(InstanceType owner, MethodDesc definition)
    {
        OwningType = owner;
        Definition = definition;
        Uninstantiated = this;
        _data = definition._data;
        _arguments = definition._arguments;
        Id = owner.Context.NextMemberId();
    }

    private MethodDesc(MethodDesc uninstantiated, TypeDesc[] arguments)
    {
        OwningType = uninstantiated.OwningType;
        Definition = uninstantiated.Definition;
        Uninstantiated = uninstantiated;
        _data = uninstantiated._data;
        _arguments = arguments;
        Id = OwningType.Context.NextMemberId();
    }

    public TypeDesc OwningType { get; }

    /// <summary>The method of the generic definition, with open arguments; itself outside generics.</summary>
    public MethodDesc Definition { get; }

    /// <summary>The method of the same exact type before its own type arguments are applied.</summary>
    public MethodDesc Uninstantiated { get; }

    public TypeSystemContext Context => OwningType.Context;

    public ModuleDesc Module => _data.Module;

    /// <summary>Number in creation order, shared with fields.</summary>
    public int Id { get; }

    public string Name => _data.Name;

    /// <summary>Metadata token in <see cref="Module"/>; 0 for array methods.</summary>
    public int Token => _data.Handle.IsNil ? 0 : MetadataTokens.GetToken(_data.Handle);

    /// <summary><c>Ns.Type.Method&lt;System.Int32&gt;(int, string)</c>.</summary>
    public string FullName => _fullName ??= BuildFullName();

    /// <summary>Type arguments of the method itself; of an uninstantiated generic method its own parameters.</summary>
    public IReadOnlyList<TypeDesc> Arguments => _arguments;

    internal TypeDesc[] Args => _arguments;

    public int GenericParameterCount => _arguments.Length;

    public bool IsGenericDefinition => Uninstantiated == this && _arguments.Length > 0;

    /// <summary>The owner or the arguments are not concrete: no code can be made for it.</summary>
    public bool ContainsGenericParameters
    {
        get
        {
            bool open = OwningType.ContainsGenericParameters;
            foreach (TypeDesc argument in _arguments)
            {
                open |= argument.ContainsGenericParameters;
            }

            return open;
        }
    }

    public MethodSignature Signature => _signature ??= _data.Signature.Instantiate(OwningType.Args, _arguments);

    public bool HasThis => Signature.HasThis;

    public bool IsStatic => (_data.Attributes & MethodAttributes.Static) != 0;

    public bool IsVirtual => (_data.Attributes & MethodAttributes.Virtual) != 0;

    public bool IsAbstract => (_data.Attributes & MethodAttributes.Abstract) != 0;

    public bool IsNewSlot => (_data.Attributes & MethodAttributes.NewSlot) != 0;

    public bool IsFinal => (_data.Attributes & MethodAttributes.Final) != 0;

    public bool IsPublic => (_data.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;

    /// <summary>Public or protected: what code of another assembly may see.</summary>
    public bool IsExposed => (_data.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    public bool IsSpecialName => (_data.Attributes & MethodAttributes.SpecialName) != 0;

    public bool IsConstructor => IsRuntimeSpecialName && !IsStatic && Name == ".ctor";

    public bool IsStaticConstructor => IsRuntimeSpecialName && IsStatic && Name == ".cctor";

    public bool IsInternalCall => (_data.ImplAttributes & MethodImplAttributes.InternalCall) != 0;

    /// <summary>Constructor, Invoke, BeginInvoke and EndInvoke of delegates; the methods of arrays.</summary>
    public bool IsRuntimeImplemented => (_data.ImplAttributes & MethodImplAttributes.CodeTypeMask) == MethodImplAttributes.Runtime;

    public bool IsSynchronized => (_data.ImplAttributes & MethodImplAttributes.Synchronized) != 0;

    public bool NoInlining => (_data.ImplAttributes & MethodImplAttributes.NoInlining) != 0;

    public bool NoOptimization => (_data.ImplAttributes & MethodImplAttributes.NoOptimization) != 0;

    public bool AggressiveInlining => (_data.ImplAttributes & MethodImplAttributes.AggressiveInlining) != 0;

    /// <summary>Which of the methods every array type has; None for all others.</summary>
    public ArrayMethodKind ArrayMethod => _data.ArrayMethod;

    public bool IsDelegateInvoke => OwningType.IsDelegate && Name == "Invoke";

    internal int Index => _data.Index;

    private bool IsRuntimeSpecialName => (_data.Attributes & MethodAttributes.RTSpecialName) != 0;

    /// <summary>IL in this exact context; null for abstract, native, runtime-implemented and imported methods.</summary>
    public ILBody? Body => _body ??= _data.Body is { } body ? new ILBody(this, body) : null;

    /// <summary>Drops the name and what <see cref="Body"/> has worked out; asked again, they are made anew.</summary>
    public void Forget() => (_body, _fullName) = (null, null);

    public bool HasBody => _data.Body is not null;

    /// <summary>Applies type arguments to this generic method of this exact type.</summary>
    public MethodDesc MakeInstance(TypeDesc[] arguments)
    {
        if (Uninstantiated != this)
        {
            return Uninstantiated.MakeInstance(arguments);
        }

        if (arguments.Length != _arguments.Length)
        {
            throw new TypeSystemException($"{FullName} takes {_arguments.Length} type argument(s), not {arguments.Length}");
        }

        if (System.MemoryExtensions.SequenceEqual<TypeDesc>(arguments, _arguments))
        {
            return this;
        }

        _instances ??= new Dictionary<TypeDesc[], MethodDesc>(TypeListComparer.Instance);
        if (!_instances.TryGetValue(arguments, out MethodDesc? instance))
        {
            // The caller may reuse its array; the key must not change.
            TypeDesc[] copy = (TypeDesc[])arguments.Clone();
            instance = new MethodDesc(this, copy);
            _instances.Add(copy, instance);
        }

        return instance;
    }

    /// <summary>Substitutes in owner and arguments; an empty list leaves its variables alone.</summary>
    internal MethodDesc Instantiate(TypeDesc[] typeArguments, TypeDesc[] methodArguments)
    {
        MethodDesc method = Uninstantiated;
        TypeDesc owner = OwningType.Instantiate(typeArguments, methodArguments);
        if (owner != OwningType)
        {
            method = owner.MapMethod(method);
        }

        return _arguments.Length == 0
            ? method
            : method.MakeInstance(TypeDesc.InstantiateAll(_arguments, typeArguments, methodArguments));
    }

    /// <summary>The same declaration on the substituted owner, its own type parameters untouched.</summary>
    internal MethodDesc OnInstantiatedOwner(TypeDesc[] typeArguments) =>
        OwningType.Instantiate(typeArguments, []).MapMethod(Uninstantiated);

    /// <summary>Deterministic, unlike an object's own hash code.</summary>
    public override int GetHashCode() => Id;

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override string ToString() => FullName;

    private string BuildFullName()
    {
        StringBuilder text = new();
        text.Append(OwningType.FullName).Append('.').Append(Name);
        for (int i = 0; i < _arguments.Length; i++)
        {
            text.Append(i == 0 ? "<" : ", ").Append(_arguments[i].FullName);
        }

        text.Append(_arguments.Length == 0 ? "" : ">");
        Signature.AppendParameters(text);
        return text.ToString();
    }
}
