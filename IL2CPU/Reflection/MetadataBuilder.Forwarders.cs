using System;
using System.Collections.Generic;
using System.Reflection;
using System.Reflection.Metadata;
using IL2CPU.TypeSystem;

namespace IL2CPU.Reflection;

internal sealed partial class MetadataBuilder
{
    /// <summary>Lets types be found by the assemblies the program knows them from: System.Runtime's String is the core library's.</summary>
    /// <remarks>Only where the type is in the metadata. Namespaces of scopes are complete but for these.</remarks>
    private void AddForwarders()
    {
        Dictionary<(string Namespace, string Name), List<TypeDesc>> types = [];
        foreach (TypeDesc type in _types.Keys)
        {
            if (type.EnclosingType is null)
            {
                (string, string) key = (type.Namespace, type.Name);
                if (!types.TryGetValue(key, out List<TypeDesc>? all))
                {
                    types.Add(key, all = []);
                }

                all.Add(type);
            }
        }

        // By index: following a forwarder may load further modules.
        for (int i = 0; i < _context.Modules.Count; i++)
        {
            _context.Modules[i].Read("forwarders", (Builder: this, Module: _context.Modules[i], Types: types), static a => a.Builder.AddForwarders(a.Module, a.Types));
        }
    }

    private bool AddForwarders(ModuleDesc module, Dictionary<(string Namespace, string Name), List<TypeDesc>> types)
    {
        foreach (ExportedTypeHandle handle in module.Reader.ExportedTypes)
        {
            ExportedType row = module.Reader.GetExportedType(handle);
            if (row.Implementation.Kind != HandleKind.AssemblyReference)
            {
                continue;
            }

            (string Namespace, string Name) key = (module.Reader.GetString(row.Namespace), module.Reader.GetString(row.Name));
            if (types.TryGetValue(key, out List<TypeDesc>? candidates) && Target(module, key) is { } target && candidates.Contains(target))
            {
                int forwarder = Forwarder(target);
                MentionModule(module);
                NamespaceOf(_scopes[module], key.Namespace).Forwarders.Add(forwarder);
            }
        }

        return true;
    }

    private static TypeDesc? Target(ModuleDesc module, (string Namespace, string Name) key)
    {
        try
        {
            return module.FindType(key.Namespace.Length == 0 ? key.Name : $"{key.Namespace}.{key.Name}");
        }
        catch (TypeSystemException)
        {
            // It leads to an assembly that is not there.
            return null;
        }
    }

    private int Forwarder(TypeDesc target)
    {
        int scope = ScopeReference(target.Module);
        int name = _records.String(target.Name);
        _records.Begin();
        _records.To(scope);
        _records.To(name);
        _records.ToAll([]);
        return _records.Share(RecordKind.TypeForwarder);
    }

    private int ScopeReference(ModuleDesc module)
    {
        AssemblyDefinition assembly = module.Reader.GetAssemblyDefinition();
        byte[] token = assembly.GetAssemblyName().GetPublicKeyToken() ?? [];
        int name = _records.String(module.SimpleName);
        int culture = _records.String(module.Reader.GetString(assembly.Culture));
        _records.Begin();
        _records.Unsigned((uint)(assembly.Flags & ~AssemblyFlags.PublicKey));
        _records.To(name);
        WriteVersion(assembly.Version);
        _records.Unsigned((uint)token.Length);
        _records.Bytes(token);
        _records.To(culture);
        return _records.Share(RecordKind.ScopeReference);
    }

    private void WriteVersion(Version version)
    {
        _records.Unsigned((uint)version.Major);
        _records.Unsigned((uint)version.Minor);
        _records.Unsigned((uint)version.Build);
        _records.Unsigned((uint)version.Revision);
    }
}
