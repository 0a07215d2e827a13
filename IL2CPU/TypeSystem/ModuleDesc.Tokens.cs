using System;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace IL2CPU.TypeSystem;

// Tokens to entities in open form: signature variables are left in place for the user of the token to substitute.
public sealed partial class ModuleDesc
{
    private readonly TypeDesc?[] _typeReferences;
    private readonly TypeDesc?[] _typeSpecifications;
    private readonly object?[] _memberReferences;
    private readonly MethodDesc?[] _methodSpecifications;
    private int _typeReferenceDepth;

    /// <summary>The entity a token names, as written, without substitution: TypeDesc, MethodDesc or FieldDesc.</summary>
    public object ResolveToken(int token)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(token);
        return handle.Kind switch
        {
            HandleKind.MethodDefinition or HandleKind.MethodSpecification => OpenMethod(handle),
            HandleKind.FieldDefinition => GetField((FieldDefinitionHandle)handle),
            HandleKind.MemberReference => OpenMember((MemberReferenceHandle)handle),
            _ => OpenType(handle),
        };
    }

    internal TypeDesc OpenType(EntityHandle handle)
    {
        int row = MetadataTokens.GetRowNumber(handle);
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return GetType((TypeDefinitionHandle)handle);
            case HandleKind.TypeReference:
                return _typeReferences[row] ??= ResolveTypeReference((TypeReferenceHandle)handle);
            case HandleKind.TypeSpecification:
                return _typeSpecifications[row] ??= ReadTypeSpecification((TypeSpecificationHandle)handle);
            default:
                throw new BadImageFormatException($"token 0x{MetadataTokens.GetToken(handle):x8} is not a type");
        }
    }

    internal MethodDesc OpenMethod(EntityHandle handle)
    {
        int row = MetadataTokens.GetRowNumber(handle);
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                return GetMethod((MethodDefinitionHandle)handle);
            case HandleKind.MemberReference when OpenMember((MemberReferenceHandle)handle) is MethodDesc method:
                return method;
            case HandleKind.MethodSpecification:
                return _methodSpecifications[row] ??= ReadMethodSpecification((MethodSpecificationHandle)handle);
            default:
                throw new BadImageFormatException($"token 0x{MetadataTokens.GetToken(handle):x8} is not a method");
        }
    }

    internal FieldDesc OpenField(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.FieldDefinition => GetField((FieldDefinitionHandle)handle),
        HandleKind.MemberReference when OpenMember((MemberReferenceHandle)handle) is FieldDesc field => field,
        _ => throw new BadImageFormatException($"token 0x{MetadataTokens.GetToken(handle):x8} is not a field"),
    };

    private object OpenMember(MemberReferenceHandle handle) =>
        _memberReferences[MetadataTokens.GetRowNumber(handle)] ??= ResolveMember(Reader.GetMemberReference(handle));

    private TypeDesc ResolveTypeReference(TypeReferenceHandle handle)
    {
        TypeReference reference = Reader.GetTypeReference(handle);
        string name = Reader.GetString(reference.Name);
        EntityHandle scope = reference.ResolutionScope;
        DefinitionType? found;
        string where;
        switch (scope.Kind)
        {
            case HandleKind.AssemblyReference:
                ModuleDesc target = ResolveReference((AssemblyReferenceHandle)scope);
                found = target.FindTopLevel(Reader.GetString(reference.Namespace), name);
                where = target.SimpleName;
                break;
            case HandleKind.TypeReference:
                TypeDesc outer = OpenEnclosing(scope);
                found = outer.Def?.FindNested(name);
                where = outer.FullName;
                break;
            case HandleKind.ModuleDefinition:
                found = FindTopLevel(Reader.GetString(reference.Namespace), name);
                where = SimpleName;
                break;
            default:
                throw new TypeSystemException($"{Path}: {name} is in another file of a multi-file assembly");
        }

        string space = Reader.GetString(reference.Namespace);
        return found ?? throw new TypeSystemException(
            $"{SimpleName} refers to type {(space.Length == 0 ? name : space + "." + name)}, which {where} does not have");
    }

    private TypeDesc OpenEnclosing(EntityHandle scope)
    {
        if (_typeReferenceDepth > 64)
        {
            throw new BadImageFormatException("type references are nested in a circle");
        }

        _typeReferenceDepth++;
        try
        {
            return OpenType(scope);
        }
        finally
        {
            _typeReferenceDepth--;
        }
    }

    private TypeDesc ReadTypeSpecification(TypeSpecificationHandle handle)
    {
        SignatureReader reader = new(this, Reader.GetBlobReader(Reader.GetTypeSpecification(handle).Signature));
        return reader.ReadType();
    }

    private MethodDesc ReadMethodSpecification(MethodSpecificationHandle handle)
    {
        MethodSpecification specification = Reader.GetMethodSpecification(handle);
        SignatureReader reader = new(this, Reader.GetBlobReader(specification.Signature));
        return OpenMethod(specification.Method).MakeInstance(reader.ReadMethodArguments());
    }

    private object ResolveMember(MemberReference reference)
    {
        TypeDesc owner = FindOwner(reference.Parent);
        string name = Reader.GetString(reference.Name);
        SignatureReader reader = new(this, Reader.GetBlobReader(reference.Signature));
        if (reference.GetKind() == MemberReferenceKind.Field)
        {
            TypeDesc type = reader.ReadField(out _);
            return FindFieldIn(owner, name, type) ?? throw Missing("field", owner, name, type.ShortName);
        }

        MethodSignature signature = reader.ReadMethod();
        MethodDesc? method = owner is ArrayType array
            ? array.FindArrayMethod(name, signature.Parameters.Count) ?? FindMethodIn(array.BaseType, name, signature)
            : FindMethodIn(owner, name, signature);
        return method ?? throw Missing("method", owner, name, signature.ToString());
    }

    private TypeDesc FindOwner(EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification => OpenType(parent),
        HandleKind.MethodDefinition => GetMethod((MethodDefinitionHandle)parent).OwningType,
        _ => throw new TypeSystemException($"{Path}: members of other files of a multi-file assembly are not supported"),
    };

    private TypeSystemException Missing(string kind, TypeDesc owner, string name, string signature) =>
        new($"{SimpleName} refers to {kind} {owner.FullName}.{name} ({signature}), which {owner.Module.SimpleName} does not have");

    // The reference's signature is in terms of the definition's parameters, whatever the owner's arguments are.
    private static MethodDesc? FindMethodIn(TypeDesc owner, string name, MethodSignature signature)
    {
        if (owner.Def is not { } start)
        {
            return null;
        }

        for (TypeDesc? type = start; type is not null; type = type.BaseType)
        {
            foreach (MethodDesc definition in type.Def!.MethodsNamed(name))
            {
                MethodDesc candidate = type.MapMethod(definition);
                if (Matches(candidate.Signature, signature))
                {
                    return OnOwner(candidate, start, owner);
                }
            }
        }

        foreach (TypeDesc type in start.IsInterface ? start.Interfaces : [])
        {
            foreach (MethodDesc definition in type.Def!.MethodsNamed(name))
            {
                MethodDesc candidate = type.MapMethod(definition);
                if (Matches(candidate.Signature, signature))
                {
                    return OnOwner(candidate, start, owner);
                }
            }
        }

        return null;
    }

    // A call site of a vararg method lists the actual arguments after those of the definition.
    private static bool Matches(MethodSignature definition, MethodSignature reference)
    {
        if (!definition.IsVarArg)
        {
            return definition.Equals(reference);
        }

        if (!reference.IsVarArg || reference.Parameters.Count < definition.Parameters.Count)
        {
            return false;
        }

        for (int i = 0; i < definition.Parameters.Count; i++)
        {
            if (definition.Parameters[i] != reference.Parameters[i])
            {
                return false;
            }
        }

        return true;
    }

    private static MethodDesc OnOwner(MethodDesc candidate, TypeDesc start, TypeDesc owner) =>
        start == owner ? candidate : candidate.OnInstantiatedOwner(owner.Args);

    private static FieldDesc? FindFieldIn(TypeDesc owner, string name, TypeDesc fieldType)
    {
        if (owner.Def is not { } start)
        {
            return null;
        }

        for (TypeDesc? type = start; type is not null; type = type.BaseType)
        {
            if (type.FindField(name) is { } field && field.FieldType == fieldType)
            {
                return start == owner ? field : field.Instantiate(owner.Args, []);
            }
        }

        return null;
    }
}
