using System;
using System.IO;
using System.Linq;

namespace Build.Commands;

/// <summary>Programs the emulator runs need; the scripts install them where they can.</summary>
public static class Requirements
{
    public static void Check(RunOptions options)
    {
        Need("qemu-system-x86_64", "qemu-system-x86");
        if (options.Boot == BootPath.Direct)
            return;
        Need("grub-mkrescue", "grub-common grub-pc-bin");
        Need("xorriso", "xorriso");
        Need("mformat", "mtools");
    }

    private static void Need(string program, string package)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        if (!folders.Any(f => File.Exists(Path.Combine(f, program))))
            throw new BuildException($"'{program}' is missing: install the package(s) {package}");
    }
}
