using System;
using System.Collections.Generic;
using Abi;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.Link.Objects;
using IL2CPU.TypeSystem;

namespace IL2CPU.Link.Tables;

/// <summary>Builds the <see cref="ImageHeader"/> and the small tables that hang off it.</summary>
internal sealed class HeaderTable
{
    private const string Category = "image header";
    private static readonly Symbol s_roots = new LinkerSymbol("table:Roots");
    private static readonly Symbol s_types = new LinkerSymbol("table:Types");
    private static readonly Symbol s_eager = new LinkerSymbol("table:EagerConstructors");
    private static readonly Symbol s_initializers = new LinkerSymbol("table:ModuleInitializers");
    private static readonly Symbol s_constructors = new LinkerSymbol("table:ClassConstructors");
    private static readonly Symbol s_threadStatics = new LinkerSymbol("table:ThreadStaticsMap");
    public static readonly Symbol Strings = new LinkerSymbol("table:Strings");
    public static readonly Symbol Pieces = new LinkerSymbol("table:Pieces");

    private readonly ProgramModel _model;
    private readonly LinkGraph _graph;
    private readonly ImageOptions _options;
    private readonly NameTable _names;
    private readonly ThreadStatics _threadStatics;
    private readonly CodeTables _code;
    private readonly List<DataObject> _objects = [];

    public HeaderTable(
        ProgramModel model, LinkGraph graph, ImageOptions options, NameTable names, ThreadStatics threadStatics, CodeTables code)
    {
        _model = model;
        _graph = graph;
        _options = options;
        _names = names;
        _threadStatics = threadStatics;
        _code = code;
    }

    /// <param name="statics">Placed class constructor contexts, in address order.</param>
    public List<DataObject> Build(IReadOnlyList<DataObject> statics)
    {
        int roots = AddRoots();
        int constructors = AddClassConstructors(statics);
        AddAddresses(s_types, "type list", _graph.Types, static t => new TypeSymbol(t));
        AddAddresses(s_eager, Category, _model.EagerClassConstructors, static m => new MethodSymbol(m));
        AddAddresses(s_initializers, Category, _model.ModuleInitializers, static m => new MethodSymbol(m));
        AddThreadStaticsMap();
        AddHeader(roots, constructors);
        return _objects;
    }

    private void AddHeader(int roots, int constructors)
    {
        var header = new ObjectWriter();
        header.UInt64(ImageHeader.ExpectedMagic);
        header.UInt32(ImageHeader.ExpectedVersion);
        header.UInt32((uint)EntryFlags());
        header.Address(new LinkerSymbol(LinkerNames.TextStart));
        header.Address(new LinkerSymbol(LinkerNames.TextEnd));
        header.Address(new LinkerSymbol(LinkerNames.ImageStart));
        header.Address(new LinkerSymbol(LinkerNames.ImageEnd));
        header.Address(EntryPoint());
        header.Address(Strings);
        header.Address(Pieces);
        header.Address(CodeTables.Methods);
        header.Address(CodeTables.Details);
        header.Address(CodeTables.SourceMethods);
        header.Address(CodeTables.StackMapPages);
        header.Address(CodeTables.StackMaps);
        header.Address(CodeTables.MapRecords);
        header.Address(CodeTables.Regions);
        header.Address(CodeTables.Ranges);
        header.Address(s_roots);
        header.Address(s_types);
        header.Address(s_eager);
        header.Address(s_initializers);
        header.Address(s_constructors);
        header.Address(s_threadStatics);
        header.UInt32((uint)_threadStatics.Size);
        header.UInt32((uint)_code.MethodCount);
        header.UInt32((uint)roots);
        header.UInt32((uint)_graph.Types.Count);
        header.UInt32((uint)_model.EagerClassConstructors.Count);
        header.UInt32((uint)_model.ModuleInitializers.Count);
        header.UInt32((uint)constructors);
        header.UInt32(_names.Add(_options.Name));
        _objects.Add(header.Finish(new LinkerSymbol(LinkerNames.ImageHeader), SectionKind.ReadOnly, Category));
    }

    private MethodSymbol? EntryPoint() =>
        _model.EntryPoint is { } main && _graph.Contains(new MethodSymbol(main)) ? new MethodSymbol(main) : null;

    private EntryPointFlags EntryFlags()
    {
        if (_model.EntryPoint is not { } main)
            return EntryPointFlags.None;
        EntryPointFlags flags = main.Signature.Parameters.Count == 0 ? 0 : EntryPointFlags.HasArguments;
        return flags | (main.Signature.ReturnType.IsVoid ? 0 : EntryPointFlags.ReturnsStatus);
    }

    /// <summary>Statics holding references; RuntimeType objects too, should they ever hold any.</summary>
    private int AddRoots()
    {
        var writer = new ObjectWriter();
        int count = 0;
        foreach (Symbol symbol in _graph.Data)
        {
            if (symbol is not StaticsSymbol statics || StaticsBlocks.References(statics.Type) is not { } bitmap)
                continue;
            AddRoot(writer, statics, StaticsLayout.Of(statics.Type).Size, bitmap);
            count++;
        }

        if (_graph.RuntimeType is { Layout.ContainsReferences: true } runtimeType)
        {
            Symbol bitmap = GcDescriptors.BitmapSymbol(GcDescriptors.Bitmap(References(runtimeType)));
            foreach (Symbol symbol in _graph.Data)
            {
                if (symbol is not RuntimeTypeSymbol)
                    continue;
                AddRoot(writer, symbol, (runtimeType.Layout.Size + 7) / 8 * 8, bitmap);
                count++;
            }
        }

        _objects.Add(writer.Finish(s_roots, SectionKind.ReadOnly, Category));
        return count;
    }

    private static void AddRoot(ObjectWriter writer, Symbol address, int size, Symbol bitmap)
    {
        writer.Address(address);
        writer.UInt64((ulong)size);
        writer.Address(bitmap);
    }

    private static IEnumerable<int> References(TypeDesc type)
    {
        foreach (PointerSlot slot in type.Layout.Pointers)
        {
            if (slot.IsRef)
                yield return slot.Offset;
        }
    }

    private int AddClassConstructors(IReadOnlyList<DataObject> statics)
    {
        var writer = new ObjectWriter();
        foreach (DataObject block in statics)
        {
            var symbol = (StaticsSymbol)block.Symbol;
            MethodDesc constructor = _model.LazyClassConstructor(symbol.Type)
                ?? throw new InvalidOperationException($"{symbol.Name} has no class constructor");
            writer.Address(symbol, -8);
            writer.Address(new MethodSymbol(constructor));
            writer.UInt32(_names.Add(TypeNames.WithoutArguments(symbol.Type)));
            writer.UInt32(0);
        }

        _objects.Add(writer.Finish(s_constructors, SectionKind.ReadOnly, Category));
        return statics.Count;
    }

    private void AddAddresses<T>(Symbol symbol, string category, IReadOnlyList<T> items, Func<T, Symbol> symbolOf)
    {
        var writer = new ObjectWriter();
        foreach (T item in items)
            writer.Address(symbolOf(item));
        _objects.Add(writer.Finish(symbol, SectionKind.ReadOnly, category));
    }

    private void AddThreadStaticsMap()
    {
        var writer = new ObjectWriter();
        foreach (ulong word in _threadStatics.Bitmap())
            writer.UInt64(word);
        _objects.Add(writer.Finish(s_threadStatics, SectionKind.ReadOnly, Category));
    }
}
