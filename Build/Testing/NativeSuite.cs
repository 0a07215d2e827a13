using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using Build.Images;
using Build.Projects;

namespace Build.Testing;

/// <summary>A guest suite compiled for the linux target and run natively, under every stress mode.</summary>
/// <remarks>Every variant yields at each prologue and poll: schedules then do not depend on the time slice of a busy machine.</remarks>
public sealed class NativeSuite
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    /// <summary>Name, stress switch, compiler options, tenth of the size.</summary>
    private static readonly (string Name, string Stress, string[] Options, bool IsLight)[] s_variants =
    [
        ("Linux", "yield", ["-O2"], false),
        ("Linux.Unoptimised", "yield", ["-O0"], false),
        ("Linux.Junk", "yield", ["-O2", "--junk-dead-slots"], false),
        ("Linux.Move", "move,yield", ["-O2"], true),
        ("Linux.Collect", "collect,yield", ["-O2"], true),
        ("Linux.MoveCollect", "move,collect,yield", ["-O0"], true),
    ];

    private readonly ImageCompiler _compiler;
    private readonly ProjectBuilder _builder;
    private readonly ProjectFile _project;
    private readonly ProjectFile _platform;

    public NativeSuite(Workspace workspace, string project)
    {
        _builder = new ProjectBuilder(workspace);
        _compiler = new ImageCompiler(workspace, _builder);
        _project = ProjectFile.Load(workspace.PathOf(project));
        _platform = ProjectFile.Load(workspace.PathOf("Goroutines/Linux/Goroutines.Linux.csproj"));
    }

    public void Run(string filter, TestTally tally)
    {
        _builder.BuildStale([_project, _platform]);
        foreach ((string Name, string Stress, string[] Options, bool IsLight) variant in s_variants)
            RunVariant(variant, filter, tally);
    }

    private void RunVariant((string Name, string Stress, string[] Options, bool IsLight) variant, string filter, TestTally tally)
    {
        string name = $"{variant.Name}.{_project.Name}";
        Progress.Say($"testing {name}");
        string image;
        try
        {
            string[] options = ["--target", "linux", "--verify", .. variant.Options];
            image = _compiler.Compile(new ImageCompiler.Recipe(
                $"linux/{_project.Name}{string.Concat(variant.Options)}", _builder.AssemblyOf(_project),
                [Path.GetDirectoryName(_builder.AssemblyOf(_platform))!], options));
        }
        catch (BuildException e)
        {
            tally.Fail(name, e.Message);
            return;
        }

        List<string> arguments = variant.IsLight ? ["--light"] : [];
        if (!name.Contains(filter, StringComparison.Ordinal))
            arguments.Add(filter.Replace(name + ".", "", StringComparison.Ordinal));
        Start(name, image, arguments, variant.Stress, tally);
    }

    private static void Start(string name, string image, List<string> arguments, string stress, TestTally tally)
    {
        var info = new ProcessStartInfo(image, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["SHARKAROS_STRESS"] = stress;
        using Process process = Process.Start(info)!;
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        System.Threading.Tasks.Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(s_limit))
        {
            process.Kill();
            process.WaitForExit();
        }

        Ending.ThrowIfRequested();
        SuiteReport.Take(name, output.Result, process.ExitCode, errors.Result, tally);
    }
}
