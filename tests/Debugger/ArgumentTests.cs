using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Build;
using Build.Emulator;
using NUnit.Framework;

namespace Debugger;

/// <summary>
/// A program says what its arguments are, and gdb shows the same, at every stop and in every frame, or that it does not know.
/// The program runs on Linux: the compiler and the debug information are those of the guest's programs.
/// </summary>
[TestFixture("-O2")]
[TestFixture("-O0")]
internal sealed partial class ArgumentTests(string level)
{
    private const string Unknown = "<optimized out>";

    private readonly List<(string Kind, string Said, string Shown)> _stops = [];
    private string _image = "";

    [OneTimeSetUp]
    public void Debug()
    {
        Gdb.Require();
        Workspace workspace = Workspace.Find();
        _image = Path.Combine(Path.GetTempPath(), $"sharkaros-arguments-{Guid.NewGuid():N}");
        Execute("dotnet", Built("IL2CPU.Cli", "il2cpu.dll"), Built("Arguments", "Arguments.dll"), "-o", _image, "--target", "linux",
            "--reference", Built("Goroutines.Linux", ""), level);
        string[] said = [.. Execute(_image).Split('\n').Where(line => NamedLine().IsMatch(line))];
        string transcript = Gdb.Run([_image],
        [
            $"source {workspace.PathOf(DebuggerScript.Extension)}", $"source {workspace.PathOf("tests/Debugger/arguments.py")}",
            $"python run('{workspace.PathOf("tests/Debugger/Arguments/Program.cs")}')",
        ]);
        foreach (Match stop in ShownLine().Matches(transcript))
            _stops.Add((stop.Groups[1].Value, said[int.Parse(stop.Groups[2].Value)], stop.Groups[3].Value));
    }

    [OneTimeTearDown]
    public void Delete() => File.Delete(_image);

    [Test]
    public void NothingShown_DiffersFromWhatIs()
    {
        Assert.That(_stops, Has.Count.GreaterThan(500));
        foreach ((string kind, string said, string shown) in _stops)
        {
            string known = string.Join(".*", shown.Split(Unknown).Select(Regex.Escape));
            Assert.That(said, Does.Match($"^{known}$"), kind);
        }
    }

    /// <summary>Optimised, what is not known: one of two fields, after the method has changed the other.</summary>
    [TestCase("ENTRY", 0.9, TestName = "Arguments_AtTheLineThatReadsThem_AreKnown")]
    [TestCase("KNOWN", 0.9, TestName = "Arguments_AtLaterLines_AreMostlyKnown")]
    [TestCase("STOP", 0.9, TestName = "Arguments_OfTheCaller_AreMostlyKnown")]
    [TestCase("UP", 0.9, TestName = "Arguments_OfFramesFurtherUp_AreMostlyKnown")]
    public void Arguments_AreKnown(string kind, double share)
    {
        var stops = _stops.Where(stop => stop.Kind == kind).ToList();
        Assert.That(stops, Has.Count.GreaterThan(50));
        int known = stops.Count(stop => !stop.Shown.Contains(Unknown, StringComparison.Ordinal));
        Assert.That(known, Is.AtLeast(level == "-O0" ? stops.Count : share * stops.Count));
    }

    private static string Built(string project, string file) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, "release", file));

    private static string Execute(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, program);
        return output;
    }

    [GeneratedRegex(@"^[A-Z]\w+: ")]
    private static partial Regex NamedLine();

    [GeneratedRegex(@"^(ENTRY|KNOWN|STOP|UP) (\d+) (.*)$", RegexOptions.Multiline)]
    private static partial Regex ShownLine();
}
