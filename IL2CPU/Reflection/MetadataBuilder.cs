using System.Collections.Generic;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using IL2CPU.TypeSystem;

namespace IL2CPU.Reflection;

/// <summary>Writes records of types and members until nothing new is mentioned, then the types themselves and their scopes.</summary>
/// <remarks>
/// A record is written after those it refers to; the records of types and methods, which refer to each other in circles, are
/// declared when they are mentioned first. A member whose signature names a type that cannot be found is left out: no code is made of it either.
/// </remarks>
internal sealed partial class MetadataBuilder
{
    private readonly TypeSystemContext _context;
    private readonly IReflectionScope _scope;
    private readonly RecordStore _records = new();
    private readonly SignatureWriter _signatures;
    private readonly int _header;
    private readonly Dictionary<TypeDesc, TypeEntry> _types = [];
    private readonly Queue<TypeEntry> _mentioned = [];
    private readonly HashSet<TypeDesc> _described;
    private readonly Dictionary<MethodDesc, int> _methods = [];
    private readonly Dictionary<FieldDesc, int> _fields = [];

    public MetadataBuilder(TypeSystemContext context, IReflectionScope scope)
    {
        _context = context;
        _scope = scope;
        _described = [.. scope.Described];
        _signatures = new SignatureWriter(_records, context, DefinitionOf);
        _header = _records.Declare(RecordKind.Null);
    }

    public NativeMetadata Build()
    {
        foreach (TypeDesc type in _scope.Described)
        {
            EntryOf(type);
        }

        DescribeAll();
        AddForwarders();
        DescribeAll();
        WriteScopes();
        byte[] bytes = _records.Serialize(HeaderOffset);
        System.BitConverter.TryWriteBytes(bytes, Signature);
        return new NativeMetadata(_records, bytes, _types, _methods, _fields);
    }

    private void DescribeAll()
    {
        while (DescribeNext())
        {
        }
    }

    /// <summary>Describes one thing that was mentioned; false if there is none left.</summary>
    private bool DescribeNext()
    {
        if (_mentioned.TryDequeue(out TypeEntry? entry))
        {
            return entry.Type.Module.Read("a description", (Builder: this, Entry: entry), static a => a.Builder.Describe(a.Entry));
        }

        if (_describedScopes < _allScopes.Count)
        {
            ScopeEntry scope = _allScopes[_describedScopes++];
            return scope.Module.Read("a description", (Builder: this, Scope: scope), static a => a.Builder.Describe(a.Scope));
        }

        if (_neededConstructors.TryDequeue(out MethodDesc? method))
        {
            // Its type has been described by now, with it or without.
            return _written.Contains(method)
                || method.Module.Read("a description", (Builder: this, Method: method), static a => a.Builder.WriteMethod(a.Builder.EntryOf(a.Method.OwningType), a.Method));
        }

        return false;
    }

    private int DefinitionOf(TypeDesc definition) => EntryOf(definition).Record;

    private TypeEntry EntryOf(TypeDesc definition)
    {
        if (_types.TryGetValue(definition, out TypeEntry? entry))
        {
            return entry;
        }

        entry = new TypeEntry(definition, _records.Declare(RecordKind.TypeDefinition), _described.Contains(definition));
        _types.Add(definition, entry);
        _mentioned.Enqueue(entry);
        if (definition.EnclosingType is { } outer)
        {
            EntryOf(outer);
        }

        MentionModule(definition.Module);
        return entry;
    }

    /// <summary>Always true: what Read wants is a result.</summary>
    private bool Describe(TypeEntry entry)
    {
        ModuleDesc module = entry.Type.Module;
        TypeDefinition row = entry.Row;
        entry.BaseType = row.BaseType.IsNil ? 0 : _signatures.Type(module, row.BaseType);
        foreach (InterfaceImplementationHandle handle in row.GetInterfaceImplementations())
        {
            entry.Interfaces.Add(_signatures.Type(module, module.Reader.GetInterfaceImplementation(handle).Interface));
        }

        entry.GenericParameters = GenericParameters(module, row.GetGenericParameters(), entry.IsDescribed);
        if (entry.IsDescribed)
        {
            DescribeMembers(entry, row);
        }
        else if (entry.Type.IsEnum)
        {
            DescribeValue(entry);
        }

        return true;
    }

    /// <summary>Without its one instance field nobody knows what an enum holds.</summary>
    private void DescribeValue(TypeEntry entry)
    {
        foreach (FieldDesc field in entry.Type.Fields)
        {
            if (!field.IsStatic)
            {
                WriteField(entry, field);
            }
        }
    }

    private List<int> GenericParameters(ModuleDesc module, GenericParameterHandleCollection handles, bool isDescribed)
    {
        if (handles.Count == 0)
        {
            return s_none;
        }

        List<int> all = new(handles.Count);
        foreach (GenericParameterHandle handle in handles)
        {
            GenericParameter row = module.Reader.GetGenericParameter(handle);
            List<int> constraints = [];
            foreach (GenericParameterConstraintHandle constraint in row.GetConstraints())
            {
                constraints.Add(_signatures.Type(module, module.Reader.GetGenericParameterConstraint(constraint).Type));
            }

            int name = Name(module, row.Name);
            List<int> attributes = isDescribed ? Attributes(module, handle) : s_none;
            _records.Begin();
            _records.Unsigned((uint)row.Index);
            _records.Unsigned((uint)row.Attributes);
            _records.Unsigned(row.Parent.Kind == HandleKind.MethodDefinition ? 1u : 0);
            _records.To(name);
            _records.Handles(constraints);
            _records.ToAll(attributes);
            all.Add(_records.Add(RecordKind.GenericParameter));
        }

        return all;
    }

    private int Name(ModuleDesc module, StringHandle handle) => handle.IsNil ? 0 : _records.String(module.Reader.GetString(handle));

    private void WriteType(TypeEntry entry, int enclosingNamespace)
    {
        TypeDefinition row = entry.Row;
        System.Reflection.Metadata.TypeLayout layout = row.GetLayout();
        int name = _records.String(entry.Type.Name);
        _records.Begin();
        _records.Unsigned((uint)row.Attributes);
        _records.Handle(entry.BaseType);
        _records.To(enclosingNamespace);
        _records.To(name);
        _records.Unsigned((uint)layout.Size);
        _records.Unsigned((uint)layout.PackingSize);
        _records.To(entry.Type.EnclosingType is { } outer ? DefinitionOf(outer) : 0);
        _records.ToAll(entry.NestedTypes);
        _records.ToAll(entry.Methods);
        _records.ToAll(entry.Fields);
        _records.ToAll(entry.Properties);
        _records.ToAll(entry.Events);
        _records.ToAll(entry.GenericParameters);
        _records.Handles(entry.Interfaces);
        _records.ToAll(entry.Attributes);
        _records.Define(entry.Record);
    }
}
