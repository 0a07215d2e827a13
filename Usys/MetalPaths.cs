using Abi;
using Core;
using Core.Program.Native;

namespace Usys;

/// <summary>libSystem.Native on Sharkaros: what is done by path, and folders. The tree is read-only and its folders cannot be listed.</summary>
internal static unsafe class MetalPaths
{
    [Export("SystemNative_GetCwd")]
    private static byte* CurrentFolder(byte* buffer, int bytes)
    {
        NativeText.CopyTo("/"u8, buffer, bytes);
        return buffer;
    }

    [Export("SystemNative_ChDir")]
    private static int ChangeDirectory(byte* path) => MetalFiles.Fail(Errno.ENOSYS);

    [Export("SystemNative_ReadLink")]
    private static int ReadLink(byte* path, byte* buffer, int bytes) => MetalFiles.Fail(Errno.EINVAL);

    [Export("SystemNative_OpenDir")]
    private static nint OpenFolder(byte* path)
    {
        MetalFiles.Fail(Errno.ENOSYS);
        return 0;
    }

    [Export("SystemNative_ReadDir")]
    private static int ReadFolder(nint folder, DirectoryEntry* entry) => (int)Errno.ENOSYS;

    [Export("SystemNative_CloseDir")]
    private static int CloseFolder(nint folder) => 0;

    [Export("SystemNative_ChMod")]
    private static int SetMode(byte* path, int mode) => MetalFiles.Fail(Errno.EROFS);

    [Export("SystemNative_Rename")]
    private static int Rename(byte* from, byte* to) => MetalFiles.Fail(Errno.EROFS);

    [Export("SystemNative_Link")]
    private static int Link(byte* source, byte* link) => MetalFiles.Fail(Errno.EROFS);

    [Export("SystemNative_SymLink")]
    private static int SymbolicLink(byte* target, byte* link) => MetalFiles.Fail(Errno.EROFS);

    [Export("SystemNative_Unlink")]
    private static int Unlink(byte* path) => MetalFiles.Fail(Errno.EROFS);

    [Export("SystemNative_MkDir")]
    private static int MakeFolder(byte* path, int mode) => MetalFiles.Fail(Errno.EROFS);

    [Export("SystemNative_RmDir")]
    private static int RemoveFolder(byte* path) => MetalFiles.Fail(Errno.EROFS);

    [Export("SystemNative_UTimensat")]
    private static int SetTimes(byte* path, long* times) => MetalFiles.Fail(Errno.EROFS);

    [Export("SystemNative_MkdTemp")]
    private static byte* MakeTemporaryFolder(byte* template)
    {
        MetalFiles.Fail(Errno.EROFS);
        return null;
    }

    [Export("SystemNative_MksTemps")]
    private static nint MakeTemporaryFile(byte* template, int suffixLength) => MetalFiles.Fail(Errno.EROFS);

    [Export("SystemNative_GetProcessPath")]
    private static byte* ProcessPath()
    {
        MetalFiles.Fail(Errno.ENOSYS);
        return null;
    }
}
