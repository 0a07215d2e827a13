using System;
using System.IO;

namespace Build;

/// <summary>Where things are in a checkout.</summary>
public sealed class Workspace
{
    /// <summary>All target code and host tools are built in this configuration.</summary>
    public const string Configuration = "Release";

    private Workspace(string root)
    {
        Root = root;
        string? elsewhere = Environment.GetEnvironmentVariable("SHARKAROS_ARTIFACTS");
        Artifacts = string.IsNullOrEmpty(elsewhere) ? Path.Combine(root, "artifacts") : elsewhere;
        Images = Path.Combine(Artifacts, "images");
    }

    /// <summary>Folder of global.json.</summary>
    public string Root { get; }

    /// <summary>Everything built; never committed.</summary>
    public string Artifacts { get; }

    /// <summary>ELF images, archives and ISOs.</summary>
    public string Images { get; }

    /// <summary>The checkout whose script was started; without a script, the one this program was built in, or around the current directory.</summary>
    public static Workspace Find()
    {
        foreach (string? start in new[] { Environment.GetEnvironmentVariable("SHARKAROS_ROOT"), AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            for (string? folder = start; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
            {
                if (File.Exists(Path.Combine(folder, "global.json")) && Directory.Exists(Path.Combine(folder, "IL2CPU")))
                    return new Workspace(folder);
            }
        }

        throw new BuildException("not inside a Sharkaros checkout: change to its folder and start ./run or ./test there");
    }

    /// <summary>Absolute path of a file of the checkout.</summary>
    public string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Whether a full path is in the checkout.</summary>
    public bool Contains(string file) => file.StartsWith(Root + "/", StringComparison.Ordinal);

    /// <summary>Output folder of a project under artifacts/bin.</summary>
    public string OutputOf(string projectFile) =>
        Path.Combine(Artifacts, "bin", Path.GetFileNameWithoutExtension(projectFile), "release");
}
