using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Abi;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.Reflection;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Tables;

/// <summary>Builds the <see cref="ReflectionHeader"/>, the metadata and the tables between it and the image.</summary>
internal sealed class ReflectionTables : IReflectionScope
{
    private const string Category = "reflection tables";
    private static readonly Symbol s_metadata = new LinkerSymbol("table:Metadata");
    private static readonly Symbol s_definitions = new LinkerSymbol("table:Definitions");
    private static readonly Symbol s_types = new LinkerSymbol("table:ReflectedTypes");
    private static readonly Symbol s_methods = new LinkerSymbol("table:ReflectedMethods");
    private static readonly Symbol s_fields = new LinkerSymbol("table:ReflectedFields");
    private static readonly Symbol s_lists = new LinkerSymbol("table:TypeLists");
    private static readonly Symbol s_arrayThunks = new LinkerSymbol("table:ArrayThunks");
    private static readonly Symbol s_resources = new LinkerSymbol("table:Resources");

    private readonly ProgramModel _model;
    private readonly ReflectedMembers _members;
    private readonly LinkGraph _graph;
    private readonly NameTable _names;
    private readonly IReadOnlyDictionary<TypeDesc, uint> _typeIndex;
    private readonly Func<Symbol, uint> _textOffset;
    private readonly List<TypeDesc> _described;
    private readonly NativeMetadata _metadata;
    private readonly Dictionary<string, uint> _listOffsets = [];
    private readonly ObjectWriter _lists = new();
    private readonly List<DataObject> _objects = [];

    /// <param name="textOffset">Of a function in the image.</param>
    public ReflectionTables(
        ProgramModel model, LinkGraph graph, NameTable names, IReadOnlyDictionary<TypeDesc, uint> typeIndex, Func<Symbol, uint> textOffset)
    {
        _model = model;
        _members = model.Reflected ?? throw new InvalidOperationException("no members to describe");
        _graph = graph;
        _names = names;
        _typeIndex = typeIndex;
        _textOffset = textOffset;
        _described = [.. graph.Types.Where(IsNamed).Select(static t => t.Definition).Distinct()];
        _metadata = NativeMetadata.Build(model.Context, this);
    }

    IReadOnlyList<TypeDesc> IReflectionScope.Described => _described;

    bool IReflectionScope.Describes(MethodDesc method) => _members.Describes(method);

    bool IReflectionScope.Describes(FieldDesc field) => _members.Describes(field);

    bool IReflectionScope.DescribesAttribute(MethodDesc constructor) => _members.DescribesAttribute(constructor);

    /// <summary>Offset of the method's record in the metadata; 0 without one.</summary>
    public uint HandleOf(MethodDesc method) => _metadata.HandleOf(method.Definition);

    /// <inheritdoc cref="HandleOf(MethodDesc)"/>
    public uint HandleOf(FieldDesc field) => _metadata.HandleOf(field.Definition);

    public List<DataObject> Build()
    {
        _lists.UInt32(0);
        _listOffsets.Add("", 0);
        _objects.Add(new DataObject
        {
            Symbol = s_metadata, Section = SectionKind.ReadOnly, Category = "reflection metadata", Alignment = 8,
            Content = _metadata.Bytes, Size = Math.Max(1, _metadata.Bytes.Length),
        });
        int types = AddTypes();
        int methods = AddMethods();
        int fields = AddFields();
        int resources = AddResources();
        _objects.Add(_lists.Finish(s_lists, SectionKind.ReadOnly, Category));
        int arrayThunks = AddArrayThunks();
        AddHeader(types, methods, fields, resources, arrayThunks);
        return _objects;
    }

    private static bool IsNamed(TypeDesc type) => !(type.IsArray || type.IsPointer || type.IsByRef || type.IsFunctionPointer || type.IsGenericParameter);

    private void AddHeader(int types, int methods, int fields, int resources, int arrayThunks)
    {
        var header = new ObjectWriter();
        header.Address(s_metadata);
        header.Address(s_definitions);
        header.Address(s_types);
        header.Address(s_methods);
        header.Address(s_fields);
        header.Address(s_lists);
        header.Address(s_resources);
        header.Address(s_arrayThunks);
        header.UInt32((uint)_metadata.Bytes.Length);
        header.UInt32((uint)types);
        header.UInt32((uint)methods);
        header.UInt32((uint)fields);
        header.UInt32((uint)resources);
        header.UInt32(_names.Add(_model.EntryPoint?.Module.FullName ?? ""));
        header.UInt32((uint)arrayThunks);
        header.UInt32(0);
        _objects.Add(header.Finish(new LinkerSymbol(ReflectionHeader.SymbolName), SectionKind.ReadOnly, Category));
    }

    private int AddTypes()
    {
        var definitions = new ObjectWriter();
        var pairs = new List<(uint Handle, uint Type)>();
        for (int i = 0; i < _graph.Types.Count; i++)
        {
            TypeDesc type = _graph.Types[i];
            uint handle = IsNamed(type) && type.Definition == type ? _metadata.HandleOf(type) : 0;
            definitions.UInt32(handle);
            if (handle != 0)
                pairs.Add((handle, (uint)i));
        }

        pairs.Sort();
        var types = new ObjectWriter();
        foreach ((uint handle, uint type) in pairs)
        {
            types.UInt32(handle);
            types.UInt32(type);
        }

        _objects.Add(definitions.Finish(s_definitions, SectionKind.ReadOnly, Category));
        _objects.Add(types.Finish(s_types, SectionKind.ReadOnly, Category));
        return pairs.Count;
    }

