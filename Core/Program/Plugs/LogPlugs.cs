using System.Text;

namespace Core.Program.Plugs;

/// <summary>The system's log, which Trace and Debug write to: standard error.</summary>
internal static unsafe class LogPlugs
{
    private const int StandardError = 2;

    [Plug("Interop+Sys", "SysLog", Hash = "1b8a059672f44a67")]
    private static void Log(int priority, string format, string text)
    {
        // The format is always "%s".
        byte[] bytes = Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text : text + "\n");
        fixed (byte* data = bytes)
            Leaves.Write(StandardError, data, (nuint)bytes.Length);
    }
}
