using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace ILText;

// Tokens of what instructions and signatures name.
internal sealed partial class MetadataWriter
{
    // The token of the public key of System.Runtime and most of its siblings; the C# compiler asks for it.
    private static readonly byte[] s_libraryKey = [0xb0, 0x3f, 0x5f, 0x7f, 0x11, 0xd5, 0x0a, 0x3a];

    private readonly Dictionary<string, TypeDefinitionHandle> _typeHandles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClassNode> _classByName = new(StringComparer.Ordinal);
    private readonly Dictionary<ClassNode, int> _firstField = [];
    private readonly Dictionary<ClassNode, int> _firstMethod = [];
    private readonly Dictionary<string, AssemblyReferenceHandle> _assemblies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TypeReferenceHandle> _typeReferences = new(StringComparer.Ordinal);
    private readonly Dictionary<(EntityHandle, StringHandle, BlobHandle), MemberReferenceHandle> _members = [];

    private void Declare()
    {
        int field = 1;
        int method = 1;
        for (int i = 0; i < _classes.Count; i++)
        {
            ClassNode node = _classes[i];
            // Row 1 is <Module>.
            if (!_typeHandles.TryAdd(node.FullName, MetadataTokens.TypeDefinitionHandle(i + 2)))
                throw new SyntaxException($"{node.FullName} is there twice", 0);
            _classByName.Add(node.FullName, node);
            _firstField.Add(node, field);
            _firstMethod.Add(node, method);
            field += node.Fields.Count;
            method += node.Methods.Count;
        }
    }

    public StandaloneSignatureHandle LocalsToken(MethodNode method) =>
        method.Locals.Count == 0 ? default : _metadata.AddStandaloneSignature(_metadata.GetOrAddBlob(_signatures.Locals(method.Locals)));

    public EntityHandle CallSiteToken(SignatureNode signature) =>
        _metadata.AddStandaloneSignature(_metadata.GetOrAddBlob(_signatures.Method(signature)));

    public UserStringHandle TextToken(string text) => _metadata.GetOrAddUserString(text);

    public EntityHandle TypeToken(TypeNode type) => type.Kind is TypeKind.Class or TypeKind.ValueType
        ? HandleOf(type)
        : _metadata.AddTypeSpecification(_metadata.GetOrAddBlob(_signatures.Type(type)));

    public EntityHandle FieldToken(FieldReference reference)
    {
        if (OwnClass(reference.Owner) is not { } owner)
            return Member(reference.Owner, reference.Name, _signatures.Field(reference.Type));
        int index = owner.Fields.FindIndex(f => f.Name == reference.Name);
        return index >= 0
            ? MetadataTokens.FieldDefinitionHandle(_firstField[owner] + index)
            : throw new SyntaxException($"{owner.FullName} has no field {reference.Name}", reference.Line);
    }

    public EntityHandle MethodToken(MethodReference reference)
    {
        EntityHandle method = OwnClass(reference.Owner) is { } owner && reference.Signature.Convention != SignatureCallingConvention.VarArgs
            ? OwnMethod(owner, reference)
            : Member(reference.Owner, reference.Name, _signatures.Method(reference.Signature));
        return reference.Arguments.Count == 0
            ? method
            : _metadata.AddMethodSpecification(method, _metadata.GetOrAddBlob(_signatures.Instance(reference.Arguments)));
    }

    private MethodDefinitionHandle OwnMethod(ClassNode owner, MethodReference reference)
    {
        byte[] wanted = _signatures.Method(reference.Signature).ToArray();
        (ClassNode Class, MethodNode? Method) scope = (_class, _method);
        try
        {
            for (int i = 0; i < owner.Methods.Count; i++)
            {
                (_class, _method) = (owner, owner.Methods[i]);
                if (_method.Name == reference.Name && _signatures.Method(_method.Signature).ToArray().AsSpan().SequenceEqual(wanted))
                    return MetadataTokens.MethodDefinitionHandle(_firstMethod[owner] + i);
            }
        }
        finally
        {
            (_class, _method) = scope;
        }

        throw new SyntaxException($"{owner.FullName} has no such method {reference.Name}", reference.Line);
    }

    private MemberReferenceHandle Member(TypeNode owner, string name, BlobBuilder signature)
    {
        (EntityHandle, StringHandle, BlobHandle) key = (TypeToken(owner), _metadata.GetOrAddString(name), _metadata.GetOrAddBlob(signature));
        if (!_members.TryGetValue(key, out MemberReferenceHandle handle))
            _members.Add(key, handle = _metadata.AddMemberReference(key.Item1, key.Item2, key.Item3));
        return handle;
    }

    private ClassNode? OwnClass(TypeNode type) =>
        type is { Kind: TypeKind.Class or TypeKind.ValueType, Assembly: null } && _classByName.TryGetValue(type.Name, out ClassNode? node) ? node : null;

    private EntityHandle HandleOf(TypeNode type)
    {
        if (type.Assembly is null)
            return _typeHandles.TryGetValue(type.Name, out TypeDefinitionHandle own) ? own : throw new SyntaxException($"no class is called {type.Name}", 0);
        string[] names = type.Name.Split('/');
        EntityHandle scope = AssemblyToken(type.Assembly);
        string path = $"[{type.Assembly}]";
        foreach (string name in names)
        {
            path += "/" + name;
            if (!_typeReferences.TryGetValue(path, out TypeReferenceHandle reference))
            {
                int dot = name.LastIndexOf('.');
                reference = _metadata.AddTypeReference(
                    scope, dot < 0 ? default : _metadata.GetOrAddString(name[..dot]), _metadata.GetOrAddString(name[(dot + 1)..]));
                _typeReferences.Add(path, reference);
            }

            scope = reference;
        }

        return scope;
    }

    private AssemblyReferenceHandle AssemblyToken(string name)
    {
        if (!_assemblies.TryGetValue(name, out AssemblyReferenceHandle handle))
        {
            handle = _metadata.AddAssemblyReference(
                _metadata.GetOrAddString(name), new Version(10, 0, 0, 0), default, _metadata.GetOrAddBlob(s_libraryKey), default(AssemblyFlags), default);
            _assemblies.Add(name, handle);
        }

        return handle;
    }

    private int IndexOfParameter(TypeNode type)
    {
        if (type.Number >= 0)
            return type.Number;
        List<TypeParameterNode> declared = type.Kind == TypeKind.TypeParameter ? _class.TypeParameters : _method?.TypeParameters ?? [];
        int index = declared.FindIndex(p => p.Name == type.Name);
        return index >= 0 ? index : throw new SyntaxException($"no type parameter is called {type.Name}", 0);
    }
}
