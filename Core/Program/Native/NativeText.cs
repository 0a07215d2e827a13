using System;
using Core.Program.Plugs;

namespace Core.Program.Native;

/// <summary>NUL-terminated UTF-8 for the base library.</summary>
public static unsafe class NativeText
{
    public static int LengthOf(byte* text)
    {
        int length = 0;
        while (text[length] != 0)
            length++;
        return length;
    }

    public static ReadOnlySpan<byte> SpanOf(byte* text) => new(text, LengthOf(text));

    /// <summary>A copy the caller frees with SystemNative_Free.</summary>
    public static byte* Copy(ReadOnlySpan<byte> text)
    {
        var copy = (byte*)NativeMemoryPool.Allocate((nuint)text.Length + 1);
        text.CopyTo(new Span<byte>(copy, text.Length));
        copy[text.Length] = 0;
        return copy;
    }

    /// <summary>Fills a buffer, cut if need be, always terminated.</summary>
    public static void CopyTo(ReadOnlySpan<byte> text, byte* buffer, int bytes)
    {
        int length = Math.Min(text.Length, bytes - 1);
        text[..length].CopyTo(new Span<byte>(buffer, bytes));
        buffer[length] = 0;
    }
}
