using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Build.Projects;

namespace Build.Images;

/// <summary>Builds the parts of a bootable system: kernel, second-level schedulers, programs, archive, ISO.</summary>
public sealed class SystemImages
{
    private static readonly string[] s_metalRuntime = ["Goroutines/Metal/Goroutines.Metal.csproj"];
    private readonly Workspace _workspace;
    private readonly ProjectBuilder _builder;
    private readonly ImageCompiler _compiler;
    private bool _isOptimized = true;

    public SystemImages(Workspace workspace)
    {
        _workspace = workspace;
        _builder = new ProjectBuilder(workspace);
        _compiler = new ImageCompiler(workspace, _builder);
    }

    /// <summary>The images of one boot.</summary>
    /// <param name="Kernel">Kernel ELF.</param>
    /// <param name="Archive">cpio archive with the schedulers, programs and files.</param>
    /// <param name="Program">ELF of the program to start, or null for the prompt.</param>
    /// <param name="Scheduler">ELF of the chosen scheduler.</param>
    /// <param name="SchedulerName">Its name in the archive.</param>
    /// <param name="Programs">ELFs of all programs in the archive.</param>
    public sealed record BootSet(string Kernel, string Archive, string? Program, string Scheduler, string SchedulerName, IReadOnlyList<string> Programs);

    /// <summary>Names of the samples, sorted.</summary>
    public IReadOnlyList<string> Samples =>
        [.. Directory.EnumerateDirectories(_workspace.PathOf("samples"))
            .Where(d => File.Exists(Path.Combine(d, Path.GetFileName(d) + ".csproj")))
            .Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    /// <summary>Builds what is out of date for one program (or, without one, for all samples).</summary>
    public BootSet Prepare(string? program, string scheduler, bool isOptimized)
    {
        _isOptimized = isOptimized;
        Source chosen = LocateScheduler(scheduler);
        List<Source> programs = program is null
            ? [.. Samples.Select(Locate)]
            : [Locate(program)];
        List<ProjectFile> projects = [Load("IL2CPU/Cli/IL2CPU.Cli.csproj"), Load("Boot/Boot.csproj"), Load("Core/Kernel/Core.Kernel.csproj")];
        projects.AddRange(s_metalRuntime.Select(Load));
        projects.AddRange(programs.Append(chosen).Where(p => p.Project is not null).Select(p => p.Project!));
        _builder.BuildStale(projects);

        Task<string> kernel = Task.Run(CompileKernel);
        Task<string> twoLevelScheduler = Task.Run(() => CompileScheduler(chosen));
        List<(string Name, string Image)> images = [.. programs.Select(p => (p.Name, CompileProgram(p)))];
        Task.WaitAll(kernel, twoLevelScheduler);
        string archive = new ArchiveBuilder(_workspace).Build(
            ImageName(program is null ? "all" : programs[0].Name), images, [(chosen.Name, twoLevelScheduler.Result)]);
        return new BootSet(
            kernel.Result, archive, program is null ? null : images[0].Image, twoLevelScheduler.Result, chosen.Name, [.. images.Select(i => i.Image)]);
    }

    private sealed record Source(string Name, ProjectFile? Project, string? Assembly);

    /// <summary>What is given by its file or folder rather than by its name; null for a name.</summary>
    private Source? LocateFile(string text)
    {
        if (Path.GetExtension(text) is ".csproj" or ".dll" or ".cs" && !Directory.Exists(text))
        {
            if (!File.Exists(text))
                throw new BuildException($"no file {text}", 2);
            return FromFile(Path.GetFullPath(text));
        }

        if (!Directory.Exists(text))
            return null;
        string[] projects = Directory.GetFiles(text, "*.csproj");
        return projects.Length switch
        {
            1 => FromFile(Path.GetFullPath(projects[0])),
            0 => throw new BuildException($"no project in the folder {text}: give a .csproj, a .cs or a .dll", 2),
            _ => throw new BuildException(
                $"several projects in the folder {text}: give one of {string.Join(", ", projects.Order(StringComparer.Ordinal))}", 2),
        };
    }

    private Source FromFile(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        if (file.EndsWith(".dll", StringComparison.Ordinal))
            return new Source(name, null, file);
        return file.EndsWith(".csproj", StringComparison.Ordinal) && _workspace.Contains(file)
            ? new Source(name, ProjectFile.Load(file), null)
            : new Source(name, null, new GivenProject(_workspace, file).Build());
    }

    private Source Locate(string program)
    {
        string sample = _workspace.PathOf($"samples/{program}/{program}.csproj");
        if (File.Exists(sample))
            return new Source(program, ProjectFile.Load(sample), null);
        return LocateFile(program) ?? (Directory.Exists(program) ? null : LocateFile(_workspace.PathOf(program))) ?? throw new BuildException(
            $"no program '{program}': give a sample ({string.Join(", ", Samples)}), a .csproj or its folder, a .cs or a .dll", 2);
    }

    private Source LocateScheduler(string scheduler)
    {
        if (LocateFile(scheduler) is { } given)
            return given;
        string folder = _workspace.PathOf("TwoLevelScheduler");
        List<string> names = [];
        foreach (string file in Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string suffix = Path.GetFileNameWithoutExtension(file).Replace("TwoLevelScheduler.", "", StringComparison.Ordinal);
            if (suffix is "TwoLevelScheduler" or "Common")
                continue;
            names.Add(suffix.ToLowerInvariant());
            if (names[^1] == scheduler)
                return new Source(scheduler, ProjectFile.Load(file), null);
        }

        throw new BuildException(
            $"no second-level scheduler '{scheduler}': give one of {string.Join(", ", names)}, a .csproj or a .dll", 2);
    }

    private ProjectFile Load(string relative) => ProjectFile.Load(_workspace.PathOf(relative));

    private string CompileKernel()
    {
        string boot = _builder.AssemblyOf(Load("Boot/Boot.csproj"));
        return _compiler.Compile(new ImageCompiler.Recipe(
            ImageName("kernel"), boot, [_builder.AssemblyOf(Load("Core/Kernel/Core.Kernel.csproj"))], Options("kernel")));
    }

    private string CompileScheduler(Source source) =>
        _compiler.Compile(new ImageCompiler.Recipe(ImageName($"2ls/{ImageFile(source)}"), AssemblyOf(source), [], Options("native")));

    private string CompileProgram(Source source) =>
        _compiler.Compile(new ImageCompiler.Recipe(
            ImageName($"programs/{source.Name}"), AssemblyOf(source), [.. s_metalRuntime.Select(p => _builder.AssemblyOf(Load(p)))], Options("program")));

    private string AssemblyOf(Source source) => source.Assembly ?? _builder.AssemblyOf(source.Project!);

    /// <summary>A DLL from elsewhere may have the name of one of ours.</summary>
    private static string ImageFile(Source source) => source.Project?.Name ?? "given/" + source.Name;

    /// <summary>The two kinds of images live side by side: going back to the other costs nothing.</summary>
    private string ImageName(string name) => _isOptimized ? name : "O0/" + name;

    private string[] Options(string profile) =>
        ["--target", "metal", "--profile", profile, _isOptimized ? "-O2" : "-O0"];
}
