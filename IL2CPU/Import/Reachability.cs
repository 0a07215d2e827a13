using System.Collections.Generic;
using System.Linq;
using IL2CPU.IR;
using IL2CPU.TypeSystem;

namespace IL2CPU.Import;

/// <summary>What to start from and how to compile.</summary>
public sealed class ReachabilityOptions
{
    public required TypeSystemContext Context { get; init; }

    public required ImageProfile Profile { get; init; }

    public ImageTarget Target { get; init; } = ImageTarget.Linux;

    /// <summary>Assemblies whose [Plug] and [Export] methods count: the runtime's and the program's own.</summary>
    public required IReadOnlyList<ModuleDesc> RuntimeModules { get; init; }

    /// <summary>The program's Main; null for images without one.</summary>
    public MethodDesc? EntryPoint { get; init; }

    /// <summary>Linkage names that routines or tables refer to; absent ones are passed over.</summary>
    public IReadOnlyList<string> RootExports { get; init; } = [];

    /// <summary>Emitted routines of the image: native names no [Export] provides may be among them.</summary>
    public IReadOnlyCollection<string> RoutineNames { get; init; } = [];

    /// <summary>Assemblies of the program itself, of the types of which reflection shows everything.</summary>
    public IReadOnlyList<ModuleDesc> ProgramModules { get; init; } = [];

    /// <summary>Further methods to keep.</summary>
    public IReadOnlyList<MethodDesc> RootMethods { get; init; } = [];

    /// <summary>Analysis ends when this many problems were found.</summary>
    public int DiagnosticLimit { get; init; } = 20;

    /// <summary>Names no [Export] provides are left to the linker instead of being diagnosed.</summary>
    public bool AllowsUnresolvedImports { get; init; }

    /// <summary>The image runs [EagerStaticClassConstruction] types and module initialisers at start-up.</summary>
    public bool RunsInitializers { get; init; } = true;

    /// <summary>In <see cref="RuntimeModules"/> every argument, and every local that has a name, gets a place in the frame: to debug.
    /// Not in the base library, whose branches on feature switches must fold.</summary>
    public bool KeepsVariables { get; init; }

    /// <summary>Methods with source lines say which values their variables are: <see cref="MethodBody.Variables"/>.</summary>
    public bool DescribesVariables { get; init; }

    /// <summary>See <see cref="BodyStore.PacksAll"/>.</summary>
    public bool PacksAll { get; init; }
}

/// <summary>Rapid type analysis: imports what the roots reach, and only that.</summary>
/// <remarks>
/// A method is reached by a direct call, by its address, or as the implementation, for a constructed type, of a virtual
/// slot or selector that is called. This file: the model and the worklist.
/// </remarks>
public sealed partial class Reachability : ProgramModel
{
    private const string BoxingType = "System.Runtime.RuntimeExports";
    private const string BoxingName = "RhBox";
    private const string TypePlugs = "Core.Program.Plugs.TypePlugs";
    private const string InterfaceLister = "GetInterfaces";
    private const string ArrayMaker = "MakeArrayType";
    private const int ChainLimit = 64;
    private readonly ReachabilityOptions _options;
    private readonly ImportContext _import;
    private readonly List<MethodBody> _bodies = [];
    private readonly HashSet<Symbol> _symbols = [];
    private readonly Queue<(Symbol Symbol, ReachStep From)> _pending = new();
    private readonly Dictionary<object, ReachStep> _reachedFrom = [];

    // Not yet in the other.
    private readonly List<(object Place, ReachStep From)> _newlyReached = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly List<Diagnostic> _warnings = [];
    private SourceMap? _sources;
    private readonly List<MethodDesc> _eager = [];
    private readonly List<MethodDesc> _initializers = [];

    private Reachability(ReachabilityOptions options)
    {
        _options = options;
        Plugs = new PlugTable(options.RuntimeModules);
        _import = new ImportContext(options.Context, options.Profile, Plugs, new ExportTable(options.Context, options.RuntimeModules), options.KeepsVariables ? options.RuntimeModules : [])
        {
            AllowsUnresolvedImports = options.AllowsUnresolvedImports,
            EntryPoint = options.EntryPoint,
            DescribesVariables = options.DescribesVariables,
            RoutineNames = [.. options.RoutineNames],
        };
    }

    public override TypeSystemContext Context => _options.Context;

    public override ImageProfile Profile => _options.Profile;

    public override ImageTarget Target => _options.Target;

    public override MethodDesc? EntryPoint => _options.EntryPoint;

    public override IReadOnlyList<MethodBody> Bodies => _bodies;

    public override IReadOnlyList<MethodDesc> EagerClassConstructors => _eager;

    public override IReadOnlyList<MethodDesc> ModuleInitializers => _initializers;

