using System;
using System.Collections.Generic;

namespace Build.Emulator;

/// <summary>A serial line has no end of file: input to COM2 is framed with DLE escapes. Pairs with the kernel's console input.</summary>
public static class InputFraming
{
    private const byte Escaped = 0x10; // DLE
    private const byte End = 0x04; // EOT

    /// <summary>DLE EOT: no more input will come.</summary>
    public static byte[] EndOfInput => [Escaped, End];

    /// <summary>Doubles every DLE; all other bytes stand for themselves.</summary>
    public static byte[] Escape(ReadOnlySpan<byte> data)
    {
        if (data.IndexOf(Escaped) < 0)
            return data.ToArray();
        var framed = new List<byte>(data.Length + 8);
        foreach (byte b in data)
        {
            framed.Add(b);
            if (b == Escaped)
                framed.Add(b);
        }

        return [.. framed];
    }
}
