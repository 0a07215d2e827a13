using System;
using Kernel.Machine;

namespace Kernel.Files;

/// <summary>The read-only file tree that travels with the kernel: a cpio archive, "newc" format.</summary>
/// <remarks>Loaded by the boot loader as a module, or by fw_cfg. Source: cpio(5), New ASCII Format.</remarks>
internal static class Archive
{
    private const int HeaderSize = 110;
    private const uint TypeMask = 0xF000;
    private const uint FolderType = 0x4000;

    // The archive stays where it was loaded; a span cannot be a static field.
    private static bool s_fromModule;
    private static LoadedBlob s_blob;

    /// <summary>Finds the archive.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool Initialize()
    {
        s_fromModule = !BootInfo.Module.IsEmpty;
        if (!s_fromModule)
        {
            s_blob = LoadedBlob.Load(Abi.BootProtocol.Archive);
        }

        return !Bytes.IsEmpty;
    }

    private static ReadOnlySpan<byte> Bytes => s_fromModule ? BootInfo.Module : s_blob.Bytes;

    /// <summary>Looks a path up; leading slashes and dots do not matter.</summary>
    public static bool TryFind(ReadOnlySpan<byte> path, out ArchiveEntry entry)
    {
        path = Normalize(path);
        int at = 0;
        while (TryRead(at, out entry, out at))
        {
            if (Normalize(Name(entry)).SequenceEqual(path))
            {
                return true;
            }
        }

        entry = default;
        return path.IsEmpty && TryRoot(out entry);
    }

    /// <summary>Steps through all entries; begin with 0.</summary>
    public static bool TryNext(ref int position, out ArchiveEntry entry) => TryRead(position, out entry, out position);

    public static ReadOnlySpan<byte> Name(ArchiveEntry entry) => Bytes.Slice(entry.NameStart, entry.NameLength);

    public static ReadOnlySpan<byte> Contents(ArchiveEntry entry) => Bytes.Slice(entry.Start, entry.Length);

    private static bool TryRoot(out ArchiveEntry entry)
    {
        entry = new ArchiveEntry { IsFolder = true };
        return true;
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

    private static bool TryRead(int at, out ArchiveEntry entry, out int next)
    {
        entry = default;
        next = at;
        ReadOnlySpan<byte> bytes = Bytes;
        if (at + HeaderSize > bytes.Length || !bytes.Slice(at, 6).SequenceEqual("070701"u8))
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

/// <summary>A file or folder of the archive, by position.</summary>
internal struct ArchiveEntry
{
    public int NameStart;
    public int NameLength;
    public int Start;
    public int Length;
    public bool IsFolder;
}
