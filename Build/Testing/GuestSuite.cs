using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Build.Commands;

namespace Build.Testing;

/// <summary>A test program that runs inside the emulator and reports each test on a line of its standard output.</summary>
/// <remarks>
/// Lines: "passed NAME", "failed NAME: reason", "skipped NAME: reason", and at the end "finished N" with the number of results.
/// A suite that ends without that line, with another number, or with a status other than 0 (1 after failures) has failed.
/// </remarks>
public sealed class GuestSuite
{
    private const int TimeLimitSeconds = 300;
    private readonly Workspace _workspace;
    private readonly string _project;

    private GuestSuite(Workspace workspace, string project)
    {
        _workspace = workspace;
        _project = project;
    }

    private string Name => "Guest." + Path.GetFileNameWithoutExtension(_project);

    public static IEnumerable<GuestSuite> All(Workspace workspace)
    {
        string folder = workspace.PathOf("tests/Guest");
        if (!Directory.Exists(folder))
            return [];
        return Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories)
            .Where(p => Path.GetFileName(p) != "GuestFramework.csproj")
            .Order(StringComparer.Ordinal)
            .Select(p => new GuestSuite(workspace, p));
    }

    /// <summary>The filter applies to the suite's name, or is handed to the suite, which skips nothing silently: it runs only matching tests.</summary>
    public void Run(string filter, TestTally tally)
    {
        Progress.Say($"testing {Name}");
        bool isWhole = Name.Contains(filter, StringComparison.Ordinal);
        var output = new MemoryStream();
        var log = new StringBuilder();
        int status;
        try
        {
            status = RunCommand.Capture(
                _workspace, _project, isWhole ? [] : [filter.Replace(Name + ".", "", StringComparison.Ordinal)], TimeLimitSeconds, output, line => log.AppendLine(line));
        }
        catch (BuildException e)
        {
            tally.Fail(Name, e.Message);
            return;
        }

        Report(Encoding.UTF8.GetString(output.ToArray()), status, log.ToString(), tally);
    }

    private void Report(string output, int status, string log, TestTally tally)
    {
        int results = 0;
        int failed = 0;
        int announced = -1;
        foreach (string line in output.Split('\n'))
        {
            string text = line.TrimEnd('\r');
            if (TryTake(text, "passed ", out string name))
                tally.Pass($"{Name}.{name}");
            else if (TryTake(text, "skipped ", out name))
                tally.Skip($"{Name}.{name}");
            else if (TryTake(text, "failed ", out name))
            {
                string[] parts = name.Split(": ", 2);
                tally.Fail($"{Name}.{parts[0]}", parts.Length == 2 ? parts[1] : "no reason given");
                failed++;
            }
            else
            {
                if (TryTake(text, "finished ", out string count))
                    announced = int.TryParse(count, out int value) ? value : -1;
                continue;
            }

            results++;
        }

        if (announced != results || status != (failed == 0 ? 0 : 1))
            tally.Fail(Name, $"the suite reported {results} results, announced {announced}, and ended with status {status}:\n{output}\n{log}");
    }

    private static bool TryTake(string line, string prefix, out string rest)
    {
        bool matches = line.StartsWith(prefix, StringComparison.Ordinal);
        rest = matches ? line[prefix.Length..] : "";
        return matches;
    }
}
