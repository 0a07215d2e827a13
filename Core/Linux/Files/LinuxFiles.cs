using Core.Program.Native;

namespace Core.Linux.Files;

/// <summary>libSystem.Native on Linux: open files.</summary>
internal static unsafe class LinuxFiles
{
    // As in asm-generic/fcntl.h.
    private const long Create = 0x40;
    private const long Exclusive = 0x80;
    private const long Truncate = 0x200;
    private const long NoFollow = 0x20000;
    private const long CloseOnExec = 0x80000;
    private const long Synchronous = 0x101000;
    private const long KeepSize = 1;
    private const int FileSystemStatusBytes = 120;

    [Export("SystemNative_Open")]
    private static nint Open(byte* path, int flags, int mode) =>
        (nint)LastError.Keep(LinuxCalls.Retry(LinuxCalls.Open, (long)path, OpenFlags(flags), mode, 0));

    [Export("SystemNative_Close")]
    private static int Close(nint file) => (int)LastError.Keep(LinuxCalls.Call(LinuxCalls.Close, file, 0, 0, 0, 0));

    [Export("SystemNative_Read")]
    private static int Read(nint file, byte* buffer, int bytes) =>
        (int)LastError.Keep(LinuxCalls.Retry(LinuxCalls.Read, file, (long)buffer, bytes, 0));

    [Export("SystemNative_Write")]
    private static int Write(nint file, byte* buffer, int bytes) =>
        (int)LastError.Keep(LinuxCalls.Retry(LinuxCalls.Write, file, (long)buffer, bytes, 0));

    [Export("SystemNative_PRead")]
    private static int ReadAt(nint file, byte* buffer, int bytes, long offset) =>
        (int)LastError.Keep(LinuxCalls.Retry(LinuxCalls.Pread, file, (long)buffer, bytes, offset));

    [Export("SystemNative_PWrite")]
    private static int WriteAt(nint file, byte* buffer, int bytes, long offset) =>
        (int)LastError.Keep(LinuxCalls.Retry(LinuxCalls.Pwrite, file, (long)buffer, bytes, offset));

    [Export("SystemNative_PReadV")]
    private static long ReadVectorsAt(nint file, void* vectors, int count, long offset) =>
        LastError.Keep(LinuxCalls.Retry(LinuxCalls.Preadv, file, (long)vectors, count, offset));

    [Export("SystemNative_PWriteV")]
    private static long WriteVectorsAt(nint file, void* vectors, int count, long offset) =>
        LastError.Keep(LinuxCalls.Retry(LinuxCalls.Pwritev, file, (long)vectors, count, offset));

    [Export("SystemNative_LSeek")]
    private static long Seek(nint file, long offset, int whence) =>
        LastError.Keep(LinuxCalls.Call(LinuxCalls.Lseek, file, offset, whence, 0, 0));

    [Export("SystemNative_FSync")]
    private static int Synchronise(nint file) => (int)LastError.Keep(LinuxCalls.Retry(LinuxCalls.Fsync, file, 0, 0, 0));

    [Export("SystemNative_FTruncate")]
    private static int SetLength(nint file, long length) =>
        (int)LastError.Keep(LinuxCalls.Retry(LinuxCalls.Ftruncate, file, length, 0, 0));

    [Export("SystemNative_FAllocate")]
    private static int Allocate(nint file, long offset, long length) =>
        (int)LastError.Keep(LinuxCalls.Retry(LinuxCalls.Fallocate, file, KeepSize, offset, length));

    [Export("SystemNative_PosixFAdvise")]
    private static int Advise(nint file, long offset, long length, int advice) =>
        (int)-LinuxCalls.Call(LinuxCalls.Fadvise64, file, offset, length, advice, 0);

    [Export("SystemNative_FLock")]
    private static int Lock(nint file, int operation) => (int)LastError.Keep(LinuxCalls.Retry(LinuxCalls.Flock, file, operation, 0, 0));

    [Export("SystemNative_FChMod")]
    private static int SetMode(nint file, int mode) => (int)LastError.Keep(LinuxCalls.Call(LinuxCalls.Fchmod, file, mode, 0, 0, 0));

    [Export("SystemNative_FUTimens")]
    private static int SetTimes(nint file, long* times) =>
        (int)LastError.Keep(LinuxCalls.Call(LinuxCalls.Utimensat, file, 0, (long)times, 0, 0));

    [Export("SystemNative_GetFileSystemType")]
    private static uint FileSystemType(nint file)
    {
        byte* status = stackalloc byte[FileSystemStatusBytes];
        return LinuxCalls.Retry(LinuxCalls.Fstatfs, file, (long)status, 0, 0) == 0 ? *(uint*)status : 0;
    }

    /// <summary>Contents, then times; permissions were given when the destination was created.</summary>
    [Export("SystemNative_CopyFile")]
    private static int Copy(nint source, nint destination, long length)
    {
        const long atMost = 1 << 30;
        long copied;
        while ((copied = LinuxCalls.Retry(LinuxCalls.Sendfile, destination, source, 0, atMost)) > 0)
        {
        }

        if (copied < 0)
            return (int)LastError.Keep(copied);
        FileStatus status;
        if (LinuxPaths.StatusOf(source, &status) < 0)
            return -1;
        long* times = stackalloc long[4];
        times[0] = status.AccessTime;
        times[1] = status.AccessTimeNs;
        times[2] = status.ModificationTime;
        times[3] = status.ModificationTimeNs;
        return SetTimes(destination, times);
    }

    private static long OpenFlags(int flags)
    {
        long result = flags & 3;
        if ((flags & 0x10) != 0)
            result |= CloseOnExec;
        if ((flags & 0x20) != 0)
            result |= Create;
        if ((flags & 0x40) != 0)
            result |= Exclusive;
        if ((flags & 0x80) != 0)
            result |= Truncate;
        if ((flags & 0x100) != 0)
            result |= Synchronous;
        return (flags & 0x200) != 0 ? result | NoFollow : result;
    }
}
