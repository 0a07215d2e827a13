using System;
using System.Collections.Generic;
using System.IO;
using IL2CPU.Import;
using IL2CPU.IR;
using IL2CPU.Link;
using IL2CPU.Passes;
using IL2CPU.Routines;
using IL2CPU.Routines.Kernel;
using IL2CPU.TypeSystem;
using IL2CPU.X64;

namespace IL2CPU.Cli;

/// <summary>One compilation, from DLLs to an ELF file.</summary>
internal sealed class Driver
{
    // What the back end calls by itself; everything else is named by a routine or by the importer.
    private static readonly string[] s_backEndHelpers = [RuntimeHelper.ThrowOverflow, RuntimeHelper.MemMove, RuntimeHelper.MemSet];

    private readonly CommandLine _line;
    private readonly Stages _stages = new();

    public Driver(CommandLine line) => _line = line;

    /// <summary>False after errors, which are on standard error.</summary>
    public bool Run()
    {
        InputFiles files = InputFiles.Find(_line);
        List<CompiledCode> routines = _stages.Run("routines", EmitRoutines);
        Reachability model = _stages.Run("reachability", () => Analyze(files, routines));
        if (_line.VerifyPlugs)
            PrintUnpinnedPlugs(model);
        if (model.Diagnostics.Count != 0)
        {
            foreach (Diagnostic diagnostic in model.Diagnostics)
                Console.Error.WriteLine(diagnostic);
            return false;
        }

        PassContext passes = _stages.Run("passes", () => Pipeline.Begin(model, PassOptions()));
        if (passes.Diagnostics.Count != 0)
        {
            foreach (string diagnostic in passes.Diagnostics)
                Console.Error.WriteLine(diagnostic);
            return false;
        }

        CodeGenOptions options = CodeOptions();
        CompiledCode Compile(MethodBody body)
        {
            _stages.Run("passes", () => Pipeline.Finish(body, passes));
            CompiledCode code = _stages.Run("code", () => Generate(body, options));
            code.ForgetBody();
            model.Store.Trim();
            return code;
        }

        LinkedImage image = _stages.Run("link", () => ImageBuilder.Build(model, NeededRoutines(model, routines), LinkOptions(files), Compile));
        if (passes.Rewrites.Last is { } last)
            Console.Error.WriteLine($"last rewrite: {last}");
        _stages.Run("write", () => WriteFiles(image));
        Console.Out.Write(image.Explanation);
        // Behind everything that may fail: an error stands alone.
        foreach (Diagnostic warning in model.Warnings)
            Console.Error.WriteLine(warning);
        if (_line.Stats)
            _stages.Print(Console.Error, passes.Costs, image.MethodCount, image.File.Length, image.Sizes);
        return true;
    }

    private RoutineImages Images() => _line.Profile switch
    {
        ImageProfile.Kernel => RoutineImages.Kernel,
        ImageProfile.Native => RoutineImages.Native,
        _ => RoutineImages.Program | (_line.Target == ImageTarget.Linux ? RoutineImages.Linux : RoutineImages.Metal),
    };

    private List<CompiledCode> EmitRoutines()
    {
        var catalog = new RoutineCatalog(Images());
        var result = new List<CompiledCode>();
        foreach (string name in catalog.Names)
            result.Add(catalog.Emit(name));
        return result;
    }

    private string? EntryName() => _line.Profile switch
    {
        ImageProfile.Kernel => null,
        ImageProfile.Native => "scheduler_start",
        _ => _line.Target == ImageTarget.Linux ? "linux_start" : "program_start",
    };

