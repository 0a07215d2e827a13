using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Build.Projects;

/// <summary>A project or single source file from outside this repository, built by its own rules and where these say.</summary>
/// <remarks>MSBuild tells where the DLL is; the stamp keeps the answer, so that nothing is started when nothing changed.</remarks>
public sealed class GivenProject(Workspace workspace, string file)
{
    private static readonly string[] s_withoutNativeCompiler = ["-p:PublishAot=false"];

    private readonly Workspace _workspace = workspace;
    private readonly string _file = Path.GetFullPath(file);

    private bool IsSource => _file.EndsWith(".cs", StringComparison.Ordinal);

    private string Stamp
    {
        get
        {
            string identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_file)))[..16];
            return Path.Combine(_workspace.Artifacts, "stamps", $"given-{identity}.built");
        }
    }

    /// <summary>Path of the DLL, after a build if any input is newer.</summary>
    public string Build()
    {
        string assembly = File.Exists(Stamp) ? File.ReadAllText(Stamp) : "";
        if (File.Exists(assembly) && !ChangedSince(File.GetLastWriteTimeUtc(Stamp)))
            return assembly;
        Progress.Say($"building {Path.GetFileName(_file)}");
        // Changes made while the compiler runs belong to the next build.
        DateTime start = DateTime.UtcNow;
        assembly = Shell.RunChecked($"building {_file}", "dotnet",
            [
                "build", _file, "-t:Build", "-c", Workspace.Configuration, "-nologo", "-v", "quiet", "-clp:NoSummary", "-getProperty:TargetPath",
                // A file is published by NativeAOT unless it says no, and the build would fetch that compiler.
                .. IsSource ? s_withoutNativeCompiler : [],
            ],
            Path.GetDirectoryName(_file)).Trim();
        if (!File.Exists(assembly))
            throw new BuildException($"{_file} does not say which DLL it makes (several frameworks?): build it, and give the DLL");
        Directory.CreateDirectory(Path.GetDirectoryName(Stamp)!);
        File.WriteAllText(Stamp, assembly);
        File.SetLastWriteTimeUtc(Stamp, start);
        return assembly;
    }

    private bool ChangedSince(DateTime time)
    {
        if (IsSource)
        {
            // A directive may bring in anything: then MSBuild decides.
            return File.GetLastWriteTimeUtc(_file) > time
                || File.ReadLines(_file).Any(l => l.StartsWith("#:", StringComparison.Ordinal));
        }

        return ProjectFile.Load(_file).Closure().Any(p => !p.IsFullyKnown || p.LastChange() > time);
    }
}
