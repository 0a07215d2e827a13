using System;
using System.Collections.Generic;
using System.Text;
using Abi;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.Link.Objects;
using IL2CPU.Link.Tables;
using IL2CPU.Routines.Kernel;
using IL2CPU.TypeSystem;
using IL2CPU.X64;

namespace IL2CPU.Link;

/// <summary>Makes an ELF image of compiled functions and the program model: the linker's entry point.</summary>
/// <remarks>Output depends on the input alone: everything is kept in order of discovery, never of hashing.</remarks>
public sealed partial class ImageBuilder
{
    private readonly ProgramModel _model;
    private readonly ImageOptions _options;
    private readonly LinkGraph _graph;
    private readonly NameTable _names;
    private readonly SourceMap _sources = new();
    private readonly Dictionary<TypeDesc, uint> _typeIndex = [];
    private readonly List<PlacedFunction> _functions = [];
    private readonly Dictionary<Symbol, PlacedFunction> _placed = [];
    private readonly List<DataObject> _objects = [];
    private readonly Dictionary<Symbol, DataObject> _objectOf = [];
    private readonly ImageLayout _layout;
    private readonly DispatchTable _dispatch;
    private readonly MethodTableBuilder _methodTables;
    private readonly ThreadStatics _threadStatics;

    private ImageBuilder(ProgramModel model, IReadOnlyList<CompiledCode> functions, Func<MethodBody, CompiledCode>? compile, ImageOptions options)
    {
        _model = model;
        _options = options;
        _graph = new LinkGraph(model, functions, compile, [.. ImageLayout.DefinedNames(options.Boot)]);
        AddRoots();
        _graph.Close();
        Garbage.Collect();
        if (_graph.Undefined.Count != 0)
            throw new LinkException(Summary(_graph.Undefined));
        uint textSize = PlaceFunctions();
        _layout = new ImageLayout(ImageShape.Of(model.Profile), options.Boot, textSize);
        _names = new NameTable(CodeTables.Names(_functions, options.Strip ? null : _sources));
        _dispatch = new DispatchTable(_graph);
        _methodTables = new MethodTableBuilder(_graph, _dispatch);
        _threadStatics = new ThreadStatics(model, _graph);
    }

    /// <summary>Links. Throws <see cref="LinkException"/> for undefined symbols and for chains of [NoSplit] methods over their budget.</summary>
    /// <param name="functions">Compiled functions, routines most of all; those not needed are left out.</param>
    /// <param name="compile">Makes the code of a body of the model: it is called for those the image needs, once for each.</param>
    public static LinkedImage Build(ProgramModel model, IReadOnlyList<CompiledCode> functions, ImageOptions options, Func<MethodBody, CompiledCode>? compile = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(functions);
        ArgumentNullException.ThrowIfNull(options);
        var builder = new ImageBuilder(model, functions, compile, options);
        if (model.Profile == ImageProfile.Program)
            new NoSplitCheck(builder._graph).Run();
        builder.CreateObjects();
        Garbage.Collect();
        return builder.Write();
    }

    private void AddRoots()
    {
        if (_options.Entry is not null)
            _graph.AddRoot(new RoutineSymbol(_options.Entry));
        foreach (string root in _options.Roots)
            _graph.AddRoot(new RoutineSymbol(root));
        foreach (BootFixup fixup in _options.Boot?.Fixups ?? [])
            _graph.AddRoot(new RoutineSymbol(fixup.Symbol));
        if (_model.EntryPoint is { } main && _graph.HasFunction(new MethodSymbol(main)))
            _graph.AddRoot(new MethodSymbol(main));
        foreach (TypeDesc array in _model.MadeArrays)
            _graph.AddRoot(new TypeSymbol(array));
        foreach (MethodDesc method in _model.EagerClassConstructors)
            _graph.AddRoot(new MethodSymbol(method));
        foreach (MethodDesc method in _model.ModuleInitializers)
            _graph.AddRoot(new MethodSymbol(method));
    }

    private static string Summary(List<string> lines)
    {
        const int limit = 20;
        var text = new StringBuilder();
        for (int i = 0; i < Math.Min(limit, lines.Count); i++)
            text.Append(i == 0 ? "" : "\n").Append(lines[i]);
        if (lines.Count > limit)
            text.Append($"\nand {lines.Count - limit} more");
        return text.ToString();
    }

