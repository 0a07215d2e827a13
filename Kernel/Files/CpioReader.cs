using System;

namespace Kernel.Files;

/// <summary>A file or folder of the archive, by position.</summary>
internal struct ArchiveEntry
{
    public int NameStart;
    public int NameLength;
    public int Start;
    public int Length;
    public bool IsFolder;
}

/// <summary>Reads a cpio archive in "newc" format. Source: cpio(5), New ASCII Format.</summary>
internal static class CpioReader
{
    private const int HeaderSize = 110;
    private const uint TypeMask = 0xF000;
    private const uint FolderType = 0x4000;

    /// <summary>Reads the entry at an offset, and finds the next.</summary>
    /// <returns>False at the end, and where the archive is damaged.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int at, out ArchiveEntry entry, out int next)
    {
        entry = default;
        next = at;
        if (at < 0 || at > bytes.Length - HeaderSize || !bytes.Slice(at, 6).SequenceEqual("070701"u8))
        {
            return false;
        }

        uint mode = Hex(bytes, at + 14);
        long length = Hex(bytes, at + 54);
        long nameSize = Hex(bytes, at + 94);
        long nameStart = at + HeaderSize;
        long start = (nameStart + nameSize + 3) & ~3L;
        if (nameSize < 1 || start + length > bytes.Length)
        {
            return false;
        }

        entry.NameStart = (int)nameStart;
        entry.NameLength = (int)nameSize - 1;
        entry.Start = (int)start;
        entry.Length = (int)length;
        entry.IsFolder = (mode & TypeMask) == FolderType;
        next = (int)((start + length + 3) & ~3L);
        return !bytes.Slice(entry.NameStart, entry.NameLength).SequenceEqual("TRAILER!!!"u8);
    }

    /// <summary>Looks a path up; leading slashes and dots do not matter.</summary>
    public static bool TryFind(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> path, out ArchiveEntry entry)
    {
        path = Normalize(path);
        int at = 0;
        while (TryRead(bytes, at, out entry, out at))
        {
            if (Normalize(bytes.Slice(entry.NameStart, entry.NameLength)).SequenceEqual(path))
            {
                return true;
            }
        }

        entry = new ArchiveEntry { IsFolder = true };
        return path.IsEmpty;
    }

    private static ReadOnlySpan<byte> Normalize(ReadOnlySpan<byte> path)
    {
        while (path.Length > 0 && (path[0] == '/' || (path[0] == '.' && (path.Length == 1 || path[1] == '/'))))
        {
            path = path.Slice(1);
        }

        while (path.Length > 0 && path[path.Length - 1] == '/')
        {
            path = path.Slice(0, path.Length - 1);
        }

        return path;
    }

    private static uint Hex(ReadOnlySpan<byte> bytes, int at)
    {
        uint value = 0;
        for (int i = 0; i < 8; i++)
        {
            int digit = bytes[at + i];
            digit = digit >= 'a' ? digit - 'a' + 10 : digit >= 'A' ? digit - 'A' + 10 : digit - '0';
            value = (value << 4) | (uint)(digit & 15);
        }

        return value;
    }
}
