using System.IO;
using System.Text;
using Build.Images;

namespace Build.Emulator;

/// <summary>What gdb must know to debug one boot, as a file of its commands.</summary>
/// <remarks>
/// Breakpoints on code of a process may be set before it exists: QEMU keeps them beside the guest's memory, by virtual
/// address, and the code that gdb wants to look at is read from the ELF files. The files are linked at the addresses
/// where they run, so symbols need no offsets.
/// </remarks>
public static class DebuggerScript
{
    /// <summary>Commands and printers in gdb's Python, below the checkout's root. They serve programs on Linux as well.</summary>
    public const string Extension = "Build/Emulator/sharkaros.py";

    /// <summary>Writes the script beside the archive.</summary>
    /// <returns>Its path.</returns>
    public static string Write(Workspace workspace, SystemImages.BootSet set, int port)
    {
        string path = Path.ChangeExtension(set.Archive, ".gdb");
        File.WriteAllText(path, Compose(workspace.Root, set, port));
        return path;
    }

    /// <summary>Text of the script.</summary>
    public static string Compose(string root, SystemImages.BootSet set, int port)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line).Append('\n');
        Line("set confirm off");
        Line("set trust-readonly-sections on");
        Line($"set substitute-path /sharkaros/ {root}/");
        Line("# Sources of the base library are not here: step over it.");
        Line("skip -gfile /_/src/*");
        Line($"file {set.Kernel}");
        Line($"add-symbol-file {set.Scheduler}");
        // At the prompt any sample may run, all at the same addresses: which one to debug is for the user to say.
        foreach (string program in set.Programs)
            Line(set.Program is null ? $"# add-symbol-file {program}" : $"add-symbol-file {program}");
        Line(Commands);
        Line($"target remote 127.0.0.1:{port}");
        // Last: a gdb without Python stops reading here, and lacks only this.
        Line($"source {Path.Combine(root, Extension)}");
        return text.ToString();
    }

    /// <summary>
    /// gdb's own 'next' waits for the same stack and the same core; a goroutine's stack may be copied in a call, and the
    /// goroutine go on elsewhere.
    /// </summary>
    private const string Commands = """
        define over
        tbreak +1
        continue
        end
        document over
        Continue to the next line of the file, on whatever core and stack: for lines that block or call deeply.
        end
        """;
}
