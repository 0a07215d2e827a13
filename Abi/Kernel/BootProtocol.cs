namespace Abi;

/// <summary>What launcher, boot medium and kernel agree on.</summary>
public static class BootProtocol
{
    /// <summary>fw_cfg names start with this.</summary>
    public const string FwCfgPrefix = "opt/sharkaros/";

    /// <summary>fw_cfg: path of the program in the archive, such as <c>bin/Hello</c>; absent means prompt.</summary>
    public const string Program = "program";

    /// <summary>fw_cfg: arguments, each ended by a newline (without the program's name).</summary>
    public const string Arguments = "args";

    /// <summary>fw_cfg: environment, NAME=VALUE lines.</summary>
    public const string Environment = "env";

    /// <summary>fw_cfg: name of the 2LS in the archive's <c>2ls/</c>.</summary>
    public const string Scheduler = "2ls";

    /// <summary>fw_cfg: <c>split</c> sends program output to COM2 and takes its input from there.</summary>
    public const string Console = "console";

    /// <summary>fw_cfg: the archive, when no module carries it.</summary>
    public const string Archive = "archive";

    /// <summary>fw_cfg: any content makes the kernel talkative.</summary>
    public const string Verbose = "verbose";

    /// <summary>fw_cfg: any content says that all cores share one virtual clock and run in turns.</summary>
    public const string VirtualClock = "virtualclock";

    /// <summary>fw_cfg: all of the standard input, for a run in which nothing may come from outside at a time of its own.</summary>
    public const string Input = "input";

    public const string DefaultScheduler = "fifo";
    public const string ProgramFolder = "bin/";
    public const string SchedulerFolder = "2ls/";

    /// <summary>Port of isa-debug-exit; QEMU's status is 2 * value + 1.</summary>
    public const ushort DebugExitPort = 0xF4;

    /// <summary>The program ended; its code is in the exit line. QEMU's status: 33.</summary>
    public const byte DebugExitClean = 0x10;

    /// <summary>Kernel panic. QEMU's status: 35.</summary>
    public const byte DebugExitPanic = 0x11;

    /// <summary>What the kernel writes to COM2 before anything of a program's: firmware uses the line as its console too.
    /// Input must not be sent before, or the firmware takes it.</summary>
    public static System.ReadOnlySpan<byte> OutputMark => [0x1E, 0x02];

    /// <summary>First character of the exit line <c>\x1e exit CODE\n</c>, the last line on COM1.</summary>
    public const char ExitLineMark = '\x1e';
}

/// <summary>Header of the argument block: two tables of u32 offsets from its begin, then UTF-8 strings ended by NUL.</summary>
/// <remarks>u32 argument count, u32 environment count, u32 offset per argument, u32 offset per variable, strings.</remarks>
public static class ArgumentBlock
{
    public const int CountOffset = 0;
    public const int EnvironmentCountOffset = 4;
    public const int FirstOffset = 8;
}
