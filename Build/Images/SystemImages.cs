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
    /// <param name="Programs">ELFs of all programs in the archive.</param>
    public sealed record BootSet(string Kernel, string Archive, string? Program, string Scheduler, IReadOnlyList<string> Programs);

    /// <summary>Names of the samples, sorted.</summary>
    public IReadOnlyList<string> Samples =>
        [.. Directory.EnumerateDirectories(_workspace.PathOf("samples"))
            .Where(d => File.Exists(Path.Combine(d, Path.GetFileName(d) + ".csproj")))
            .Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    /// <summary>Builds what is out of date for one program (or, without one, for all samples).</summary>
    public BootSet Prepare(string? program, string scheduler, bool isOptimized)
    {
        _isOptimized = isOptimized;
        ProjectFile schedulerProject = FindScheduler(scheduler);
        List<ProgramSource> programs = program is null
            ? [.. Samples.Select(Locate)]
            : [Locate(program)];
        List<ProjectFile> projects = [Load("IL2CPU/Cli/IL2CPU.Cli.csproj"), Load("Boot/Boot.csproj"), Load("Core/Kernel/Core.Kernel.csproj"), schedulerProject];
        projects.AddRange(s_metalRuntime.Select(Load));
        projects.AddRange(programs.Where(p => p.Project is not null).Select(p => p.Project!));
        _builder.BuildStale(projects);

        Task<string> kernel = Task.Run(CompileKernel);
        Task<string> twoLevelScheduler = Task.Run(() => CompileScheduler(schedulerProject));
        List<(string Name, string Image)> images = [.. programs.Select(p => (p.Name, CompileProgram(p)))];
        Task.WaitAll(kernel, twoLevelScheduler);
        string archive = new ArchiveBuilder(_workspace).Build(
            ImageName(program is null ? "all" : programs[0].Name), images, [(scheduler, twoLevelScheduler.Result)]);
        return new BootSet(kernel.Result, archive, program is null ? null : images[0].Image, twoLevelScheduler.Result, [.. images.Select(i => i.Image)]);
    }

    private sealed record ProgramSource(string Name, ProjectFile? Project, string? Assembly);

    private ProgramSource Locate(string program)
    {
        bool isProject = program.EndsWith(".csproj", StringComparison.Ordinal);
        bool isAssembly = program.EndsWith(".dll", StringComparison.Ordinal);
        if ((isProject || isAssembly) && !File.Exists(program))
            throw new BuildException($"no file {program}", 2);
        if (isProject)
        {
            ProjectFile project = ProjectFile.Load(Path.GetFullPath(program));
            return new ProgramSource(project.Name, project, null);
        }

        if (isAssembly)
        {
            string file = Path.GetFullPath(program);
            return new ProgramSource(Path.GetFileNameWithoutExtension(file), null, file);
        }

        string name = program.StartsWith("samples/", StringComparison.Ordinal) ? program["samples/".Length..].TrimEnd('/') : program;
        string sample = _workspace.PathOf($"samples/{name}/{name}.csproj");
        if (!File.Exists(sample))
        {
            throw new BuildException(
                $"no program '{program}': give a sample ({string.Join(", ", Samples)}), a .csproj or a .dll", 2);
        }

        return new ProgramSource(name, ProjectFile.Load(sample), null);
    }

    private ProjectFile FindScheduler(string name)
    {
        string folder = _workspace.PathOf("TwoLevelScheduler");
        List<string> names = [];
        foreach (string file in Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string suffix = Path.GetFileNameWithoutExtension(file).Replace("TwoLevelScheduler.", "", StringComparison.Ordinal);
            if (suffix is "TwoLevelScheduler" or "Common")
                continue;
            names.Add(suffix.ToLowerInvariant());
            if (names[^1] == name)
                return ProjectFile.Load(file);
        }

        throw new BuildException($"no second-level scheduler '{name}': there are {string.Join(", ", names)}", 2);
    }

    private ProjectFile Load(string relative) => ProjectFile.Load(_workspace.PathOf(relative));

    private string CompileKernel()
    {
        string boot = _builder.AssemblyOf(Load("Boot/Boot.csproj"));
        return _compiler.Compile(new ImageCompiler.Recipe(
            ImageName("kernel"), boot, [_builder.AssemblyOf(Load("Core/Kernel/Core.Kernel.csproj"))], Options("kernel")));
    }

    private string CompileScheduler(ProjectFile project) =>
        _compiler.Compile(new ImageCompiler.Recipe(
            ImageName($"2ls/{project.Name}"), _builder.AssemblyOf(project), [], Options("native")));

    private string CompileProgram(ProgramSource source)
    {
        string assembly = source.Assembly ?? _builder.AssemblyOf(source.Project!);
        return _compiler.Compile(new ImageCompiler.Recipe(
            ImageName($"programs/{source.Name}"), assembly, [.. s_metalRuntime.Select(p => _builder.AssemblyOf(Load(p)))], Options("program")));
    }

    /// <summary>The two kinds of images live side by side: going back to the other costs nothing.</summary>
    private string ImageName(string name) => _isOptimized ? name : "O0/" + name;

    private string[] Options(string profile) =>
        ["--target", "metal", "--profile", profile, _isOptimized ? "-O2" : "-O0"];
}
