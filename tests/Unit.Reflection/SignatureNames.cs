using System;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using IL2CPU.TypeSystem;

namespace Unit.Reflection;

/// <summary>Types as text: <c>[Assembly]Namespace.Outer+Inner</c>, with the assembly a reference leads to in the end.</summary>
internal sealed class SignatureNames(ModuleDesc module) : ISignatureTypeProvider<string, object?>
{
    public static string Method(MethodSignature<string> signature) =>
        $"{signature.Header.RawValue & 0x6F:x} <{signature.GenericParameterCount}> {signature.ReturnType}({string.Join(",", signature.ParameterTypes)})";

    public static string NameOf(TypeDesc definition) => $"[{definition.Module.SimpleName}]{definition.FullName}";

    public string GetPrimitiveType(PrimitiveTypeCode code) => "[System.Private.CoreLib]System." + code;

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        TypeDefinition row = reader.GetTypeDefinition(handle);
        string name = reader.GetString(row.Name);
        if (row.IsNested)
        {
            return GetTypeFromDefinition(reader, row.GetDeclaringType(), 0) + "+" + name;
        }

        string space = reader.GetString(row.Namespace);
        return $"[{module.SimpleName}]{space}{(space.Length == 0 ? "" : ".")}{name}";
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        NameOf((TypeDesc)module.ResolveToken(MetadataTokens.GetToken(handle)));

    public string GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, context);

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{shape.Rank}]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPinnedType(string elementType) => throw new NotSupportedException();

    public string GetFunctionPointerType(MethodSignature<string> signature) => "fn " + Method(signature);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(",", typeArguments)}>";

    public string GetGenericMethodParameter(object? genericContext, int index) => "!!" + index;

    public string GetGenericTypeParameter(object? genericContext, int index) => "!" + index;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) =>
        $"{(isRequired ? "modreq" : "modopt")}({modifier}) {unmodifiedType}";
}
