using System.Reflection.Metadata;

namespace IL2CPU.TypeSystem;

/// <summary>Tells the metadata library's attribute decoder about types.</summary>
internal sealed class AttributeTypeProvider : ICustomAttributeTypeProvider<TypeDesc>
{
    private readonly ModuleDesc _module;

    public AttributeTypeProvider(ModuleDesc module)
    {
        _module = module;
    }

    private TypeSystemContext Context => _module.Context;

    public TypeDesc GetPrimitiveType(PrimitiveTypeCode typeCode) => Context.GetWellKnown(typeCode switch
    {
        PrimitiveTypeCode.Boolean => WellKnownType.Boolean,
        PrimitiveTypeCode.Char => WellKnownType.Char,
        PrimitiveTypeCode.SByte => WellKnownType.SByte,
        PrimitiveTypeCode.Byte => WellKnownType.Byte,
        PrimitiveTypeCode.Int16 => WellKnownType.Int16,
        PrimitiveTypeCode.UInt16 => WellKnownType.UInt16,
        PrimitiveTypeCode.Int32 => WellKnownType.Int32,
        PrimitiveTypeCode.UInt32 => WellKnownType.UInt32,
        PrimitiveTypeCode.Int64 => WellKnownType.Int64,
        PrimitiveTypeCode.UInt64 => WellKnownType.UInt64,
        PrimitiveTypeCode.Single => WellKnownType.Single,
        PrimitiveTypeCode.Double => WellKnownType.Double,
        PrimitiveTypeCode.IntPtr => WellKnownType.IntPtr,
        PrimitiveTypeCode.UIntPtr => WellKnownType.UIntPtr,
        PrimitiveTypeCode.Object => WellKnownType.Object,
        PrimitiveTypeCode.String => WellKnownType.String,
        PrimitiveTypeCode.TypedReference => WellKnownType.TypedReference,
        _ => WellKnownType.Void,
    });

    public TypeDesc GetSystemType() => Context.GetWellKnown(WellKnownType.Type);

    public TypeDesc GetSZArrayType(TypeDesc elementType) => Context.MakeSzArray(elementType);

    public TypeDesc GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        _module.GetType(handle);

    public TypeDesc GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        _module.OpenType(handle);

    // The library hands on what is in the file, where a null instead of typeof(...) is a null instead of a name.
    public TypeDesc GetTypeFromSerializedName(string name) => name is null ? null! : _module.ParseTypeName(name);

    public PrimitiveTypeCode GetUnderlyingEnumType(TypeDesc type) =>
        (PrimitiveTypeCode)(type ?? throw new System.BadImageFormatException("an enum without a name")).EnumUnderlying.Primitive;

    public bool IsSystemType(TypeDesc type) => type == GetSystemType();
}
