using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Build.Images;

/// <summary>Packs the read-only file tree of the guest: /bin programs, /2ls schedulers, /etc and the rest of iso/root.</summary>
public sealed class ArchiveBuilder(Workspace workspace)
{
    private readonly Workspace _workspace = workspace;

    /// <summary>Path of the archive; rewritten only when its content changes.</summary>
    public string Build(string name, IReadOnlyList<(string Name, string Image)> programs, IReadOnlyList<(string Name, string Image)> schedulers)
    {
        using var memory = new MemoryStream();
        using (var archive = new CpioWriter(memory))
        {
            archive.AddFolder("bin");
            foreach ((string program, string image) in programs)
                archive.AddFile($"bin/{program}", File.ReadAllBytes(image));
            archive.AddFolder("2ls");
            foreach ((string scheduler, string image) in schedulers)
                archive.AddFile($"2ls/{scheduler}", File.ReadAllBytes(image));
            AddTree(archive, _workspace.PathOf("iso/root"));
        }

        string file = Path.Combine(_workspace.Images, $"{name}.cpio");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        byte[] content = memory.ToArray();
        if (!File.Exists(file) || !File.ReadAllBytes(file).AsSpan().SequenceEqual(content))
            File.WriteAllBytes(file, content);
        return file;
    }

    private static void AddTree(CpioWriter archive, string root)
    {
        if (!Directory.Exists(root))
            return;
        foreach (string entry in Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string relative = Path.GetRelativePath(root, entry);
            if (Directory.Exists(entry))
                archive.AddFolder(relative);
            else
                archive.AddFile(relative, File.ReadAllBytes(entry));
        }
    }
}
