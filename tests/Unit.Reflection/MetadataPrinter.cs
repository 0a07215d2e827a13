using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using IL2CPU.TypeSystem;

namespace Unit.Reflection;

/// <summary>Writes what System.Reflection.Metadata says about the types of a file as lines.</summary>
internal sealed partial class MetadataPrinter(ModuleDesc module)
{
    private readonly MetadataReader _reader = module.Reader;
    private readonly SignatureNames _names = new(module);

    /// <summary>Types that are described; the others are nested nowhere.</summary>
    public Func<TypeDesc, bool> IncludesType { get; init; } = static _ => true;

    public Func<MethodDesc, bool> IncludesMethod { get; init; } = static _ => true;

    public Func<MethodDesc, bool> IncludesAttribute { get; init; } = static _ => true;

    public string NameOf(TypeDesc type) => _names.GetTypeFromDefinition(_reader, Handle(type), 0);

    public string Scope()
    {
        AssemblyDefinition assembly = _reader.GetAssemblyDefinition();
        ModuleDefinition file = _reader.GetModuleDefinition();
        return string.Join(
            '|',
            _reader.GetString(assembly.Name),
            assembly.Version,
            _reader.GetString(assembly.Culture),
            Convert.ToHexString(_reader.GetBlobBytes(assembly.PublicKey)),
            (uint)assembly.Flags,
            (uint)assembly.HashAlgorithm,
            _reader.GetString(file.Name),
            _reader.GetGuid(file.Mvid));
    }

    public List<string> Type(TypeDesc type)
    {
        TypeDefinition row = _reader.GetTypeDefinition(Handle(type));
        var layout = row.GetLayout();
        List<string> lines =
        [
            $"type {(uint)row.Attributes:x} : {Sig(row.BaseType)} size {layout.Size} pack {layout.PackingSize}{Attributes(Handle(type))}",
            .. row.GetInterfaceImplementations().Select(i => "implements " + Sig(_reader.GetInterfaceImplementation(i).Interface)),
            .. row.GetGenericParameters().Select(GenericParameter),
            .. row.GetNestedTypes().Where(n => IncludesType((TypeDesc)Entity(n))).OrderBy(n => MetadataTokens.GetRowNumber(n))
                .Select(n => "nests " + _reader.GetString(_reader.GetTypeDefinition(n).Name)),
        ];
        lines.AddRange(row.GetFields().Select(Field));
        foreach (MethodDefinitionHandle handle in row.GetMethods().Where(Includes))
        {
            MethodDefinition method = _reader.GetMethodDefinition(handle);
            string signature = SignatureNames.Method(method.DecodeSignature(_names, null));
            lines.Add($"method {(uint)method.Attributes:x} {(uint)method.ImplAttributes:x} {_reader.GetString(method.Name)} {signature}{Attributes(handle)}");
            lines.AddRange(method.GetGenericParameters().Select(GenericParameter));
            lines.AddRange(method.GetParameters().Select(Parameter));
        }

        lines.AddRange(row.GetProperties().Select(Property).OfType<string>());
        lines.AddRange(row.GetEvents().Select(Event).OfType<string>());
        return lines;
    }

    private static TypeDefinitionHandle Handle(TypeDesc type) => (TypeDefinitionHandle)MetadataTokens.EntityHandle(type.Token);

    private object Entity(EntityHandle handle) => module.ResolveToken(MetadataTokens.GetToken(handle));

    private bool Includes(MethodDefinitionHandle handle) => IncludesMethod((MethodDesc)Entity(handle));

    private string Field(FieldDefinitionHandle handle)
    {
        FieldDefinition row = _reader.GetFieldDefinition(handle);
        return $"field {(uint)row.Attributes:x} {_reader.GetString(row.Name)} {row.DecodeSignature(_names, null)} = {Value(row.GetDefaultValue())}"
            + $" at {Math.Max(0, row.GetOffset())}{Attributes(handle)}";
    }

    private string Parameter(ParameterHandle handle)
    {
        Parameter row = _reader.GetParameter(handle);
        return $"parameter {(uint)row.Attributes:x} {row.SequenceNumber} {(row.Name.IsNil ? null : _reader.GetString(row.Name))}"
            + $" = {Value(row.GetDefaultValue())}{Attributes(handle)}";
    }

    private string? Property(PropertyDefinitionHandle handle)
    {
        PropertyDefinition row = _reader.GetPropertyDefinition(handle);
        PropertyAccessors accessors = row.GetAccessors();
        string semantics = Semantics([
            (MethodSemanticsAttributes.Getter, accessors.Getter),
            (MethodSemanticsAttributes.Setter, accessors.Setter),
            .. accessors.Others.Select(o => (MethodSemanticsAttributes.Other, o))]);
        MethodSignature<string> signature = row.DecodeSignature(_names, null);
        return semantics.Length == 0 ? null : $"property {(uint)row.Attributes:x} {_reader.GetString(row.Name)} {(signature.Header.IsInstance ? 32 : 1)}"
            + $" {signature.ReturnType}({string.Join(",", signature.ParameterTypes)}) = {Value(row.GetDefaultValue())}{semantics}{Attributes(handle)}";
    }

    private string? Event(EventDefinitionHandle handle)
    {
        EventDefinition row = _reader.GetEventDefinition(handle);
        EventAccessors accessors = row.GetAccessors();
        string semantics = Semantics([
            (MethodSemanticsAttributes.Adder, accessors.Adder),
            (MethodSemanticsAttributes.Remover, accessors.Remover),
            (MethodSemanticsAttributes.Raiser, accessors.Raiser),
            .. accessors.Others.Select(o => (MethodSemanticsAttributes.Other, o))]);
        return semantics.Length == 0
            ? null
            : $"event {(uint)row.Attributes:x} {_reader.GetString(row.Name)} {Sig(row.Type)}{semantics}{Attributes(handle)}";
    }

    private string Semantics(IEnumerable<(MethodSemanticsAttributes Kind, MethodDefinitionHandle Method)> accessors) => string.Concat(accessors
        .Where(a => !a.Method.IsNil && Includes(a.Method))
        .Select(a => $" {(uint)a.Kind} {_reader.GetString(_reader.GetMethodDefinition(a.Method).Name)}").Order(StringComparer.Ordinal));

    private string GenericParameter(GenericParameterHandle handle)
    {
        GenericParameter row = _reader.GetGenericParameter(handle);
        return $"generic {(row.Parent.Kind == HandleKind.MethodDefinition ? 1 : 0)} {row.Index} {(uint)row.Attributes:x} {_reader.GetString(row.Name)}"
            + string.Concat(row.GetConstraints().Select(c => " : " + Sig(_reader.GetGenericParameterConstraint(c).Type))) + Attributes(handle);
    }

    private string Sig(EntityHandle handle) => handle switch
    {
        { IsNil: true } => "nothing",
        { Kind: HandleKind.TypeDefinition } => _names.GetTypeFromDefinition(_reader, (TypeDefinitionHandle)handle, 0),
        { Kind: HandleKind.TypeReference } => _names.GetTypeFromReference(_reader, (TypeReferenceHandle)handle, 0),
        _ => _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_names, null),
    };

    private string Value(ConstantHandle handle)
    {
        if (handle.IsNil)
        {
            return "nothing";
        }

        var constant = _reader.GetConstant(handle);
        object? value = _reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
        return value switch
        {
            null => "null",
            string text => Words.Text(text),
            _ => Words.Number(value.GetType().Name, value),
        };
    }
}
