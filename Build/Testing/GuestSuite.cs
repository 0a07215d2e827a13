using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Build.Commands;
using Build.Projects;

namespace Build.Testing;

/// <summary>A test program that runs inside the emulator and reports each test on a line of its standard output.</summary>
/// <remarks>The lines are described at <see cref="SuiteReport"/>.</remarks>
public sealed class GuestSuite
{
    private const int TimeLimitSeconds = 300;

    /// <summary>Every suite runs in each of these; the stress modes at a tenth of the size.</summary>
    private static readonly (string Name, string[] Options, bool IsLight)[] s_variants =
    [
        ("Guest", [], false),
        ("Guest.Move", ["--stress", "move"], true),
        ("Guest.Collect", ["--stress", "collect"], true),
        ("Guest.Stealing", ["--2ls", "stealing", "--smp", "4"], false),
    ];

    private readonly Workspace _workspace;
    private readonly string _project;
    private readonly string[] _options;
    private readonly bool _isLight;

    private GuestSuite(Workspace workspace, string project, (string Name, string[] Options, bool IsLight) variant)
    {
        _workspace = workspace;
        _project = project;
        _options = variant.Options;
        _isLight = variant.IsLight;
        Name = $"{variant.Name}.{Path.GetFileNameWithoutExtension(project)}";
    }

    private string Name { get; }

    /// <summary>The programs built on the framework; others below the folder are run by tests of the host.</summary>
    public static IEnumerable<GuestSuite> All(Workspace workspace)
    {
        string folder = workspace.PathOf("tests/Guest");
        if (!Directory.Exists(folder))
            return [];
        return Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories)
            .Where(p => ProjectFile.Load(p).References.Any(r => Path.GetFileName(r) == "GuestFramework.csproj"))
            .Order(StringComparer.Ordinal)
            .SelectMany(p => s_variants.Select(v => new GuestSuite(workspace, p, v)));
    }

    /// <summary>The filter applies to the suite's name, or is handed to the suite, which skips nothing silently: it runs only matching tests.</summary>
    public void Run(string filter, TestTally tally)
    {
        Progress.Say($"testing {Name}");
        bool isWhole = Name.Contains(filter, StringComparison.Ordinal);
        var output = new MemoryStream();
        var log = new StringBuilder();
        List<string> arguments = _isLight ? ["--light"] : [];
        if (!isWhole)
            arguments.Add(filter.Replace(Name + ".", "", StringComparison.Ordinal));
        int status;
        try
        {
            status = RunCommand.Capture(_workspace, _options, _project, arguments, TimeLimitSeconds, output, line => log.AppendLine(line));
        }
        catch (BuildException e)
        {
            tally.Fail(Name, e.Message);
            return;
        }

        SuiteReport.Take(Name, Encoding.UTF8.GetString(output.ToArray()), status, log.ToString(), tally);
    }
}
