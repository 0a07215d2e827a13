using System;
using System.Collections.Generic;
using System.Reflection;

namespace IL2CPU.TypeSystem;

/// <summary>A type of the compiled program. Interned: reference equality is type identity.</summary>
/// <remarks>
/// A generic definition is the same object as its instantiation over its own parameters; generic parameters are
/// the positional variables !n and !!n, shared by all definitions.
/// </remarks>
public abstract partial class TypeDesc
{
    private string? _fullName;

    private protected TypeDesc(TypeSystemContext context)
    {
        Context = context;
        Id = context.NextTypeId();
    }

    public TypeSystemContext Context { get; }

    /// <summary>Number in creation order; the same for the same sequence of requests.</summary>
    public int Id { get; }

    /// <summary>The module of the definition; of the element for constructed types.</summary>
    public abstract ModuleDesc Module { get; }

    /// <summary>Metadata name without namespace, enclosing types and arguments: <c>List`1</c>.</summary>
    public abstract string Name { get; }

    public virtual string Namespace => "";

    /// <summary><c>Namespace.Outer+Inner`1&lt;System.Int32&gt;[]</c>.</summary>
    public string FullName => _fullName ??= BuildFullName();

    /// <summary>FullName with C# keywords for primitives, object and string.</summary>
    public string ShortName => BuildShortName();

    /// <summary>The definition of this or of what it instantiates; null for arrays, pointers, parameters.</summary>
    internal virtual DefinitionType? Def => null;

    internal virtual TypeDesc[] Args => [];

    /// <summary>The generic or plain definition; constructed types are their own.</summary>
    public TypeDesc Definition => Def ?? this;

    /// <summary>Metadata token of the definition in <see cref="Module"/>; 0 for arrays, pointers and generic parameters.</summary>
    public int Token => Def is { } definition ? System.Reflection.Metadata.Ecma335.MetadataTokens.GetToken(definition.Handle) : 0;

    /// <summary>Type arguments; of a generic definition its own parameters.</summary>
    public IReadOnlyList<TypeDesc> Arguments => Args;

    public bool HasInstantiation => Args.Length > 0;

    public virtual bool ContainsGenericParameters => false;

    /// <summary>True for the open <c>List&lt;&gt;</c> itself.</summary>
    public bool IsGenericDefinition => Def == this && Args.Length > 0;

    /// <summary>Nesting of type constructors; grows without bound in polymorphic recursion.</summary>
    public virtual int Depth => 1;

    public PrimitiveKind Primitive => Def?.OwnPrimitive ?? PrimitiveKind.None;

    /// <summary>As <see cref="Primitive"/>, looking through enums.</summary>
    public PrimitiveKind UnderlyingPrimitive => EnumUnderlying.Primitive;

    public bool IsVoid => Primitive == PrimitiveKind.Void;

    public bool IsPrimitive => Primitive is not (PrimitiveKind.None or PrimitiveKind.Void);

    public bool IsValueType => Def?.Shape is TypeShape.Struct or TypeShape.Enum;

    public bool IsEnum => Def?.Shape == TypeShape.Enum;

    public bool IsInterface => Def?.Shape == TypeShape.Interface;

    /// <summary>A class type, delegates included; neither interface nor array.</summary>
    public bool IsClass => Def?.Shape is TypeShape.Class or TypeShape.Delegate;

    public bool IsDelegate => Def?.Shape == TypeShape.Delegate;

    /// <summary>Values are object references.</summary>
    public bool IsReferenceType => IsArray || Def?.Shape is TypeShape.Class or TypeShape.Delegate or TypeShape.Interface;

    /// <summary>Attributes of the definition; for arrays, pointers and the like those of a plain public type.</summary>
    public System.Reflection.TypeAttributes MetadataFlags => Def?.Flags
        ?? System.Reflection.TypeAttributes.Public | (IsArray ? System.Reflection.TypeAttributes.Sealed : 0);

    public bool IsAbstract => (Def?.Flags & TypeAttributes.Abstract) is > 0;

    public bool IsSealed => (Def?.Flags & TypeAttributes.Sealed) is > 0;

    public bool IsBeforeFieldInit => (Def?.Flags & TypeAttributes.BeforeFieldInit) is > 0;

    public virtual bool IsArray => false;

    public virtual bool IsSzArray => false;

    public virtual bool IsPointer => false;

    public virtual bool IsByRef => false;

    public virtual bool IsFunctionPointer => false;

    public virtual bool IsGenericParameter => false;

    public bool IsByRefLike => Def?.IsByRefLikeDefinition ?? false;

    public bool IsNullable => Def is not null && Def == Context.GetWellKnown(WellKnownType.Nullable);

    public bool IsObject => Def is not null && Def == Context.GetWellKnown(WellKnownType.Object);

    public bool IsString => Def is not null && Def == Context.GetWellKnown(WellKnownType.String);

    public bool IsInlineArray => InlineArrayLength > 0;

    /// <summary>Element count of an [InlineArray] struct, else 0.</summary>
    public int InlineArrayLength => Def?.InlineArrayLengthOfDefinition ?? 0;

    /// <summary>The integer type behind an enum; the type itself if it is none.</summary>
    public TypeDesc EnumUnderlying => IsEnum ? Def!.UnderlyingOfEnum : this;

    public virtual TypeDesc? BaseType => null;

    public TypeDesc? EnclosingType => Def?.DeclaringDefinition;

    /// <summary>Element of an array, pointer or byref.</summary>
    public virtual TypeDesc Element => throw new InvalidOperationException($"{FullName} has no element type");

    /// <summary>Dimensions of an array, else 0.</summary>
    public virtual int Rank => 0;

    public virtual MethodSignature? FunctionSignature => null;

    /// <summary>Position of a generic parameter in its list.</summary>
    public virtual int GenericParameterIndex => -1;

    /// <summary>A generic parameter belongs to a method (!!n), not to a type (!n).</summary>
    public virtual bool IsMethodParameter => false;

    /// <summary>Substitutes !n and !!n; an empty list leaves its variables alone.</summary>
    internal abstract TypeDesc Instantiate(TypeDesc[] typeArguments, TypeDesc[] methodArguments);

    internal static TypeDesc[] InstantiateAll(TypeDesc[] types, TypeDesc[] typeArguments, TypeDesc[] methodArguments)
    {
        TypeDesc[] result = types;
        for (int i = 0; i < types.Length; i++)
        {
            TypeDesc type = types[i].Instantiate(typeArguments, methodArguments);
            if (type != types[i])
            {
                if (ReferenceEquals(result, types))
                {
                    result = (TypeDesc[])types.Clone();
                }

                result[i] = type;
            }
        }

        return result;
    }

    /// <summary>Deterministic, unlike an object's own hash code.</summary>
    public sealed override int GetHashCode() => Id;

    public sealed override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override string ToString() => FullName;

    private protected abstract string BuildFullName();

    private protected virtual string BuildShortName() => FullName;
}
