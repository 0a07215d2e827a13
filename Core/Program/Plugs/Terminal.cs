using System;

namespace Core.Program.Plugs;

/// <summary>The terminal that shows the program's output.</summary>
internal static unsafe class Terminal
{
    private const int DefaultColumns = 80;
    private const int DefaultRows = 24;

    /// <summary>Whether a descriptor's output is shown on a terminal that understands control sequences.</summary>
    public static bool IsAt(int descriptor) =>
        Leaves.IsTerminal(descriptor) != 0 && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";

    public static (int Columns, int Rows) Size
    {
        get
        {
            uint size = Leaves.TerminalSize(1);
            return size == 0 ? (DefaultColumns, DefaultRows) : ((int)(size & ushort.MaxValue), (int)(size >> 16));
        }
    }
}