    private int AddMethods()
    {
        var rows = new List<(uint Type, uint Handle, uint Arguments, CallableMethod Method)>();
        foreach (CallableMethod method in _members.Methods)
        {
            uint handle = _metadata.HandleOf(method.Method.Definition);
            if (handle != 0 && _typeIndex.TryGetValue(method.Method.OwningType, out uint type))
                rows.Add((type, handle, ListOf(method.Method.Arguments), method));
        }

        rows.Sort(static (a, b) => (a.Type, a.Handle, a.Arguments).CompareTo((b.Type, b.Handle, b.Arguments)));
        var writer = new ObjectWriter();
        foreach ((uint type, uint handle, uint arguments, CallableMethod method) in rows)
        {
            writer.UInt32(type);
            writer.UInt32(handle);
            writer.UInt32(arguments);
            writer.UInt32(OffsetOf(method.Code));
            writer.UInt32(OffsetOf(method.Dispatch));
            writer.UInt32(OffsetOf(method.Thunk));
        }

        _objects.Add(writer.Finish(s_methods, SectionKind.ReadOnly, Category));
        return rows.Count;
    }

    private uint OffsetOf(Symbol? symbol) => symbol is not null && _graph.Contains(symbol) ? _textOffset(_graph.Canonical(symbol)) : 0;

    private uint ListOf(IReadOnlyList<TypeDesc> types)
    {
        string key = string.Join(",", types.Select(t => _typeIndex[t]));
        if (!_listOffsets.TryGetValue(key, out uint offset))
        {
            _listOffsets.Add(key, offset = (uint)_lists.Length / sizeof(uint));
            _lists.UInt32((uint)types.Count);
            foreach (TypeDesc type in types)
                _lists.UInt32(_typeIndex[type]);
        }

        return offset;
    }

    private int AddFields()
    {
        var rows = new List<(uint Type, uint Handle, FieldDesc Field)>();
        foreach (FieldDesc field in _members.Fields)
        {
            uint handle = _metadata.HandleOf(field.Definition);
            if (handle != 0 && _typeIndex.TryGetValue(field.OwningType, out uint type))
                rows.Add((type, handle, field));
        }

        rows.Sort(static (a, b) => (a.Type, a.Handle).CompareTo((b.Type, b.Handle)));
        var writer = new ObjectWriter();
        foreach ((uint type, uint handle, FieldDesc field) in rows)
        {
            writer.UInt32(type);
            writer.UInt32(handle);
            AddPlace(writer, field);
        }

        _objects.Add(writer.Finish(s_fields, SectionKind.ReadOnly, Category));
        return rows.Count;
    }

    private static void AddPlace(ObjectWriter writer, FieldDesc field)
    {
        if (!field.IsStatic)
        {
            _ = field.OwningType.Layout;
            writer.UInt32((uint)ReflectedFieldKind.Instance);
            writer.UInt32((uint)(field.OwningType.IsValueType ? field.Offset + sizeof(ulong) : field.Offset));
        }
        else
        {
            writer.UInt32((uint)(field.IsThreadStatic ? ReflectedFieldKind.ThreadStatic : ReflectedFieldKind.Static));
            OffsetSymbol block = field.IsThreadStatic ? new ThreadStaticsOffset(field.OwningType) : new StaticsOffset(field.OwningType);
            writer.Value(block, StaticsLayout.Offset(field));
        }
    }

    private int AddArrayThunks()
    {
        var rows = new List<(uint Type, uint Code)>();
        foreach ((TypeDesc type, Symbol code) in _members.ArrayThunks)
        {
            if (_typeIndex.TryGetValue(type, out uint index) && OffsetOf(code) is > 0 and uint offset)
                rows.Add((index, offset));
        }

        rows.Sort();
        var writer = new ObjectWriter();
        foreach ((uint type, uint code) in rows)
        {
            writer.UInt32(type);
            writer.UInt32(code);
        }

        _objects.Add(writer.Finish(s_arrayThunks, SectionKind.ReadOnly, Category));
        return rows.Count;
    }

    private int AddResources()
    {
        var writer = new ObjectWriter();
        int count = 0;
        foreach (ModuleDesc module in _model.Context.Modules)
        {
            foreach ((string name, byte[] bytes) in module.Read("the embedded resources", module, ReadResources))
            {
                var content = new BytesSymbol($"{module.SimpleName}:{name}.Resource", bytes, 8);
                writer.Address(content);
                writer.UInt32((uint)bytes.Length);
                writer.UInt32(_names.Add(module.FullName));
                writer.UInt32(_names.Add(name));
                writer.UInt32(0);
                count++;
            }
        }

        _objects.Add(writer.Finish(s_resources, SectionKind.ReadOnly, Category));
        return count;
    }

    // Of the program all; of the base library those the image has the name of.
    private bool IsWanted(ModuleDesc module, string resource) => _members.Program.Contains(module) || _graph.Contains(new StringSymbol(resource));

    private List<(string Name, byte[] Bytes)> ReadResources(ModuleDesc module)
    {
        var result = new List<(string, byte[])>();
        foreach (ManifestResourceHandle handle in module.Reader.ManifestResources)
        {
            ManifestResource resource = module.Reader.GetManifestResource(handle);
            string name = module.Reader.GetString(resource.Name);
            if (!resource.Implementation.IsNil || !IsWanted(module, name))
                continue;
            PEMemoryBlock block = module.Image.GetSectionData(module.Image.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
            BlobReader data = block.GetReader((int)resource.Offset, block.Length - (int)resource.Offset);
            result.Add((name, data.ReadBytes(data.ReadInt32())));
        }

        return result;
    }
}
