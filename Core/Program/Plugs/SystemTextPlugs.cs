using Core.Program.Native;

namespace Core.Program.Plugs;

/// <summary>Texts of the system which the base library reads through an integer made of a stack address: here the stack moves.</summary>
internal static unsafe class SystemTextPlugs
{
    private const int BufferBytes = 1024;

    /// <summary>PATH_MAX.</summary>
    private const int PathBytes = 4096;

    [Plug("Interop+Sys", "StrError", Parameters = "System.Int32", Hash = "0d3e6e4493d409d2")]
    private static string DescribeError(int number)
    {
        byte* buffer = stackalloc byte[BufferBytes];
        return Text(DescribeError(number, buffer, BufferBytes));
    }

    [Plug("Interop+Sys", "GetHostName", Parameters = "", Hash = "3cab1abf59a00118")]
    private static string HostName()
    {
        byte* buffer = stackalloc byte[BufferBytes];
        return ReadHostName(buffer, BufferBytes) == 0 ? Text(buffer) : "localhost";
    }

    [Plug("Interop+Sys", "GetCwd", Parameters = "", Hash = "09611f68ea70c1f1")]
    private static string WorkingFolder()
    {
        byte* buffer = stackalloc byte[PathBytes];
        return ReadWorkingFolder(buffer, PathBytes) != null
            ? Text(buffer)
            : throw new System.IO.IOException("The working directory does not exist any more, or its path is too long.");
    }

    private static string Text(byte* text) => NativeText.Decode(NativeText.SpanOf(text));

    [Routine("SystemNative_StrErrorR")]
    private static extern byte* DescribeError(int number, byte* buffer, int bytes);

    [Routine("SystemNative_GetHostName")]
    private static extern int ReadHostName(byte* buffer, int bytes);

    [Routine("SystemNative_GetCwd")]
    private static extern byte* ReadWorkingFolder(byte* buffer, int bytes);
}
