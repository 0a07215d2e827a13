using System;
using System.Text;

namespace Core.Program.Plugs;

/// <summary>Errors that list the bytes a decoder did not understand.</summary>
internal static class DecoderPlugs
{
    private const int ShownBytes = 20;

    [Plug("System.Text.DecoderExceptionFallbackBuffer", "Throw", Hash = "e61879cb801e44e8")]
    private static void ThrowUnknown(byte[]? bytes, int index)
    {
        bytes ??= [];
        StringBuilder message = new StringBuilder("Unable to translate bytes ");
        for (int i = 0; i < bytes.Length && i < ShownBytes; i++)
        {
            message.Append('[');
            HexadecimalText.Append(message, bytes[i], 2, capitals: true);
            message.Append(']');
        }

        string place = index.ToString();
        message.Append(bytes.Length > ShownBytes ? " ... at index " : " at index ").Append(place).Append(" from specified code page to Unicode.");
        throw new DecoderFallbackException(message.ToString(), bytes, index);
    }

    [Plug("System.Text.DecoderFallbackBuffer", "ThrowLastBytesRecursive", Hash = "a4409659682dce68")]
    private static void ThrowRecursive(byte[]? bytesUnknown)
    {
        bytesUnknown ??= [];
        StringBuilder message = new StringBuilder("Recursive fallback not allowed for bytes ");
        for (int i = 0; i < bytesUnknown.Length && i < ShownBytes; i++)
        {
            message.Append(i > 0 ? " \\x" : "\\x");
            HexadecimalText.Append(message, bytesUnknown[i], 2, capitals: true);
        }

        message.Append(bytesUnknown.Length >= ShownBytes ? " ...." : ".");
        throw new ArgumentException(message.ToString(), nameof(bytesUnknown));
    }
}
