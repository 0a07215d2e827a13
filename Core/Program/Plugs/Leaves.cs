namespace Core.Program.Plugs;

/// <summary>Leaves of the operating system layer that plugs use.</summary>
internal static unsafe class Leaves
{
    /// <summary>Fills with bytes an attacker need not be unable to guess.</summary>
    [Routine("platform_random")]
    public static extern void Random(byte* buffer, int bytes);

    /// <summary>Fills with bytes nobody can guess.</summary>
    /// <returns>0, or -1 where there is no source of them.</returns>
    [Routine("SystemNative_GetCryptographicallySecureRandomBytes")]
    public static extern int SecureRandom(byte* buffer, int bytes);

    /// <summary>Writes all bytes to a descriptor: 1 or 2.</summary>
    /// <returns>Bytes, or negative.</returns>
    [Routine("platform_write")]
    public static extern nint Write(int descriptor, byte* data, nuint bytes);

    /// <summary>Whether what is written to a descriptor, 1 or 2, is shown on a terminal.</summary>
    /// <returns>0 or 1.</returns>
    [Routine("platform_is_terminal")]
    public static extern int IsTerminal(int descriptor);

    /// <summary>Columns and rows of the terminal of a descriptor.</summary>
    /// <returns>Columns in the low, rows in the high half; 0 when nobody knows.</returns>
    [Routine("platform_terminal_size")]
    public static extern uint TerminalSize(int descriptor);

    /// <summary>Reads from a descriptor: 0.</summary>
    /// <returns>Bytes; 0 at the end; negative on an error.</returns>
    [Routine("platform_read")]
    public static extern nint Read(int descriptor, byte* data, nuint bytes);
}
