using System;
using System.Collections.Generic;
using System.Reflection.Metadata;

namespace IL2CPU.TypeSystem;

public sealed partial class ModuleDesc
{
    private const int ForwarderLimit = 32;
    private Dictionary<(string Namespace, string Name), TypeDefinitionHandle>? _topLevel;
    private Dictionary<(string Namespace, string Name), ExportedTypeHandle>? _exported;

    /// <summary>Finds a definition, <c>Namespace.Outer+Inner`1</c>, here or where this module forwards it to.</summary>
    public TypeDesc? FindType(string fullName)
    {
        string[] parts = fullName.Split('+');
        int dot = parts[0].LastIndexOf('.');
        string space = dot < 0 ? "" : parts[0][..dot];
        DefinitionType? type = FindTopLevel(space, parts[0][(dot + 1)..], ForwarderLimit);
        for (int i = 1; i < parts.Length && type is not null; i++)
        {
            type = type.FindNested(parts[i]);
        }

        return type;
    }

    internal DefinitionType? FindTopLevel(string space, string name, int forwardersLeft = ForwarderLimit)
    {
        _topLevel ??= Read("type names", this, static m => m.IndexTopLevel());
        if (_topLevel.TryGetValue((space, name), out TypeDefinitionHandle handle))
        {
            return GetType(handle);
        }

        _exported ??= Read("exported types", this, static m => m.IndexExported());
        if (!_exported.TryGetValue((space, name), out ExportedTypeHandle exported))
        {
            return null;
        }

        if (forwardersLeft == 0)
        {
            throw new TypeSystemException($"{Path}: the forwarder of {space}.{name} leads in a circle");
        }

        EntityHandle target = Reader.GetExportedType(exported).Implementation;
        if (target.Kind != HandleKind.AssemblyReference)
        {
            throw new TypeSystemException($"{Path}: {space}.{name} is in another file of a multi-file assembly");
        }

        return ResolveReference((AssemblyReferenceHandle)target).FindTopLevel(space, name, forwardersLeft - 1);
    }

    /// <summary>Type that reflection's notation names, as seen from this module; the assembly is in the name, or it is this one or the core library.</summary>
    /// <exception cref="TypeSystemException">Malformed, or not found.</exception>
    public TypeDesc ParseTypeName(string text) => new TypeNameParser(this, text).Parse();

    private ModuleDesc ResolveReference(AssemblyReferenceHandle handle) =>
        Context.ResolveAssembly(Reader.GetString(Reader.GetAssemblyReference(handle).Name));

    private Dictionary<(string Namespace, string Name), TypeDefinitionHandle> IndexTopLevel()
    {
        Dictionary<(string, string), TypeDefinitionHandle> index = [];
        foreach (TypeDefinitionHandle handle in Reader.TypeDefinitions)
        {
            TypeDefinition type = Reader.GetTypeDefinition(handle);
            if (!type.IsNested)
            {
                index.TryAdd((Reader.GetString(type.Namespace), Reader.GetString(type.Name)), handle);
            }
        }

        return index;
    }

    private Dictionary<(string Namespace, string Name), ExportedTypeHandle> IndexExported()
    {
        Dictionary<(string, string), ExportedTypeHandle> index = [];
        foreach (ExportedTypeHandle handle in Reader.ExportedTypes)
        {
            ExportedType type = Reader.GetExportedType(handle);
            if (type.Implementation.Kind != HandleKind.ExportedType)
            {
                index.TryAdd((Reader.GetString(type.Namespace), Reader.GetString(type.Name)), handle);
            }
        }

        return index;
    }
}
