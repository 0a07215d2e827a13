using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace ILText;

/// <summary>Declarations to metadata tables and a file. This file: declarations; References: what instructions name.</summary>
internal sealed partial class MetadataWriter
{
    private readonly List<ClassNode> _classes;
    private readonly MetadataBuilder _metadata = new();
    private readonly BlobBuilder _code = new();
    private readonly MethodBodyStreamEncoder _bodies;
    private readonly SignatureWriter _signatures;
    private readonly List<(EntityHandle Owner, TypeParameterNode Node, int Index, ClassNode Class, MethodNode? Method)> _parameters = [];

    // Whose type parameters names mean.
    private ClassNode _class = null!;
    private MethodNode? _method;

    private MetadataWriter(List<ClassNode> classes)
    {
        _classes = classes;
        _bodies = new MethodBodyStreamEncoder(_code);
        _signatures = new SignatureWriter(HandleOf, IndexOfParameter);
    }

    public static byte[] Run(string name, List<ClassNode> classes, byte[] sources)
    {
        var writer = new MetadataWriter(classes);
        writer.Declare();
        writer.WriteAll(name, sources);
        var header = new PEHeaderBuilder(imageCharacteristics: Characteristics.ExecutableImage | Characteristics.Dll | Characteristics.LargeAddressAware);
        var file = new ManagedPEBuilder(header, new MetadataRootBuilder(writer._metadata), writer._code,
            deterministicIdProvider: static blobs => BlobContentId.FromHash(SHA256.HashData(blobs.SelectMany(static b => b.GetBytes()).ToArray())));
        var bytes = new BlobBuilder();
        file.Serialize(bytes);
        return bytes.ToArray();
    }

    private void WriteAll(string name, byte[] sources)
    {
        _metadata.AddAssembly(_metadata.GetOrAddString(name), new Version(1, 0, 0, 0), default, default, 0, AssemblyHashAlgorithm.None);
        GuidHandle id = _metadata.GetOrAddGuid(new Guid(SHA256.HashData(sources).AsSpan(0, 16)));
        _metadata.AddModule(0, _metadata.GetOrAddString(name + ".dll"), id, default, default);
        _metadata.AddTypeDefinition(0, default, _metadata.GetOrAddString("<Module>"), default,
            MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        foreach (ClassNode node in _classes)
            WriteClass(node);
        WriteTypeParameters();
    }

    private void WriteClass(ClassNode node)
    {
        _class = node;
        _method = null;
        TypeDefinitionHandle handle = _typeHandles[node.FullName];
        int dot = node.Outer is null ? node.Name.LastIndexOf('.') : -1;
        _metadata.AddTypeDefinition(
            node.Attributes,
            dot < 0 ? default : _metadata.GetOrAddString(node.Name[..dot]),
            _metadata.GetOrAddString(node.Name[(dot + 1)..]),
            node.Base is null ? default : TypeToken(node.Base),
            MetadataTokens.FieldDefinitionHandle(_firstField[node]),
            MetadataTokens.MethodDefinitionHandle(_firstMethod[node]));
        if (node.Outer is not null)
            _metadata.AddNestedType(handle, _typeHandles[node.Outer.FullName]);
        if (node.Pack != 0 || node.Size != 0)
            _metadata.AddTypeLayout(handle, (ushort)node.Pack, (uint)node.Size);
        foreach (EntityHandle @interface in node.Interfaces.Select(TypeToken).OrderBy(CodedIndex.TypeDefOrRefOrSpec))
            _metadata.AddInterfaceImplementation(handle, @interface);
        AddParameters(handle, node.TypeParameters);
        AddAttributes(handle, node.CustomAttributes);
        foreach (FieldNode field in node.Fields)
            WriteField(field);
        foreach (MethodNode method in node.Methods)
            WriteMethod(handle, method);
    }

    private void WriteField(FieldNode field)
    {
        FieldDefinitionHandle handle = _metadata.AddFieldDefinition(
            field.Attributes, _metadata.GetOrAddString(field.Name), _metadata.GetOrAddBlob(_signatures.Field(field.Type)));
        if (field.Offset is { } offset)
            _metadata.AddFieldLayout(handle, offset);
        AddAttributes(handle, field.CustomAttributes);
    }

    private void WriteMethod(TypeDefinitionHandle owner, MethodNode method)
    {
        _method = method;
        bool hasBody = (method.Attributes & MethodAttributes.Abstract) == 0 && method.Implementation != MethodImplAttributes.Runtime;
        int body = hasBody ? new BodyWriter(this, method).Write(_bodies) : -1;
        ParameterHandle first = MetadataTokens.ParameterHandle(_metadata.GetRowCount(TableIndex.Param) + 1);
        for (int i = 0; i < method.ParameterNames.Count; i++)
            _metadata.AddParameter(0, _metadata.GetOrAddString(method.ParameterNames[i]), i + 1);
        MethodDefinitionHandle handle = _metadata.AddMethodDefinition(
            method.Attributes, method.Implementation, _metadata.GetOrAddString(method.Name),
            _metadata.GetOrAddBlob(_signatures.Method(method.Signature)), body, first);
        AddParameters(handle, method.TypeParameters);
        AddAttributes(handle, method.CustomAttributes);
        foreach (MethodReference declaration in method.Overrides)
            _metadata.AddMethodImplementation(owner, handle, MethodToken(declaration));
        _method = null;
    }

    private void AddParameters(EntityHandle owner, List<TypeParameterNode> nodes)
    {
        for (int i = 0; i < nodes.Count; i++)
            _parameters.Add((owner, nodes[i], i, _class, _method));
    }

    // The table is sorted by owner, types and methods mixed.
    private void WriteTypeParameters()
    {
        foreach ((EntityHandle owner, TypeParameterNode node, int index, ClassNode @class, MethodNode? method) in _parameters.OrderBy(p => CodedIndex.TypeOrMethodDef(p.Owner)).ThenBy(p => p.Index))
        {
            _class = @class;
            _method = method;
            GenericParameterHandle handle = _metadata.AddGenericParameter(owner, node.Attributes, _metadata.GetOrAddString(node.Name), index);
            foreach (TypeNode constraint in node.Constraints)
                _metadata.AddGenericParameterConstraint(handle, TypeToken(constraint));
        }
    }

    private void AddAttributes(EntityHandle owner, List<AttributeNode> attributes)
    {
        foreach (AttributeNode attribute in attributes)
            _metadata.AddCustomAttribute(owner, MethodToken(attribute.Constructor), _metadata.GetOrAddBlob(attribute.Value));
    }
}