    public override IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>What will not work when it is executed; the image is built all the same.</summary>
    public IReadOnlyList<Diagnostic> Warnings => _warnings;

    public PlugTable Plugs { get; }

    /// <summary>Finds everything reachable. Problems are in <see cref="Diagnostics"/>, at most 20.</summary>
    public static Reachability Analyze(ReachabilityOptions options)
    {
        var result = new Reachability(options);
        result.Store.PacksAll = options.PacksAll;
        result.AddRoots();
        result.Run();
        result.VerifyPlugs();
        return result;
    }

    public override bool IsOfBaseLibrary(MethodDesc method) => !_options.RuntimeModules.Contains(method.Module);

    public override MethodDesc? FindExport(string name) => _import.Exports.Find(name);

    public override MethodDesc? LazyClassConstructor(TypeDesc type) =>
        _import.HasLazyConstructor(type) ? type.StaticConstructor : null;

    public override IReadOnlyList<InitialStatic> InitialStatics(TypeDesc type) => _import.InitialStatics(type);

    private void AddRoots()
    {
        var root = new ReachStep("(root)", -1);
        if (_options.EntryPoint is { } entry)
            AddCode(entry, new ReachStep("(program entry point)", -1));
        foreach (string name in _options.RootExports)
        {
            if (FindExport(name) is { } export)
                AddCode(export, new ReachStep($"(root \"{name}\")", -1));
        }

        foreach (MethodDesc method in _options.RootMethods)
            AddCode(method, root);
    }

    private void Run()
    {
        do
        {
            while (_pending.TryDequeue(out (Symbol Symbol, ReachStep From) next) && _diagnostics.Count < _options.DiagnosticLimit)
            {
                Compile(next.Symbol);
                Store.Trim();
            }

            if (_diagnostics.Count >= _options.DiagnosticLimit)
                return;
            FindInitializers();
            FindInterfaces();
            FindArrays();
            FindReflected();
        }
        while (_pending.Count > 0 || ScanWaiting());
        EndWaiting();
    }

    private void Compile(Symbol symbol)
    {
        try
        {
            MethodBody? body = _optimised is not null ? _optimised.GetValueOrDefault(symbol) : symbol switch
            {
                MethodSymbol method => ImportMethod(method),
                StubSymbol stub => StubBuilder.Build(_import, stub),
                TypeStubSymbol stub => StubBuilder.BuildFieldHelper(_import, stub),
                _ => null,
            };
            if (body is null)
                return;
            NoteMissingLibraries(symbol);
            AddBody(body);
            foreach (MethodBody filter in _import.TakeFilters())
                AddExtra(filter);
            Scan(body);
        }
        catch (CompilerDiagnosticException e)
        {
            Report(e, symbol);
        }
        catch (TypeSystemException e)
        {
            Report(new CompilerDiagnosticException(e.Message), symbol);
        }
    }

    private void AddExtra(MethodBody body)
    {
        if (!_symbols.Add(body.Symbol))
            return;
        AddBody(body);
        Scan(body);
    }

    private void AddBody(MethodBody body)
    {
        _bodies.Add(body);
        Store.Add(body);
    }

    private MethodBody ImportMethod(MethodSymbol symbol)
    {
        MethodDesc method = symbol.Method;
        NoteDependencies(method);
        if (IsCutOff(symbol))
            return ILImporter.ImportThrow(_import, method, symbol, CutOffException, CutOffMessage(symbol));
        if (method.IsDelegateInvoke)
            return StubBuilder.BuildInvoke(_import, symbol);
        MethodBody body = ILImporter.Import(_import, method, symbol);
        method.Forget();
        return body;
    }

    private void Report(CompilerDiagnosticException e, object place)
    {
        _import.TakeFilters();
        if (_diagnostics.Count < _options.DiagnosticLimit)
            _diagnostics.Add(Describe(e.Message, new ReachStep(e.Method ?? place, e.Offset, e.Method), place) with { Advice = e.Advice });
    }

    private void NoteMissingLibraries(Symbol symbol)
    {
        foreach (MissingLibraries.Call call in _import.MissingLibraries.Take())
        {
            Diagnostic warning = Describe(call.Message, new ReachStep(call.Caller.FullName, call.Offset, call.Caller), symbol) with
            {
                IsWarning = true,
                Advice = call.Advice,
            };
            // Nobody but reflection may call it: the exception is message enough.
            if (warning.Chain is not [.., { Place: KeptForReflection }])
                _warnings.Add(warning);
        }
    }

