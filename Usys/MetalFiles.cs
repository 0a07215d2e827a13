using System;
using Abi;
using Core;
using Core.Program.Native;

namespace Usys;

/// <summary>libSystem.Native on Sharkaros: files of the read-only tree. What would change it fails with EROFS.</summary>
internal static unsafe class MetalFiles
{
    private const int AccessMask = 3;
    private const int CreateFlag = 0x20;
    private const int FolderMode = 0x4000 | 0x16D; // r-xr-xr-x
    private const int FileMode = 0x8000 | 0x124; // r--r--r--
    private const int WriteAccess = 2;

    private struct Status
    {
        public ulong Size;
        public ulong IsFolder;
    }

    [Export("SystemNative_Open")]
    private static nint Open(byte* path, int flags, int mode)
    {
        SyscallStruct call = default;
        call.Number = SyscallNumber.Openat;
        call.Arg0 = unchecked((ulong)OpenFlags.AtCurrentDirectory);
        call.Arg2 = (ulong)NativeText.LengthOf(path);
        call.Arg3 = (ulong)((flags & AccessMask) | ((flags & CreateFlag) != 0 ? OpenFlags.Create : 0));
        // An int: a file number cannot be taken for the address that was in the same block.
        return (int)Submit(&call, path);
    }

    [Export("SystemNative_Close")]
    private static int Close(nint file)
    {
        SyscallStruct call = default;
        call.Number = SyscallNumber.Close;
        call.Arg0 = (ulong)file;
        return (int)Submit(&call);
    }

    [Export("SystemNative_Read")]
    private static int Read(nint file, byte* buffer, int bytes)
    {
        SyscallStruct call = default;
        call.Number = SyscallNumber.Read;
        call.Arg0 = (ulong)file;
        call.Arg2 = (ulong)bytes;
        return (int)Submit(&call, buffer);
    }

    [Export("SystemNative_Write")]
    private static int Write(nint file, byte* buffer, int bytes)
    {
        SyscallStruct call = default;
        call.Number = SyscallNumber.Write;
        call.Arg0 = (ulong)file;
        call.Arg2 = (ulong)bytes;
        return (int)Submit(&call, buffer);
    }

    [Export("SystemNative_PRead")]
    private static int ReadAt(nint file, byte* buffer, int bytes, long offset)
    {
        SyscallStruct call = default;
        call.Number = SyscallNumber.Pread;
        call.Arg0 = (ulong)file;
        call.Arg2 = (ulong)bytes;
        call.Arg3 = (ulong)offset;
        return (int)Submit(&call, buffer);
    }

    [Export("SystemNative_LSeek")]
    private static long Seek(nint file, long offset, int whence)
    {
        SyscallStruct call = default;
        call.Number = SyscallNumber.Llseek;
        call.Arg0 = (ulong)file;
        call.Arg1 = (ulong)offset;
        call.Arg2 = (ulong)whence;
        return Submit(&call);
    }

    [Export("SystemNative_FStat")]
    private static int StatusOf(nint file, FileStatus* result)
    {
        Status status = default;
        SyscallStruct call = default;
        call.Number = SyscallNumber.Fstat;
        call.Arg0 = (ulong)file;
        call.Arg2 = (ulong)sizeof(Status);
        if (Submit(&call, (byte*)&status) < 0)
            return -1;
        *result = default;
        result->Size = (long)status.Size;
        result->Mode = status.IsFolder != 0 ? FolderMode : FileMode;
        result->Inode = file;
        return 0;
    }

    [Export("SystemNative_Stat")]
    private static int StatusOf(byte* path, FileStatus* result)
    {
        nint file = Open(path, 0, 0);
        if (file < 0)
            return -1;
        int status = StatusOf(file, result);
        Close(file);
        return status;
    }

    [Export("SystemNative_LStat")]
    private static int StatusOfLink(byte* path, FileStatus* result) => StatusOf(path, result);

    [Export("SystemNative_Access")]
    private static int Access(byte* path, int mode)
    {
        FileStatus status;
        if (StatusOf(path, &status) < 0)
            return -1;
        return (mode & WriteAccess) != 0 ? Fail(Errno.EROFS) : 0;
    }

    [Export("SystemNative_FSync")]
    private static int Synchronise(nint file) => 0;

    [Export("SystemNative_PosixFAdvise")]
    private static int Advise(nint file, long offset, long length, int advice) => 0;

    // Nobody writes, so there is nothing to lock out.
    [Export("SystemNative_FLock")]
    private static int Lock(nint file, int operation) => 0;

    [Export("SystemNative_GetFileSystemType")]
    private static uint FileSystemType(nint file) => 0;

    /// <summary>Pairs of an address and a length, filled in order until the file ends.</summary>
    [Export("SystemNative_PReadV")]
    private static long ReadScattered(nint file, nint* vectors, int count, long offset)
    {
        long total = 0;
        for (int i = 0; i < count; i++)
        {
            int bytes = (int)vectors[(2 * i) + 1];
            int read = ReadAt(file, (byte*)vectors[2 * i], bytes, offset + total);
            if (read < 0)
                return total > 0 ? total : read;
            total += read;
            if (read < bytes)
                break;
        }

        return total;
    }

    [Export("SystemNative_PWriteV")]
    private static long WriteGathered(nint file, void* vectors, int count, long offset) => Fail(Errno.EROFS);

    [Export("SystemNative_PWrite")]
    private static int WriteAt(nint file, byte* buffer, int bytes, long offset) => Fail(Errno.EROFS);

    [Export("SystemNative_FTruncate")]
    private static int SetLength(nint file, long length) => Fail(Errno.EROFS);

    [Export("SystemNative_FAllocate")]
    private static int Allocate(nint file, long offset, long length) => Fail(Errno.EROFS);

    [Export("SystemNative_FChMod")]
    private static int SetMode(nint file, int mode) => Fail(Errno.EROFS);

    [Export("SystemNative_FUTimens")]
    private static int SetTimes(nint file, long* times) => Fail(Errno.EROFS);

    [Export("SystemNative_CopyFile")]
    private static int Copy(nint source, nint destination, long length) => Fail(Errno.EROFS);

    internal static int Fail(Errno error) => (int)LastError.Keep(-(long)error);

    private static long Submit(SyscallStruct* call, byte* buffer)
    {
        Issue(call, buffer);
        return Result(call);
    }

    private static long Submit(SyscallStruct* call)
    {
        Issue(call, (byte*)call->Arg1);
        return Result(call);
    }

    private static long Result(SyscallStruct* call) => LastError.Keep(call->Error != 0 ? -call->Error : call->ReturnValue);

    [NoSplit("between conversion and call nothing may move")]
    private static void Issue(SyscallStruct* call, byte* buffer)
    {
        call->Arg1 = (ulong)buffer;
        Usys.Call1(UsysFunction.Syscall, (nuint)call);
    }
}
