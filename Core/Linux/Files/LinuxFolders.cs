using Core.Program.Native;
using Core.Program.Plugs;

namespace Core.Linux.Files;

/// <summary>libSystem.Native on Linux: listing of folders.</summary>
internal static unsafe class LinuxFolders
{
    private const int BufferBytes = 32 * 1024;
    private const long DirectoryReadOnly = 0x10000 | 0x80000;
    private const int End = -1;

    // linux_dirent64: inode, offset, length of the record, type, name.
    private const int LengthOffset = 16;
    private const int TypeOffset = 18;
    private const int NameOffset = 19;

    private struct Folder
    {
        public nint Descriptor;
        public int Position;
        public int Filled;
        public fixed byte Buffer[BufferBytes];
    }

    [Export("SystemNative_OpenDir")]
    private static nint Open(byte* path)
    {
        long descriptor = LastError.Keep(LinuxCalls.Retry(LinuxCalls.Open, (long)path, DirectoryReadOnly, 0, 0));
        if (descriptor < 0)
            return 0;
        var folder = (Folder*)NativeMemoryPool.Allocate((nuint)sizeof(Folder));
        folder->Descriptor = (nint)descriptor;
        return (nint)folder;
    }

    /// <returns>0, -1 at the end, or an error number.</returns>
    [Export("SystemNative_ReadDir")]
    private static int Read(nint handle, DirectoryEntry* entry)
    {
        var folder = (Folder*)handle;
        if (folder->Position >= folder->Filled)
        {
            long filled = LinuxCalls.Retry(LinuxCalls.Getdents64, folder->Descriptor, (long)folder->Buffer, BufferBytes, 0);
            if (filled <= 0)
            {
                *entry = default;
                return filled == 0 ? End : (int)-filled;
            }

            folder->Filled = (int)filled;
            folder->Position = 0;
        }

        byte* record = folder->Buffer + folder->Position;
        folder->Position += *(ushort*)(record + LengthOffset);
        entry->Name = record + NameOffset;
        entry->NameLength = -1;
        entry->Type = record[TypeOffset];
        return 0;
    }

    [Export("SystemNative_CloseDir")]
    private static int Close(nint handle)
    {
        var folder = (Folder*)handle;
        long result = LinuxCalls.Call(LinuxCalls.Close, folder->Descriptor, 0, 0, 0, 0);
        NativeMemoryPool.Free(folder);
        return (int)LastError.Keep(result);
    }
}
