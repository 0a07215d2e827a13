using System;
using System.IO;
using System.Text;

namespace Core.Program.Plugs;

/// <summary>System.Console on three descriptors. What is drawn on a terminal: <see cref="TerminalPlugs"/>.</summary>
internal static class ConsolePlugs
{
    private static TextReader? s_input;

    [Plug("System.ConsolePal", "OpenStandardInput", Hash = "fdfc793db974eb2c")]
    private static Stream OpenStandardInput() => new DescriptorStream(0);

    [Plug("System.ConsolePal", "OpenStandardOutput", Hash = "2044c013f9ea54f1")]
    private static Stream OpenStandardOutput() => new DescriptorStream(1);

    [Plug("System.ConsolePal", "OpenStandardError", Hash = "5ecfb484f93fa12e")]
    private static Stream OpenStandardError() => new DescriptorStream(2);

    [Plug("System.ConsolePal", "get_InputEncoding", Hash = "4597da97972045a0")]
    private static Encoding InputEncoding() => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    [Plug("System.ConsolePal", "get_OutputEncoding", Hash = "4597da97972045a0")]
    private static Encoding OutputEncoding() => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    [Plug("System.ConsolePal", "GetOrCreateReader", Hash = "2a5e09075fdd1aef")]
    private static TextReader GetOrCreateReader() =>
        s_input ??= TextReader.Synchronized(new StreamReader(OpenStandardInput(), InputEncoding(), detectEncodingFromByteOrderMarks: false));

    [Plug("System.ConsolePal", "EnsureConsoleInitialized", Hash = "3d57145a41e504ce")]
    private static void EnsureConsoleInitialized()
    {
    }

    [Plug("System.ConsolePal", "IsInputRedirectedCore", Hash = "61ce2e0d218fe154")]
    private static bool IsInputRedirected() => true;

    [Plug("System.ConsolePal", "IsOutputRedirectedCore", Hash = "5e46f92a1128ecef")]
    private static bool IsOutputRedirected() => !Terminal.IsAt(1);

    [Plug("System.ConsolePal", "IsErrorRedirectedCore", Hash = "3f4a0fbad5880515")]
    private static bool IsErrorRedirected() => !Terminal.IsAt(2);
}
