using System;
using System.Text;
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

    /// <summary>As <c>Encoding.UTF8.GetString</c>, with replacement characters for what is no UTF-8, but without the code of all decoders.</summary>
    public static string Decode(ReadOnlySpan<byte> utf8)
    {
        // No character takes more UTF-16 units than UTF-8 bytes.
        var chars = new char[utf8.Length];
        int count = 0;
        while (!utf8.IsEmpty)
        {
            int used = 1;
            if (utf8[0] < 0x80)
            {
                chars[count++] = (char)utf8[0];
            }
            else
            {
                Rune.DecodeFromUtf8(utf8, out Rune rune, out used);
                count += rune.EncodeToUtf16(chars.AsSpan(count));
            }

            utf8 = utf8[used..];
        }

        return new string(chars, 0, count);
    }

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
