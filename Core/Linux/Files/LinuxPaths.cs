using System;
using Core.Program.Native;

namespace Core.Linux.Files;

/// <summary>libSystem.Native on Linux: what is done by path.</summary>
internal static unsafe class LinuxPaths
{
    private const long CurrentDirectory = -100;
    private const int MaxPath = 4096;
    private const int RandomNameBytes = 6;
    private const int TemporaryTries = 100;
    private const int PrivateFile = 0x180;
    private const int PrivateFolder = 0x1C0;
    private const long ErrorExists = -17;

    // struct stat of x86-64.
    private struct Status
    {
        public long Device;
        public long Inode;
        public long Links;
        public int Mode;
        public uint UserId;
        public uint GroupId;
        public int Unused;
        public long SpecialDevice;
        public long Size;
        public long BlockSize;
        public long Blocks;
        public long AccessTime;
        public long AccessTimeNs;
        public long ModificationTime;
        public long ModificationTimeNs;
        public long ChangeTime;
        public long ChangeTimeNs;
        public fixed long Reserved[3];
    }

    [Export("SystemNative_Stat")]
    private static int StatusOf(byte* path, FileStatus* result) => ReadStatus(LinuxCalls.Stat, path, result);

    [Export("SystemNative_LStat")]
    private static int StatusOfLink(byte* path, FileStatus* result) => ReadStatus(LinuxCalls.Lstat, path, result);

    [Export("SystemNative_FStat")]
    internal static int StatusOf(nint file, FileStatus* result) => ReadStatus(LinuxCalls.Fstat, (void*)file, result);

    [Export("SystemNative_Access")]
    private static int Access(byte* path, int mode) => Simple(LinuxCalls.Access, path, mode);

    [Export("SystemNative_ChDir")]
    private static int ChangeDirectory(byte* path) => Simple(LinuxCalls.Chdir, path, 0);

    [Export("SystemNative_ChMod")]
    private static int SetMode(byte* path, int mode) => Simple(LinuxCalls.Chmod, path, mode);

    [Export("SystemNative_Rename")]
    private static int Rename(byte* from, byte* to) => Pair(LinuxCalls.Rename, from, to);

    [Export("SystemNative_Link")]
    private static int Link(byte* source, byte* link) => Pair(LinuxCalls.Link, source, link);

    [Export("SystemNative_SymLink")]
    private static int SymbolicLink(byte* target, byte* link) => Pair(LinuxCalls.Symlink, target, link);

    [Export("SystemNative_Unlink")]
    private static int Unlink(byte* path) => Simple(LinuxCalls.Unlink, path, 0);

    [Export("SystemNative_MkDir")]
    private static int MakeFolder(byte* path, int mode) => Simple(LinuxCalls.Mkdir, path, mode);

    [Export("SystemNative_RmDir")]
    private static int RemoveFolder(byte* path) => Simple(LinuxCalls.Rmdir, path, 0);

    [Export("SystemNative_ReadLink")]
    private static int ReadLink(byte* path, byte* buffer, int bytes) =>
        (int)LastError.Keep(LinuxCalls.Call(LinuxCalls.Readlink, (long)path, (long)buffer, bytes, 0, 0));

    [Export("SystemNative_UTimensat")]
    private static int SetTimes(byte* path, long* times)
    {
        const long noFollow = 0x100;
        return (int)LastError.Keep(LinuxCalls.Call(LinuxCalls.Utimensat, CurrentDirectory, (long)path, (long)times, noFollow, 0));
    }

    [Export("SystemNative_GetCwd")]
    private static byte* CurrentFolder(byte* buffer, int bytes) =>
        LastError.Keep(LinuxCalls.Call(LinuxCalls.Getcwd, (long)buffer, bytes, 0, 0, 0)) < 0 ? null : buffer;

    [Export("SystemNative_MkdTemp")]
    private static byte* MakeTemporaryFolder(byte* template)
    {
        long result = ErrorExists;
        for (int i = 0; i < TemporaryTries && result == ErrorExists; i++)
        {
            FillName(template + NativeText.LengthOf(template) - RandomNameBytes);
            result = LinuxCalls.Call(LinuxCalls.Mkdir, (long)template, PrivateFolder, 0, 0, 0);
        }

        return LastError.Keep(result) < 0 ? null : template;
    }

    [Export("SystemNative_MksTemps")]
    private static nint MakeTemporaryFile(byte* template, int suffixLength)
    {
        const long readWriteCreateExclusive = 0x2 | 0x40 | 0x80 | 0x80000;
        long result = ErrorExists;
        for (int i = 0; i < TemporaryTries && result == ErrorExists; i++)
        {
            FillName(template + NativeText.LengthOf(template) - suffixLength - RandomNameBytes);
            result = LinuxCalls.Retry(LinuxCalls.Open, (long)template, readWriteCreateExclusive, PrivateFile, 0);
        }

        return (nint)LastError.Keep(result);
    }

    /// <summary>The executable's path, for the caller to free.</summary>
    [Export("SystemNative_GetProcessPath")]
    private static byte* ProcessPath()
    {
        byte* buffer = stackalloc byte[MaxPath];
        fixed (byte* link = "/proc/self/exe\0"u8)
        {
            long length = LastError.Keep(LinuxCalls.Call(LinuxCalls.Readlink, (long)link, (long)buffer, MaxPath, 0, 0));
            return length < 0 ? null : NativeText.Copy(new ReadOnlySpan<byte>(buffer, (int)length));
        }
    }

    // Addresses become numbers in the call of Retry and not before: until then the stack may move.
    private static int Simple(long call, byte* path, long argument) =>
        (int)LastError.Keep(LinuxCalls.Retry(call, (long)path, argument, 0, 0));

    private static int Pair(long call, byte* first, byte* second) =>
        (int)LastError.Keep(LinuxCalls.Retry(call, (long)first, (long)second, 0, 0));

    private static int ReadStatus(long call, void* file, FileStatus* result)
    {
        Status status;
        if (LastError.Keep(LinuxCalls.Retry(call, (long)file, (long)&status, 0, 0)) < 0)
            return -1;
        *result = default;
        result->Mode = status.Mode;
        result->UserId = status.UserId;
        result->GroupId = status.GroupId;
        result->Size = status.Size;
        result->AccessTime = status.AccessTime;
        result->AccessTimeNs = status.AccessTimeNs;
        result->ModificationTime = status.ModificationTime;
        result->ModificationTimeNs = status.ModificationTimeNs;
        result->ChangeTime = status.ChangeTime;
        result->ChangeTimeNs = status.ChangeTimeNs;
        result->Device = status.Device;
        result->SpecialDevice = status.SpecialDevice;
        result->Inode = status.Inode;
        return 0;
    }

    private static void FillName(byte* name)
    {
        ReadOnlySpan<byte> digits = "0123456789abcdefghijklmnopqrstuv"u8;
        byte* random = stackalloc byte[RandomNameBytes];
        LinuxCalls.Call(LinuxCalls.Getrandom, (long)random, RandomNameBytes, 0, 0, 0);
        for (int i = 0; i < RandomNameBytes; i++)
            name[i] = digits[random[i] & 31];
    }
}
