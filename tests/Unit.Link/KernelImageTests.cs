using System;
using System.Diagnostics;
using System.IO;
using IL2CPU.Import;
using IL2CPU.Link;
using IL2CPU.Routines.Kernel;
using NUnit.Framework;

namespace Unit.Link;

public sealed class KernelImageTests
{
    // mov al, 0x10; out 0xF4, al; hlt; jmp to hlt
    private static readonly byte[] s_exitClean = [0xB0, 0x10, 0xE6, 0xF4, 0xF4, 0xEB, 0xFD];
    private const string Emulator = "/usr/bin/qemu-system-x86_64";

    [Test]
    public void KernelImage_ByMultiboot1_ReachesKernelMain()
    {
        if (!File.Exists(Emulator))
            Assert.Ignore("no emulator here");
        var options = new ImageOptions { Name = "kernel", Entry = null, Boot = BootSection.Build() };
        LinkedImage image = ImageBuilder.Build(
            new FakeModel { UsedProfile = ImageProfile.Kernel },
            [Functions.Routine("kernel_main", s_exitClean), Functions.Routine("ap_entry", s_exitClean)], options);
        string path = Path.Combine(Path.GetTempPath(), $"sharkaros-kernel-{Guid.NewGuid():N}");
        try
        {
            File.WriteAllBytes(path, image.File.ToArray());
            string[] arguments =
            [
                "-accel", "tcg", "-M", "q35", "-cpu", "max", "-m", "64M", "-nodefaults", "-display", "none", "-no-reboot",
                "-device", "isa-debug-exit,iobase=0xf4,iosize=4", "-kernel", path,
            ];
            using Process process = Process.Start(Emulator, arguments);
            bool ended = process.WaitForExit(60_000);
            if (!ended)
                process.Kill();
            Assert.That(ended);
            Assert.That(process.ExitCode, Is.EqualTo(33));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
