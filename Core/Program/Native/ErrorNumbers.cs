using System;

namespace Core.Program.Native;

/// <summary>Error numbers: the base library's portable ones (Interop.Error), Linux's, and their texts.</summary>
internal static unsafe class ErrorNumbers
{
    private const int FirstPortable = 0x10001;
    private const int UnknownPortable = 0x1FFFF;

    // Linux's number of each portable one, from FirstPortable on; 0 where the portable numbers have a gap.
    private static ReadOnlySpan<byte> Numbers =>
    [
        7, 13, 98, 99, 97, 11, 114, 9, 74, 16, 125, 10, 103, 111, 104, 35, // E2BIG .. EDEADLK
        89, 33, 122, 17, 14, 27, 113, 43, 84, 115, 4, 22, 5, 106, 21, 40, // EDESTADDRREQ .. ELOOP
        24, 31, 90, 72, 36, 100, 102, 101, 23, 105, 0, 19, 2, 8, 37, 67, // EMFILE .. ENOLINK
        12, 42, 92, 28, 0, 0, 38, 107, 20, 39, 131, 88, 95, 25, 6, 75, // ENOMEM .. EOVERFLOW
        130, 1, 32, 71, 93, 91, 34, 30, 29, 3, 116, 0, 110, 26, 18, // EOWNERDEAD .. EXDEV
    ];

    [Export("SystemNative_ConvertErrorPlatformToPal")]
    private static int ToPortable(int number)
    {
        if (number == 0)
            return 0;
        int index = number is > 0 and < 256 ? Numbers.IndexOf((byte)number) : -1;
        return index >= 0 ? FirstPortable + index : UnknownPortable;
    }

    [Export("SystemNative_ConvertErrorPalToPlatform")]
    private static int FromPortable(int error)
    {
        int index = error - FirstPortable;
        return (uint)index < (uint)Numbers.Length && Numbers[index] != 0 ? Numbers[index] : error == 0 ? 0 : -1;
    }

    [Export("SystemNative_StrErrorR")]
    private static byte* Describe(int number, byte* buffer, int bytes)
    {
        ReadOnlySpan<byte> text = TextOf(number);
        int length = Math.Min(text.Length, bytes - 1);
        text[..length].CopyTo(new Span<byte>(buffer, bytes));
        buffer[length] = 0;
        return buffer;
    }

    private static ReadOnlySpan<byte> TextOf(int number) => number switch
    {
        0 => "Success"u8,
        1 => "Operation not permitted"u8,
        2 => "No such file or directory"u8,
        4 => "Interrupted system call"u8,
        5 => "Input/output error"u8,
        9 => "Bad file descriptor"u8,
        11 => "Resource temporarily unavailable"u8,
        12 => "Cannot allocate memory"u8,
        13 => "Permission denied"u8,
        14 => "Bad address"u8,
        16 => "Device or resource busy"u8,
        17 => "File exists"u8,
        18 => "Invalid cross-device link"u8,
        20 => "Not a directory"u8,
        21 => "Is a directory"u8,
        22 => "Invalid argument"u8,
        23 => "Too many open files in system"u8,
        24 => "Too many open files"u8,
        26 => "Text file busy"u8,
        27 => "File too large"u8,
        28 => "No space left on device"u8,
        29 => "Illegal seek"u8,
        30 => "Read-only file system"u8,
        31 => "Too many links"u8,
        32 => "Broken pipe"u8,
        36 => "File name too long"u8,
        38 => "Function not implemented"u8,
        39 => "Directory not empty"u8,
        40 => "Too many levels of symbolic links"u8,
        95 => "Operation not supported"u8,
        _ => "Unknown error"u8,
    };
}
