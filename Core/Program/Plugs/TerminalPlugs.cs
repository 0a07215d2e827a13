using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace Core.Program.Plugs;

/// <summary>Colours and the cursor: the control sequences of ECMA-48 and xterm, which terminals of today share, without a database of others.</summary>
internal static class TerminalPlugs
{
    private const string Console = "System.ConsolePal";

    // Of each ConsoleColor, the number of its colour on a terminal.
    private static ReadOnlySpan<byte> Numbers => [0, 4, 2, 6, 1, 5, 3, 7, 8, 12, 10, 14, 9, 13, 11, 15];

    [Plug(Console, "WriteSetColorString", Hash = "6bff226d5deb7d8b")]
    private static void SetColor(bool foreground, ConsoleColor color)
    {
        if (!ShowsColors)
            return;
        int number = Numbers[(int)color];
        int first = (foreground ? 30 : 40) + (number < 8 ? 0 : 60);
        Send(string.Create(CultureInfo.InvariantCulture, $"\x1b[{first + (number & 7)}m"));
    }

    [Plug(Console, "WriteResetColorString", Hash = "86412c1c7fbd74aa")]
    private static void ResetColors()
    {
        if (ShowsColors)
            Send("\x1b[39;49m");
    }

    [Plug(Console, "Clear", Hash = "e952ba6658e652d2")]
    private static void Clear() => Write("\x1b[H\x1b[2J\x1b[3J");

    [Plug(Console, "SetTerminalCursorPosition", Hash = "0b5a87038a754667")]
    private static void SetCursor(int left, int top) => Write(string.Create(CultureInfo.InvariantCulture, $"\x1b[{top + 1};{left + 1}H"));

    [Plug(Console, "set_CursorVisible", Hash = "ce3d544e513133f0")]
    private static void ShowCursor(bool value) => Write(value ? "\x1b[?12l\x1b[?25h" : "\x1b[?25l");

    [Plug(Console, "set_Title", Hash = "f06e9fb265630b0e")]
    private static void SetTitle(string value) => Write($"\x1b]0;{value}\a");

    [Plug(Console, "Beep", Parameters = "", Hash = "8340662032bcc552")]
    private static void Beep() => Write("\a");

    [Plug(Console, "GetWindowSize", Hash = "6582bae284842bed")]
    private static void GetSize(out int width, out int height) => (width, height) = Terminal.Size;

    // As the base library decides it.
    private static bool ShowsColors => System.Console.IsOutputRedirected
        ? Environment.GetEnvironmentVariable("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION") is "1" or "true"
        : Environment.GetEnvironmentVariable("NO_COLOR") is null;

    private static void Write(string sequence)
    {
        if (!System.Console.IsOutputRedirected)
            Send(sequence);
    }

    // Behind what the program wrote before it.
    private static void Send(string sequence)
    {
        TextWriter output = System.Console.Out;
        lock (output)
        {
            output.Flush();
            new DescriptorStream(1).Write(Encoding.UTF8.GetBytes(sequence));
        }
    }
}