    private uint PlaceFunctions()
    {
        uint offset = 0;
        foreach (CompiledCode code in _graph.Functions)
        {
            uint alignment = (uint)Math.Max(1, code.Alignment);
            offset = (offset + alignment - 1) / alignment * alignment;
            var function = new PlacedFunction(code, offset);
            _functions.Add(function);
            _placed.Add(code.Symbol, function);
            offset += function.Size;
        }

        return offset;
    }

    private void CreateObjects()
    {
        for (int i = 0; i < _graph.Types.Count; i++)
        {
            Add(_methodTables.Build(_graph.Types[i], i));
            _typeIndex.Add(_graph.Types[i], (uint)i);
        }

        Add(_dispatch.Build());
        ReflectionTables? reflection = _graph.Contains(new LinkerSymbol(ReflectionHeader.SymbolName))
            ? new ReflectionTables(_model, _graph, _names, _typeIndex, symbol => _placed[symbol].Offset)
            : null;
        var contexts = new List<DataObject>();
        foreach (Symbol symbol in _graph.Data)
        {
            DataObject item = CreateData(symbol, reflection);
            Add(item);
            if (symbol is StaticsSymbol statics && _model.LazyClassConstructor(statics.Type) is not null)
                contexts.Add(item);
        }

        LineTable? lines = _options.Strip ? null : new LineTable(_names, _sources);
        var code = new CodeTables(_names, lines, _functions, (uint)(_layout.TextEnd - _layout.TextStart));
        foreach (DataObject table in code.Build())
            Add(table);
        foreach (DataObject table in new HeaderTable(_model, _graph, _options, _names, _threadStatics, code).Build(contexts))
            Add(table);
        foreach (DataObject table in reflection?.Build() ?? [])
            Add(table);
        if (_graph.IsUsed(LinkerNames.MarshalLayouts))
            Add(new MarshalTable(_graph, _names, _typeIndex).Build());
        AddReferenced();
        Add(_names.BuildStrings(HeaderTable.Strings));
        Add(_names.BuildPieces(HeaderTable.Pieces));
        _layout.Place(_objects);
    }

    private DataObject CreateData(Symbol symbol, ReflectionTables? reflection) => symbol switch
    {
        StaticsSymbol statics => StaticsBlocks.Make(statics, _model),
        StringSymbol text => FrozenObjects.String(text, _model.Context.GetWellKnown(WellKnownType.String)),
        FrozenObjectSymbol frozen => FrozenObjects.Plain(frozen),
        RuntimeTypeSymbol type => FrozenObjects.RuntimeType(type, _graph.RuntimeType
            ?? throw new InvalidOperationException($"{symbol.Name} is used but System.RuntimeType is not constructed")),
        FieldDataSymbol field => new DataObject
        {
            Symbol = symbol, Section = SectionKind.ReadOnly, Category = "initial data", Alignment = 16,
            Content = field.Field.RvaData.ToArray(), Size = Math.Max(1, field.Field.RvaData.Length),
        },
        BytesSymbol bytes => Constant(bytes),
        MethodHandleSymbol handle => MemberHandles.Of(handle, reflection),
        FieldHandleSymbol handle => MemberHandles.Of(handle, reflection),
        _ => throw new InvalidOperationException($"no data for {symbol.Name}"),
    };

    private static DataObject Constant(BytesSymbol bytes) => new()
    {
        Symbol = bytes, Section = SectionKind.ReadOnly, Category = "constants", Alignment = bytes.Alignment,
        Content = bytes.Bytes, Size = Math.Max(1, bytes.Bytes.Length),
    };

    /// <summary>Adds what only other data refers to: names, descriptors, cells.</summary>
    private void AddReferenced()
    {
        for (int i = 0; i < _objects.Count; i++)
        {
            foreach (Relocation relocation in _objects[i].Relocations)
            {
                if (_objectOf.ContainsKey(relocation.Target))
                    continue;
                DataObject? item = relocation.Target switch
                {
                    BytesSymbol bytes => Constant(bytes),
                    TypeNameSymbol name => TypeNames.Make(name, _names, _typeIndex),
                    EnumTableSymbol table => EnumTables.Make(table, _names),
                    WritableCellSymbol cell => MethodTableBuilder.BuildWritableCell(cell.Type),
                    GenericCompositionSymbol composition => MethodTableBuilder.BuildComposition(composition.Type),
                    _ => null,
                };
                if (item is not null)
                    Add(item);
            }
        }
    }

    private void Add(DataObject item)
    {
        _objects.Add(item);
        _objectOf.Add(item.Symbol, item);
    }
}
