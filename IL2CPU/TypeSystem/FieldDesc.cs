using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Metadata.Ecma335;

namespace IL2CPU.TypeSystem;

/// <summary>A field of one exact type. Interned.</summary>
public sealed class FieldDesc
{
    private readonly FieldData _data;
    private TypeDesc? _type;
    private byte[]? _rvaData;
    private int _offset = -1;

    internal FieldDesc(DefinitionType owner, FieldData data)
    {
        OwningType = owner;
        Definition = this;
        _data = data;
        Id = owner.Context.NextMemberId();
    }

    internal FieldDesc(InstanceType owner, FieldDesc definition)
    {
        OwningType = owner;
        Definition = definition;
        _data = definition._data;
        Id = owner.Context.NextMemberId();
    }

    public TypeDesc OwningType { get; }

    /// <summary>The field of the generic definition; itself outside generics.</summary>
    public FieldDesc Definition { get; }

    public int Id { get; }

    public string Name => _data.Name;

    public string FullName => OwningType.FullName + "." + Name;

    public ModuleDesc Module => _data.Module;

    public int Token => MetadataTokens.GetToken(_data.Handle);

    public TypeDesc FieldType => _type ??= _data.OpenType.Instantiate(OwningType.Args, []);

    public bool IsStatic => (_data.Attributes & FieldAttributes.Static) != 0;

    /// <summary>Public or protected: what code of another assembly may see.</summary>
    public bool IsExposed => (_data.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    public bool IsLiteral => (_data.Attributes & FieldAttributes.Literal) != 0;

    public bool IsInitOnly => (_data.Attributes & FieldAttributes.InitOnly) != 0;

    public bool HasRva => (_data.Attributes & FieldAttributes.HasFieldRVA) != 0;

    public bool IsThreadStatic => IsStatic && HasAttribute("System.ThreadStaticAttribute");

    public bool IsVolatile => _data.IsVolatile;

    /// <summary>Offset in the instance: from the MethodTable pointer for classes, from the first byte for structs.</summary>
    public int Offset
    {
        get
        {
            if (_offset < 0)
            {
                if (IsStatic)
                {
                    throw new InvalidOperationException($"{FullName} is static: its place is decided by the linker");
                }

                _ = OwningType.Layout;
            }

            return _offset;
        }

        internal set => _offset = value;
    }

    /// <summary>Initial bytes of a field mapped to file data; as long as the field's type.</summary>
    public ReadOnlySpan<byte> RvaData => _rvaData ??= Module.ReadRva(
        Module.Read("the place of initial data", _data, static d => d.Definition.GetRelativeVirtualAddress()),
        FieldType.ValueSize);

    /// <summary>Value of a literal, boxed as its primitive type; null for a null reference or where there is none.</summary>
    public object? ConstantValue => _data.Constant;

    public IReadOnlyList<CustomAttribute> Attributes => Module.AllAttributes(_data.Handle);

    internal int Index => _data.Index;

    /// <summary>As [FieldOffset] gives it; -1 where there is none.</summary>
    public int ExplicitOffset => _data.ExplicitOffset;

    /// <summary>The blob [MarshalAs] became; empty where there is none.</summary>
    public byte[] MarshalDescriptor => _data.MarshalDescriptor;

    public bool HasAttribute(string fullName) => Module.HasAttribute(_data.Handle, fullName);

    public CustomAttribute? GetAttribute(string fullName) => Module.FindAttribute(_data.Handle, fullName);

    /// <summary>Deterministic, unlike an object's own hash code.</summary>
    public override int GetHashCode() => Id;

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override string ToString() => FullName;

    internal FieldDesc Instantiate(TypeDesc[] typeArguments, TypeDesc[] methodArguments) =>
        OwningType.Instantiate(typeArguments, methodArguments).MapField(this);
}
