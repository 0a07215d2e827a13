using System.IO;

namespace Build.Images;

/// <summary>Makes the bootable ISO with GRUB's own tools (BIOS and UEFI).</summary>
public sealed class IsoBuilder(Workspace workspace)
{
    private readonly Workspace _workspace = workspace;

    /// <summary>Path of the ISO, rebuilt when kernel, archive or GRUB's configuration is newer.</summary>
    public string Build(string kernel, string archive)
    {
        string iso = Path.ChangeExtension(archive, ".iso");
        string configuration = _workspace.PathOf("iso/grub.cfg");
        if (File.Exists(iso) && IsNewer(iso, kernel) && IsNewer(iso, archive) && IsNewer(iso, configuration))
            return iso;
        Progress.Say("making the ISO");
        string tree = Path.Combine(_workspace.Images, "iso-tree");
        if (Directory.Exists(tree))
            Directory.Delete(tree, recursive: true);
        string grub = Path.Combine(tree, "boot", "grub");
        Directory.CreateDirectory(grub);
        File.Copy(kernel, Path.Combine(tree, "boot", "kernel.elf"));
        File.Copy(archive, Path.Combine(tree, "boot", "system.cpio"));
        File.Copy(configuration, Path.Combine(grub, "grub.cfg"));
        Shell.RunChecked("grub-mkrescue", "grub-mkrescue", ["-o", iso, tree, "--", "-volid", "SHARKAROS"]);
        return iso;
    }

    private static bool IsNewer(string file, string than) => File.GetLastWriteTimeUtc(file) >= File.GetLastWriteTimeUtc(than);
}
