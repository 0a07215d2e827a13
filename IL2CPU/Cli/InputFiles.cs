using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using IL2CPU.Import;

namespace IL2CPU.Cli;

/// <summary>The DLLs of a compilation.</summary>
internal sealed class InputFiles
{
    private const string Pack = "microsoft.netcore.app.runtime.nativeaot.linux-x64";
    private static readonly string[] s_platforms = [".Linux", ".Metal", ".Kernel", ".Native"];
    private readonly List<string> _all = [];
    private readonly List<string> _own = [];
    private readonly HashSet<string> _runtime = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    private InputFiles(CommandLine line)
    {
        Application = Path.GetFullPath(line.Input);
        if (!File.Exists(Application))
            throw new UsageException($"no file {line.Input}");
        string platform = PlatformOf(line);
        AddOwn(Application, platform);
        foreach (string reference in line.References)
        {
            if (File.Exists(reference))
                AddOwn(Path.GetFullPath(reference), platform);
            else if (Directory.Exists(reference))
                AddFolder(reference, platform);
            else
                throw new UsageException($"--reference {reference}: no such file or folder");
        }

        foreach (string reference in line.References)
        {
            if (File.Exists(reference))
                AddFolder(Path.GetDirectoryName(Path.GetFullPath(reference))!, platform);
        }

        AddFolder(Path.GetDirectoryName(Application)!, platform);
        AddRuntime(platform);
        string library = BaseLibraryFolder(line.BaseLibrary);
        Add(Path.Combine(library, "native", "System.Private.CoreLib.dll"));
        foreach (string file in Sorted(Path.Combine(library, "lib", "net10.0")))
            Add(file);
    }

    /// <summary>Full path of the DLL with the entry point.</summary>
    public string Application { get; }

    /// <summary>Every DLL references are resolved in; the first of a name counts.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>Those that are not part of the base library.</summary>
    public IReadOnlyList<string> Own => _own;

    /// <summary>Those of them that do not come with the runtime: the program and the libraries it brought.</summary>
    public IEnumerable<string> Program
    {
        get
        {
            foreach (string file in _own)
            {
                if (!_runtime.Contains(Path.GetFileNameWithoutExtension(file)))
                    yield return file;
            }
        }
    }

    /// <exception cref="UsageException">Something is missing.</exception>
    public static InputFiles Find(CommandLine line) => new(line);

    /// <summary>Assemblies whose name ends in the name of another platform are not for this image.</summary>
    private static string PlatformOf(CommandLine line) => line.Profile switch
    {
        ImageProfile.Kernel => ".Kernel",
        ImageProfile.Native => ".Native",
        _ => line.Target == ImageTarget.Linux ? ".Linux" : ".Metal",
    };

    /// <summary>The runtime this compiler was built with, for images that bring none along.</summary>
    private void AddRuntime(string platform)
    {
        // The goroutine layer brings the rest of a program's runtime along.
        foreach (string project in new[] { "Goroutines" + platform, "Core" + platform })
        {
            string folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, "release"));
            if (!Directory.Exists(folder))
                continue;
            AddFolder(folder, platform);
            foreach (string file in Sorted(folder))
                _runtime.Add(Path.GetFileNameWithoutExtension(file));
        }

        if (!_names.Contains("Core" + platform))
            throw new UsageException($"no Core{platform}.dll, the runtime of this kind of image, beside {Application} or among the references");
    }

    private void AddFolder(string folder, string platform)
    {
        foreach (string file in Sorted(folder))
            AddOwn(file, platform);
    }

    private void AddOwn(string file, string platform)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        foreach (string other in s_platforms)
        {
            if (other != platform && name.EndsWith(other, StringComparison.Ordinal) && file != Application)
                return;
        }

        if (Add(file))
            _own.Add(file);
    }

    private bool Add(string file)
    {
        if (!_names.Add(Path.GetFileNameWithoutExtension(file)))
            return false;
        _all.Add(file);
        return true;
    }

    private static List<string> Sorted(string folder)
    {
        var files = new List<string>(Directory.EnumerateFiles(Path.GetFullPath(folder), "*.dll"));
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static string BaseLibraryFolder(string? given)
    {
        string version = BaseLibraryVersion();
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string folder = given ?? Path.Combine(packages, Pack, version, "runtimes", "linux-x64");
        if (File.Exists(Path.Combine(folder, "native", "System.Private.CoreLib.dll")))
            return folder;
        throw new UsageException(given is not null
            ? $"--base-library {given}: no native/System.Private.CoreLib.dll in it"
            : $"the base library {Pack} {version} is not in {packages}: it comes with a restore of this repository");
    }

    private static string BaseLibraryVersion()
    {
        foreach (AssemblyMetadataAttribute attribute in typeof(InputFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>())
        {
            if (attribute is { Key: "BaseLibraryVersion", Value: { } version })
                return version;
        }

        throw new InvalidOperationException("the compiler was built without the base library's version");
    }
}
