using Core.Text;

namespace Core.Program.Start;

/// <summary>The orderly end of the process.</summary>
public static class ProcessExit
{
    /// <summary>Status of a Main without a result: what Environment.ExitCode was set to.</summary>
    public static int Status { get; set; }

    /// <summary>Ends the process. Standard streams are not buffered, so nothing is left to write.</summary>
    [Export("SystemNative_Exit")]
    public static void Exit(int status) => Fatal.Exit(status);
}
