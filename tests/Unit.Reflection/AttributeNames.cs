using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using IL2CPU.TypeSystem;

namespace Unit.Reflection;

/// <summary>Types in attributes as text.</summary>
internal sealed class AttributeNames(ModuleDesc module) : ICustomAttributeTypeProvider<string>
{
    private const string Type = "[System.Private.CoreLib]System.Type";
    private readonly SignatureNames _names = new(module);

    public bool IsEnum(string name) => Find(name) is { IsEnum: true };

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => _names.GetPrimitiveType(typeCode);

    public string GetSystemType() => Type;

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        _names.GetTypeFromDefinition(reader, handle, rawTypeKind);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        _names.GetTypeFromReference(reader, handle, rawTypeKind);

    public string GetTypeFromSerializedName(string name) => name is null ? null! : Words.Type(module.ParseTypeName(name));

    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => (PrimitiveTypeCode)Find(type)!.UnderlyingPrimitive;

    public bool IsSystemType(string type) => type == Type;

    private TypeDesc? Find(string name)
    {
        int end = name.IndexOf(']', System.StringComparison.Ordinal);
        return module.Context.ResolveAssembly(name[1..end]).FindType(name[(end + 1)..]);
    }
}
