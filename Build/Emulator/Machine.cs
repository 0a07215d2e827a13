using System.Collections.Generic;
using System.IO;
using Abi;
using Build.Commands;

namespace Build.Emulator;

/// <summary>The emulated machine's command line.</summary>
/// <remarks>
/// TCG always: a nested /dev/kvm may exist and interpret ring 0 a thousand times slower. COM1 carries kernel messages and the
/// program's standard error, COM2 its standard output and input. Source: shared measurements, boot.md 0, 4 and 5.
/// </remarks>
public sealed class Machine
{
    /// <summary>Guest memory, MiB.</summary>
    public const int MemoryMegabytes = 512;

    private readonly List<string> _arguments = [];

    public Machine(RunOptions options)
    {
        Add("-accel", options.VirtualClock ? "tcg,thread=single" : "tcg");
        Add("-machine", "q35");
        Add("-cpu", "max");
        Add("-m", $"{MemoryMegabytes}M");
        Add("-smp", options.Cores.ToString());
        Add("-nodefaults");
        Add("-vga", "none");
        Add("-display", "none");
        Add("-no-reboot");
        Add("-device", $"isa-debug-exit,iobase=0x{BootProtocol.DebugExitPort:x},iosize=4");
        if (options.VirtualClock)
        {
            Add("-icount", "shift=0,sleep=off");
            // A wall-clock date would differ between two runs.
            Add("-rtc", "base=2026-01-01T00:00:00,clock=vm");
        }

        if (options.WaitForDebugger)
            Add("-S", "-gdb", $"tcp:127.0.0.1:{options.DebugPort}");
    }

    public IReadOnlyList<string> Arguments => _arguments;

    public void Add(params IEnumerable<string> arguments) => _arguments.AddRange(arguments);

    /// <summary>Boots kernel and archive without firmware menus.</summary>
    public void BootDirectly(string kernel, string archive) => Add("-kernel", kernel, "-initrd", archive);

    public void BootIso(string iso, bool isUefi)
    {
        Add("-drive", $"file={Escape(iso)},format=raw,if=none,id=cd,media=cdrom,readonly=on", "-device", "ide-cd,drive=cd,bootindex=0");
        if (isUefi)
            Add("-drive", $"if=pflash,format=raw,readonly=on,file={Escape(Firmware())}");
    }

    /// <summary>Hands the kernel a named blob through fw_cfg.</summary>
    public void AddBootItem(string name, string file) => Add("-fw_cfg", $"name={BootProtocol.FwCfgPrefix}{name},file={Escape(file)}");

    private static string Escape(string path) => path.Replace(",", ",,", System.StringComparison.Ordinal);

    private static string Firmware()
    {
        foreach (string path in new[] { "/usr/share/OVMF/OVMF_CODE.fd", "/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/qemu/OVMF.fd" })
        {
            if (File.Exists(path))
                return path;
        }

        throw new BuildException("no UEFI firmware found: install the package 'ovmf'");
    }
}
