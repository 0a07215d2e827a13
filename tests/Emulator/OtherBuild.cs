using System;
using System.Diagnostics;
using System.IO;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Emulator;

/// <summary>A copy of the scheduler's sources in which the declaration can be changed: another build of the system.</summary>
internal sealed partial class OtherBuild : IDisposable
{
    private static readonly string[] s_folders = ["Abi", "Core", "Syscalls", "Signals", "TwoLevelScheduler"];
    private static readonly string[] s_files = [".editorconfig", "Directory.Build.props", "Directory.Packages.props", "global.json", "Build/Target.props"];
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("sharkaros-other-");

    public OtherBuild()
    {
        foreach (string folder in s_folders)
        {
            foreach (string file in Directory.EnumerateFiles(RunScript.PathOf(folder), "*", SearchOption.AllDirectories))
                Copy(Path.GetRelativePath(RunScript.PathOf("."), file));
        }

        foreach (string file in s_files)
            Copy(file);
    }

    /// <summary>Removes the last function of the table.</summary>
    /// <returns>Its declaration.</returns>
    public string RemoveLastFunction()
    {
        string file = PathOf("Abi/IUsysFunctions.cs");
        string text = File.ReadAllText(file);
        int begin = text.IndexOf("interface IUsysFunctions", StringComparison.Ordinal);
        int end = text.IndexOf("\n}", begin, StringComparison.Ordinal);
        Match last = Function().Matches(text[begin..end])[^1];
        File.WriteAllText(file, text.Remove(begin + last.Index, last.Length));
        return last.Value.Trim();
    }

    /// <returns>DLL of the first-come scheduler, its references beside it.</returns>
    public string BuildScheduler()
    {
        const string Name = "TwoLevelScheduler.Fifo";
        string[] words = ["build", PathOf($"TwoLevelScheduler/Images/Fifo/{Name}.csproj"), "-c", "Release", "-nologo", "-v", "quiet"];
        var info = new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true, WorkingDirectory = _root.FullName };
        info.Environment["SHARKAROS_ARTIFACTS"] = PathOf("artifacts");
        using Process process = Process.Start(info)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, output);
        return PathOf($"artifacts/bin/{Name}/release/{Name}.dll");
    }

    public void Dispose() => _root.Delete(recursive: true);

    private string PathOf(string relative) => Path.Combine(_root.FullName, relative);

    private void Copy(string relative)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.Copy(RunScript.PathOf(relative), PathOf(relative));
    }

    [GeneratedRegex(@"^    [a-z]\w* \w+\([^)]*\);\n", RegexOptions.Multiline)]
    private static partial Regex Function();
}