    private Reachability Analyze(InputFiles files, List<CompiledCode> routines)
    {
        var switches = new FeatureSwitches();
        // Sharkaros has no files of time zones.
        switches.Set("System.TimeZoneInfo.Invariant", _line.Target != ImageTarget.Linux);
        var context = new TypeSystemContext(files.All, switches);
        ModuleDesc application = context.LoadModule(files.Application);
        var modules = new List<ModuleDesc> { application };
        foreach (string file in files.Own)
        {
            if (file != files.Application && TryLoad(context, file) is { } module)
                modules.Add(module);
        }

        var program = new HashSet<string>(files.Program);
        MethodDesc? main = application.EntryPoint;
        if (main is null && _line.Profile == ImageProfile.Program)
            throw new UsageException($"{_line.Input} has no Main: give an executable, not a library");
        return Reachability.Analyze(new ReachabilityOptions
        {
            Context = context,
            Profile = _line.Profile,
            Target = _line.Target,
            RuntimeModules = modules,
            ProgramModules = modules.FindAll(m => program.Contains(m.Path)),
            EntryPoint = _line.Profile == ImageProfile.Program ? main : null,
            RootExports = RootNames(routines),
            RoutineNames = routines.ConvertAll(static r => r.Symbol.Name),
            RunsInitializers = _line.Profile != ImageProfile.Native,
            KeepsVariables = _line.OptimisationLevel == 0,
            DescribesVariables = !_line.Strip,
            PacksAll = _line.Verify,
        });
    }

    /// <summary>A DLL that merely lies in a folder need not be one of ours, nor managed.</summary>
    private ModuleDesc? TryLoad(TypeSystemContext context, string file)
    {
        bool isNamed = false;
        foreach (string reference in _line.References)
            isNamed |= Path.GetFullPath(reference) == file;
        try
        {
            return context.LoadModule(file);
        }
        catch (TypeSystemException) when (!isNamed)
        {
            return null;
        }
    }

    /// <summary>Linkage names the routines refer to, and those the image starts with.</summary>
    private List<string> RootNames(List<CompiledCode> routines)
    {
        var names = new List<string>();
        var seen = new HashSet<string>();
        void Add(string name)
        {
            if (seen.Add(name))
                names.Add(name);
        }

        if (EntryName() is { } entry)
            Add(entry);
        if (_line.Profile == ImageProfile.Kernel)
        {
            foreach (BootFixup fixup in BootSection.Build().Fixups)
                Add(fixup.Symbol);
        }

        foreach (CompiledCode routine in routines)
        {
            foreach (Relocation relocation in routine.Relocations)
            {
                if (relocation.Target is RoutineSymbol target)
                    Add(target.RoutineName);
            }
        }

        foreach (string name in s_backEndHelpers)
            Add(name);
        return names;
    }

    private static void PrintUnpinnedPlugs(Reachability model)
    {
        foreach ((_, string attribute) in model.Plugs.Unpinned(model.Context))
            Console.Out.WriteLine(attribute);
    }

    private PipelineOptions PassOptions() => new()
    {
        OptimisationLevel = _line.OptimisationLevel,
        Verify = _line.Verify,
        RewriteLimit = _line.RewriteLimit,
        DumpFilter = _line.Dump,
        Dump = _line.Dump is null ? null : static (pass, _, text) => Console.Out.WriteLine($"; after {pass}\n{text}"),
    };

    private CodeGenOptions CodeOptions() => new()
    {
        SplitStacks = _line.Profile == ImageProfile.Program,
        OptimizationLevel = _line.OptimisationLevel,
        JunkDeadSlots = _line.Junk,
        CheckAllocation = _line.Verify,
    };

    // An [Export] of the same name is the better one: C#.
    private static List<CompiledCode> NeededRoutines(Reachability model, List<CompiledCode> routines) =>
        routines.FindAll(routine => model.FindExport(routine.Symbol.Name) is null);

    private static CompiledCode Generate(MethodBody body, CodeGenOptions options)
    {
        try
        {
            return CodeGenerator.Compile(body, options);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or NullReferenceException or IndexOutOfRangeException or InvalidCastException or KeyNotFoundException or AllocationException or NotSupportedException)
        {
            throw new InvalidOperationException($"code generation: {body.Symbol.Name}: {e.Message}", e);
        }
    }

    private ImageOptions LinkOptions(InputFiles files) => new()
    {
        Name = Path.GetFileNameWithoutExtension(files.Application),
        Entry = EntryName(),
        Boot = _line.Profile == ImageProfile.Kernel ? BootSection.Build() : null,
        Strip = _line.Strip,
        Why = _line.Why,
    };

    private bool WriteFiles(LinkedImage image)
    {
        string output = Path.GetFullPath(_line.Output);
        using (FileStream file = File.Create(output))
            image.File.WriteTo(file);
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            File.SetUnixFileMode(output, read | execute | UnixFileMode.UserWrite);
        }

        if (_line.MapFile is not null)
            File.WriteAllText(_line.MapFile, image.Map());
        return true;
    }
}
