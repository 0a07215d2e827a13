using System;
using Abi;
using Kernel.Files;
using Kernel.Machine;
using Kernel.Processes;
using Syscalls;

namespace Kernel.Calls;

/// <content>Files and the console.</content>
internal sealed partial class SystemCalls
{
    private const int ChunkSize = 512;
    private const int MaxPath = 1024;
    private const int StatusSize = 16;

    public override long Read(int descriptor, UserBytes buffer)
    {
        Process process = Caller;
        if (!process.Files.TryGet(descriptor, out OpenFile file) || file.Kind is FileKind.ConsoleOutput or FileKind.ConsoleError)
        {
            return Fail(Errno.EBADF, "not open for reading");
        }

        if (file.Kind == FileKind.ConsoleInput)
        {
            return ReadConsole(process, buffer);
        }

        if (file.Entry.IsFolder)
        {
            return Fail(Errno.EISDIR, "is a directory");
        }

        long wanted = buffer.Length < int.MaxValue ? (long)buffer.Length : int.MaxValue;
        int count = process.Files.Advance(descriptor, wanted, out file);
        ReadOnlySpan<byte> contents = Archive.Contents(file.Entry).Slice((int)(file.Position < file.Entry.Length ? file.Position : file.Entry.Length), count);
        Errno error = process.Space.CopyOut(buffer.Address, contents);
        return error == Errno.None ? count : Fail(error, "the buffer is not writable");
    }

    public override long Pread(int descriptor, UserBytes buffer, long offset)
    {
        Process process = Caller;
        if (!process.Files.TryGet(descriptor, out OpenFile file))
        {
            return Fail(Errno.EBADF, "not an open file descriptor");
        }

        if (file.Kind != FileKind.ArchiveFile)
        {
            return Fail(Errno.ESPIPE, "the console has no positions");
        }

        if (file.Entry.IsFolder)
        {
            return Fail(Errno.EISDIR, "is a directory");
        }

        if (offset < 0)
        {
            return Fail(Errno.EINVAL, "negative offset");
        }

        long left = offset < file.Entry.Length ? file.Entry.Length - offset : 0;
        int count = (int)(buffer.Length < (ulong)left ? (long)buffer.Length : left);
        ReadOnlySpan<byte> contents = Archive.Contents(file.Entry).Slice(count == 0 ? 0 : (int)offset, count);
        Errno error = process.Space.CopyOut(buffer.Address, contents);
        return error == Errno.None ? count : Fail(error, "the buffer is not writable");
    }

    public override long Write(int descriptor, UserBytes buffer)
    {
        Process process = Caller;
        if (!process.Files.TryGet(descriptor, out OpenFile file) || file.Kind is not (FileKind.ConsoleOutput or FileKind.ConsoleError))
        {
            return Fail(Errno.EBADF, "not open for writing");
        }

        ulong length = buffer.Length < int.MaxValue ? buffer.Length : int.MaxValue;
        Span<byte> chunk = stackalloc byte[ChunkSize];
        for (ulong done = 0; done < length;)
        {
            int count = (int)(length - done < ChunkSize ? length - done : ChunkSize);
            Errno error = process.Space.CopyIn(buffer.Address + done, chunk.Slice(0, count));
            if (error != Errno.None)
            {
                return done > 0 ? (long)done : Fail(error, "the buffer is not readable");
            }

            if (file.Kind == FileKind.ConsoleOutput)
            {
                ConsoleDevice.WriteOutput(chunk.Slice(0, count));
            }
            else
            {
                ConsoleDevice.WriteError(chunk.Slice(0, count));
            }

            done += (ulong)count;
        }

        return (long)length;
    }

    public override long Openat(int directory, UserBytes path, int flags, int mode)
    {
        Process process = Caller;
        if (directory != OpenFlags.AtCurrentDirectory)
        {
            return Fail(Errno.EBADF, "only the current directory can be the base of a path");
        }

        if (path.Length > MaxPath)
        {
            return Fail(Errno.ENAMETOOLONG, "path too long");
        }

        Span<byte> name = stackalloc byte[MaxPath];
        name = name.Slice(0, (int)path.Length);
        Errno error = process.Space.CopyIn(path.Address, name);
        if (error != Errno.None)
        {
            return Fail(error, "the path is not readable");
        }

        bool exists = Archive.TryFind(name, out ArchiveEntry entry);
        if ((flags & OpenFlags.AccessMask) != OpenFlags.ReadOnly || (!exists && (flags & OpenFlags.Create) != 0))
        {
            return Fail(Errno.EROFS, "the file tree is read-only");
        }

        if (!exists)
        {
            return Fail(Errno.ENOENT, "no such file or directory");
        }

        int descriptor = process.Files.Open(entry);
        return descriptor >= 0 ? descriptor : Fail(Errno.EMFILE, "too many open files");
    }

    public override long Close(int descriptor) => Result(Caller.Files.Close(descriptor), "not an open file descriptor");

    /// <remarks>Status: u64 size, u32 1 for a folder, u32 reserved.</remarks>
    public override long Fstat(int descriptor, UserBytes status)
    {
        Process process = Caller;
        if (!process.Files.TryGet(descriptor, out OpenFile file))
        {
            return Fail(Errno.EBADF, "not an open file descriptor");
        }

        if (status.Length < StatusSize)
        {
            return Fail(Errno.EINVAL, "the status buffer is too small");
        }

        Errno error = process.Space.Write(status.Address, (ulong)file.Entry.Length);
        error = error == Errno.None ? process.Space.Write(status.Address + 8, file.Entry.IsFolder ? 1UL : 0UL) : error;
        return Result(error, "the status buffer is not writable");
    }

    public override long Llseek(int descriptor, long offset, int whence)
    {
        long position = Caller.Files.Seek(descriptor, offset, whence);
        return position >= 0 ? position : Fail((Errno)(int)-position, "the position cannot be changed like that");
    }

    public override long Log(UserBytes text)
    {
        Span<byte> chunk = stackalloc byte[ChunkSize];
        ulong length = text.Length < ChunkSize ? text.Length : ChunkSize;
        chunk = chunk.Slice(0, (int)length);
        Errno error = Caller.Space.CopyIn(text.Address, chunk);
        if (error == Errno.None)
        {
            Kernel.Machine.Log.Raw(chunk);
        }

        return Result(error, "the text is not readable");
    }

    private static long ReadConsole(Process process, UserBytes buffer)
    {
        Span<byte> chunk = stackalloc byte[ChunkSize];
        if (buffer.Length < ChunkSize)
        {
            chunk = chunk.Slice(0, (int)buffer.Length);
        }

        int count = ConsoleDevice.Read(chunk);
        if (count < 0)
        {
            return Fail((Errno)(-count), "read aborted");
        }

        Errno error = process.Space.CopyOut(buffer.Address, chunk.Slice(0, count));
        return error == Errno.None ? count : Fail(error, "the buffer is not writable");
    }
}
