using System;
using System.IO;
using System.Text;

namespace Core.Program.Plugs;

/// <summary>System.Console on three descriptors: no terminal database, no colours, no cursor.</summary>
internal static class ConsolePlugs
{
    private static TextReader? s_input;

    [Plug("System.ConsolePal", "OpenStandardInput")]
    private static Stream OpenStandardInput() => new DescriptorStream(0);

    [Plug("System.ConsolePal", "OpenStandardOutput")]
    private static Stream OpenStandardOutput() => new DescriptorStream(1);

    [Plug("System.ConsolePal", "OpenStandardError")]
    private static Stream OpenStandardError() => new DescriptorStream(2);

    [Plug("System.ConsolePal", "get_InputEncoding")]
    private static Encoding InputEncoding() => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    [Plug("System.ConsolePal", "get_OutputEncoding")]
    private static Encoding OutputEncoding() => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    [Plug("System.ConsolePal", "GetOrCreateReader")]
    private static TextReader GetOrCreateReader() =>
        s_input ??= TextReader.Synchronized(new StreamReader(OpenStandardInput(), InputEncoding(), detectEncodingFromByteOrderMarks: false));

    [Plug("System.ConsolePal", "EnsureConsoleInitialized")]
    private static void EnsureConsoleInitialized()
    {
    }

    [Plug("System.ConsolePal", "IsInputRedirectedCore")]
    private static bool IsInputRedirected() => true;

    [Plug("System.ConsolePal", "IsOutputRedirectedCore")]
    private static bool IsOutputRedirected() => true;

    [Plug("System.ConsolePal", "IsErrorRedirectedCore")]
    private static bool IsErrorRedirected() => true;

    [Plug("System.ConsolePal", "WriteTerminalAnsiColorString")]
    private static void WriteTerminalAnsiColorString(string? value)
    {
    }
}
