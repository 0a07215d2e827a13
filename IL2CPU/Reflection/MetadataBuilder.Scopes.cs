using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using IL2CPU.TypeSystem;

namespace IL2CPU.Reflection;

internal sealed partial class MetadataBuilder
{
    private const uint Signature = 0xDEADDFFD;
    private const int HeaderOffset = 4;
    private const int ModuleType = 0x02000001;
    private readonly Dictionary<ModuleDesc, ScopeEntry> _scopes = [];
    private readonly List<ScopeEntry> _allScopes = [];
    private int _describedScopes;

    private void MentionModule(ModuleDesc module)
    {
        if (_scopes.ContainsKey(module))
        {
            return;
        }

        ScopeEntry scope = new(module, _allScopes.Count, _records.Declare(RecordKind.ScopeDefinition));
        _scopes.Add(module, scope);
        _allScopes.Add(scope);
        EntryOf((TypeDesc)module.ResolveToken(ModuleType));
    }

    private bool Describe(ScopeEntry scope)
    {
        scope.Attributes = Attributes(scope.Module, EntityHandle.AssemblyDefinition);
        scope.ModuleAttributes = Attributes(scope.Module, EntityHandle.ModuleDefinition);
        return true;
    }

    private void WriteScopes()
    {
        List<TypeEntry> types = [.. _types.Values];
        types.Sort((a, b) => (_scopes[a.Type.Module].Index, a.Type.Token).CompareTo((_scopes[b.Type.Module].Index, b.Type.Token)));
        foreach (TypeEntry entry in types)
        {
            if (entry.Type.EnclosingType is { } outer)
            {
                _types[outer].NestedTypes.Add(entry.Record);
            }
        }

        foreach (TypeEntry entry in types)
        {
            ScopeEntry scope = _scopes[entry.Type.Module];
            NamespaceEntry space = NamespaceOf(scope, entry.Type.Namespace);
            if (entry.Type is { EnclosingType: null, Token: not ModuleType })
            {
                space.Types.Add(entry.Record);
            }

            WriteType(entry, space.Record);
        }

        List<int> scopes = [];
        foreach (ScopeEntry scope in _allScopes)
        {
            WriteNamespace(NamespaceOf(scope, ""));
            scope.Module.Read("a description", (Builder: this, Scope: scope), static a => a.Builder.WriteScope(a.Scope));
            scopes.Add(scope.Record);
        }

        _records.Begin();
        _records.ToAll(scopes);
        _records.Define(_header);
    }

    private NamespaceEntry NamespaceOf(ScopeEntry scope, string name)
    {
        if (scope.Namespaces.TryGetValue(name, out NamespaceEntry? space))
        {
            return space;
        }

        int record = _records.Declare(RecordKind.NamespaceDefinition);
        if (name.Length == 0)
        {
            space = new NamespaceEntry(record, scope.Record, 0);
        }
        else
        {
            int dot = name.LastIndexOf('.');
            NamespaceEntry outer = NamespaceOf(scope, dot < 0 ? "" : name[..dot]);
            space = new NamespaceEntry(record, outer.Record, _records.String(name[(dot + 1)..]));
            outer.Namespaces.Add(space);
        }

        scope.Namespaces.Add(name, space);
        return space;
    }

    private void WriteNamespace(NamespaceEntry space)
    {
        List<int> inner = new(space.Namespaces.Count);
        foreach (NamespaceEntry entry in space.Namespaces)
        {
            WriteNamespace(entry);
            inner.Add(entry.Record);
        }

        _records.Begin();
        _records.Handle(space.Parent);
        _records.To(space.Name);
        _records.ToAll(space.Types);
        _records.ToAll(space.Forwarders);
        _records.ToAll(inner);
        _records.Define(space.Record);
    }

    private bool WriteScope(ScopeEntry scope)
    {
        ModuleDesc module = scope.Module;
        MetadataReader reader = module.Reader;
        AssemblyDefinition assembly = reader.GetAssemblyDefinition();
        ModuleDefinition file = reader.GetModuleDefinition();
        int name = _records.String(module.SimpleName);
        int culture = _records.String(reader.GetString(assembly.Culture));
        int fileName = _records.String(reader.GetString(file.Name));
        int entryPoint = EntryPoint(module);
        ImmutableArray<byte> key = reader.GetBlobContent(assembly.PublicKey);
        byte[] identity = reader.GetGuid(file.Mvid).ToByteArray();
        _records.Begin();
        _records.Unsigned((uint)assembly.Flags);
        _records.To(name);
        _records.Unsigned((uint)assembly.HashAlgorithm);
        WriteVersion(assembly.Version);
        _records.Unsigned((uint)key.Length);
        _records.Bytes(key.AsSpan());
        _records.To(culture);
        _records.To(scope.Namespaces[""].Record);
        _records.To(entryPoint);
        _records.To(DefinitionOf((TypeDesc)module.ResolveToken(ModuleType)));
        _records.ToAll(scope.Attributes);
        _records.To(fileName);
        _records.Unsigned((uint)identity.Length);
        _records.Bytes(identity);
        _records.ToAll(scope.ModuleAttributes);
        _records.Define(scope.Record);
        return true;
    }

    private int EntryPoint(ModuleDesc module) =>
        module.EntryPoint is { } method && _methods.ContainsKey(method) ? QualifiedMethod(method) : 0;

    private int QualifiedMethod(MethodDesc method)
    {
        int record = MethodOf(method);
        int owner = DefinitionOf(method.OwningType);
        _records.Begin();
        _records.To(record);
        _records.To(owner);
        return _records.Share(RecordKind.QualifiedMethod);
    }

    private sealed record ScopeEntry(ModuleDesc Module, int Index, int Record)
    {
        public Dictionary<string, NamespaceEntry> Namespaces { get; } = new(StringComparer.Ordinal);

        public List<int> Attributes { get; set; } = [];

        public List<int> ModuleAttributes { get; set; } = [];
    }

    private sealed record NamespaceEntry(int Record, int Parent, int Name)
    {
        public List<int> Types { get; } = [];

        public List<int> Forwarders { get; } = [];

        public List<NamespaceEntry> Namespaces { get; } = [];
    }
}
