using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Build.Projects;

namespace Build.Testing;

/// <summary>./test: every suite on the host and in the guest, one line per test, one closing line.</summary>
public static class TestCommand
{
    public const string Help = """
        usage: ./test [FILTER]

        Builds and runs all tests: the NUnit projects tests/*/ on the host, the goroutine suite natively on Linux, then the
        guest suites tests/Guest/*/ inside the emulator, the last two also under the stress modes. With FILTER, only
        tests whose full name contains it. Ends with 'N passed, N failed, N skipped'; the exit status is 0 only if
        none failed.
        """;

    public static int Execute(Workspace workspace, IReadOnlyList<string> words)
    {
        if (words is ["--help"] or ["-h"])
        {
            Console.WriteLine(Help);
            return 0;
        }

        if (words.Count > 1)
            throw new BuildException("./test takes one filter; see ./test --help", 2);
        string filter = words.Count == 1 ? words[0] : "";
        var tally = new TestTally(Console.Out);
        List<ProjectFile> projects = [.. HostProjects(workspace)];
        var builder = new ProjectBuilder(workspace);
        builder.BuildStale([ProjectFile.Load(workspace.PathOf("IL2CPU/Cli/IL2CPU.Cli.csproj")), .. projects]);
        foreach (ProjectFile project in projects)
            new HostSuite(project.Name, builder.AssemblyOf(project)).Run(filter, tally);
        new NativeSuite(workspace, "tests/Guest/GoroutineTests/GoroutineTests.csproj").Run(filter, tally);
        foreach (GuestSuite suite in GuestSuite.All(workspace))
            suite.Run(filter, tally);
        tally.Close();
        if (tally.Total == 0)
        {
            Console.Error.WriteLine($"error: no test matches '{filter}'");
            return 2;
        }

        return tally.Failed == 0 ? 0 : 1;
    }

    /// <summary>NUnit projects: those tests/Directory.Build.props makes executables.</summary>
    private static IEnumerable<ProjectFile> HostProjects(Workspace workspace) =>
        Directory.EnumerateDirectories(workspace.PathOf("tests"))
            .Order(StringComparer.Ordinal)
            .Where(d => Path.GetFileName(d) is var n
                && (n.StartsWith("Unit.", StringComparison.Ordinal) || n is "Golden" or "Differential" or "Emulator" or "Debugger"))
            .Select(d => Path.Combine(d, Path.GetFileName(d) + ".csproj"))
            .Where(File.Exists)
            .Select(ProjectFile.Load);
}