    private Diagnostic Describe(string message, ReachStep place, object reached)
    {
        var chain = new List<ReachStep>();
        object at = reached;
        Dictionary<object, ReachStep> reachedFrom = ReachedFrom();
        while (reachedFrom.TryGetValue(KeyOf(at), out ReachStep from) && chain.Count < ChainLimit)
        {
            chain.Add(WithLine(from));
            at = from.Place;
        }

        return new Diagnostic(message, WithLine(place), chain);
    }

    // Lines of the base library's own files would only be noise: a user has not got them.
    private ReachStep WithLine(ReachStep step)
    {
        if (step.Source is not { } method || step.Offset < 0 || (_sources ??= new SourceMap()).Find(new Location(method, step.Offset, -1)) is not { Line: > 0 } line)
            return step;
        return line.File.StartsWith("/_/", System.StringComparison.Ordinal) ? step : step with { Line = $"{line.File}:{line.Line}" };
    }

    // The code of a method and the method go by one name.
    private static object KeyOf(object place) => place is MethodSymbol symbol ? symbol.Method : place;

    private Dictionary<object, ReachStep> ReachedFrom()
    {
        foreach ((object place, ReachStep from) in _newlyReached)
            _reachedFrom.TryAdd(KeyOf(place), from);
        _newlyReached.Clear();
        return _reachedFrom;
    }

    private void VerifyPlugs()
    {
        foreach (string error in Plugs.Verify(Context))
            _diagnostics.Add(new Diagnostic(error, new ReachStep("(plugs)", -1), []));
    }

    /// <summary>Makes the code of a method, or what replaces it, part of the image.</summary>
    private void AddCode(MethodDesc method, ReachStep from)
    {
        try
        {
            AddSymbol(_import.CodeSymbol(method), from);
        }
        catch (CompilerDiagnosticException e)
        {
            _newlyReached.Add((method, from));
            Report(e, method);
        }
    }

    private void AddSymbol(Symbol symbol, ReachStep from)
    {
        _entered.Add(symbol);
        AddFound(symbol, from);
    }

    private void AddFound(Symbol symbol, ReachStep from)
    {
        if (!_symbols.Add(symbol))
            return;
        _newlyReached.Add((symbol, from));
        switch (symbol)
        {
            case MethodSymbol or StubSymbol or TypeStubSymbol:
                if (symbol is MethodSymbol { Method: { Name: BoxingName } method } && method.OwningType.FullName == BoxingType)
                    BoxByTable(from);
                if (symbol is MethodSymbol { Method: { OwningType.FullName: TypePlugs } plug })
                {
                    _listsInterfaces |= plug.Name == InterfaceLister;
                    _makesArrays |= plug.Name == ArrayMaker;
                }

                // A virtual call with one target enters it past the stub.
                if (symbol is StubSymbol { Kind: StubKind.Unboxing } stub)
                    _entered.Add(new MethodSymbol(stub.Method));
                _pending.Enqueue((symbol, from));
                break;
            case RoutineSymbol routine when FindExport(routine.RoutineName) is { } export:
                AddCode(export, from);
                break;
            case TypeSymbol type:
                AddReferenced(type.Type);
                if (_madeByAddress.Contains(type.Type))
                    AddConstructed(type.Type, from);
                break;
            case RuntimeTypeSymbol type:
                AddLiteral(type.Type, from);
                break;
            case MethodHandleSymbol handle:
                AddReferenced(handle.Method.OwningType);
                _methodHandles.Add(handle.Method);
                break;
            case FieldHandleSymbol handle:
                AddReferenced(handle.Field.OwningType);
                _fieldHandles.Add(handle.Field);
                break;
            case FrozenObjectSymbol frozen:
                AddConstructed(frozen.Type, from);
                break;
            case StringSymbol:
                AddConstructed(Context.GetWellKnown(WellKnownType.String), from);
                break;
            case StaticsSymbol statics:
                AddStatics(statics.Type, from);
                break;
            case ThreadStaticsOffset statics:
                AddThreadStatics(statics.Type);
                break;
        }
    }

    // Eager constructors of types that are used, and module initialisers of modules code of which is used.
    private void FindInitializers()
    {
        if (!_options.RunsInitializers)
            return;
        foreach (TypeDesc type in _statics.Items.ToList())
        {
            if (type.StaticConstructor is { } constructor && _import.IsEager(type) && !_eager.Contains(constructor))
            {
                _eager.Add(constructor);
                AddCode(constructor, new ReachStep("(eager class constructor)", -1));
            }
        }

        foreach (ModuleDesc module in Context.Modules.ToList())
        {
            if (module.FindType("<Module>")?.StaticConstructor is { } initializer && _usedModules.Contains(module) && !_initializers.Contains(initializer))
            {
                _initializers.Add(initializer);
                AddCode(initializer, new ReachStep("(module initializer)", -1));
            }
        }
    }
}
