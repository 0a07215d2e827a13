using Core.Program.Native;

namespace Core.Program.Plugs;

/// <summary>Texts of the system which the base library reads through an integer made of a stack address: here the stack moves.</summary>
internal static unsafe class SystemTextPlugs
{
    private const int BufferBytes = 1024;

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

    private static string Text(byte* text) => System.Text.Encoding.UTF8.GetString(NativeText.SpanOf(text));

    [Routine("SystemNative_StrErrorR")]
    private static extern byte* DescribeError(int number, byte* buffer, int bytes);

    [Routine("SystemNative_GetHostName")]
    private static extern int ReadHostName(byte* buffer, int bytes);
}
