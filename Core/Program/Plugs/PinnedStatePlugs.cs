using System;
using System.Buffers.Text;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Core.Program.Plugs;

/// <summary>Methods that hand the address of a variable to string.Create as an integer: here the stack moves under it.</summary>
internal static class PinnedStatePlugs
{
    private const int LeastDigits = 64;
    private const int NameLength = 12;
    private const int NamePoint = 8;

    [Plug("System.Buffers.Text.Base64Url", "EncodeToString", Hash = "c955aa7cb025a4ff")]
    private static string EncodeToString(ReadOnlySpan<byte> source)
    {
        var text = new string('\0', Base64Url.GetEncodedLength(source.Length));
        Base64Url.EncodeToChars(source, MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(text.AsSpan()), text.Length));
        return text;
    }

    // Of a GUID all bytes are random but two; each gives a letter or digit.
    [Plug("System.IO.Path", "GetRandomFileName", Hash = "56ad7559dd362974")]
    private static string GetRandomFileName()
    {
        ReadOnlySpan<byte> random = Guid.NewGuid().ToByteArray();
        Span<char> name = stackalloc char[NameLength];
        for (int i = 0; i < name.Length; i++)
            name[i] = i == NamePoint ? '.' : "abcdefghijklmnopqrstuvwxyz012345"[random[i < 6 ? i : i + 4] & 31];
        return new string(name);
    }

    [Plug("System.Numerics.BigInteger", "ToString", Parameters = "", Hash = "ffd1ee9ee8be9e27")]
    private static string Format(ref BigInteger value) => Format(value, null, null);

    [Plug("System.Numerics.BigInteger", "ToString", Parameters = "System.IFormatProvider", Hash = "ccda29f9c774c2dd")]
    private static string Format(ref BigInteger value, IFormatProvider provider) => Format(value, null, provider);

    [Plug("System.Numerics.BigInteger", "ToString", Parameters = "System.String", Hash = "bdf0f60e1236e65f")]
    private static string Format(ref BigInteger value, string format) => Format(value, format, null);

    [Plug("System.Numerics.BigInteger", "ToString", Parameters = "System.String,System.IFormatProvider", Hash = "1d15ef74fd46e0a1")]
    private static string Format(ref BigInteger value, string format, IFormatProvider provider) => Format(value, format, provider);

    private static string Format(BigInteger value, string? format, IFormatProvider? provider)
    {
        var digits = new char[Math.Max(LeastDigits, value.GetByteCount() * 3)];
        int written;
        while (!value.TryFormat(digits, out written, format, provider))
            digits = new char[digits.Length * 2];
        return new string(digits, 0, written);
    }
}
