using System;
using Core.Program.Native;

namespace Core.Linux;

/// <summary>libSystem.Native on Linux: the process and the system it runs on.</summary>
internal static unsafe class LinuxProcess
{
    private const int NameBytes = 65;
    private const int ReleaseIndex = 2;
    private const int VersionIndex = 3;
    private const int FieldCount = 6;
    private const int NotFound = -1;

    // SysConfName of the base library.
    private const int ClockTicks = 1;
    private const int PageSize = 2;

    [Export("SystemNative_GetPid")]
    private static int ProcessId() => (int)LinuxCalls.Call(LinuxCalls.Getpid, 0, 0, 0, 0, 0);

    [Export("SystemNative_GetEUid")]
    private static uint UserId() => (uint)LinuxCalls.Call(LinuxCalls.Geteuid, 0, 0, 0, 0, 0);

    [Export("SystemNative_GetEGid")]
    private static uint GroupId() => (uint)LinuxCalls.Call(LinuxCalls.Getegid, 0, 0, 0, 0, 0);

    [Export("SystemNative_GetGroups")]
    private static int Groups(int count, uint* groups) =>
        (int)LastError.Keep(LinuxCalls.Call(LinuxCalls.Getgroups, count, (long)groups, 0, 0, 0));

    [Export("SystemNative_GetHostName")]
    private static int HostName(byte* buffer, int bytes)
    {
        byte* names = stackalloc byte[NameBytes * FieldCount];
        ReadNames(names);
        NativeText.CopyTo(NativeText.SpanOf(names + NameBytes), buffer, bytes);
        return 0;
    }

    [Export("SystemNative_GetUnixRelease")]
    private static byte* Release()
    {
        byte* names = stackalloc byte[NameBytes * FieldCount];
        ReadNames(names);
        return NativeText.Copy(NativeText.SpanOf(names + (NameBytes * ReleaseIndex)));
    }

    [Export("SystemNative_GetUnixVersion")]
    private static int Version(byte* buffer, int* capacity)
    {
        byte* names = stackalloc byte[NameBytes * FieldCount];
        ReadNames(names);
        NativeText.CopyTo(NativeText.SpanOf(names + (NameBytes * VersionIndex)), buffer, *capacity);
        return 0;
    }

    [Export("SystemNative_SysConf")]
    private static long Configuration(int name) => name switch
    {
        ClockTicks => 100,
        PageSize => 4096,
        _ => LastError.Keep(-22),
    };

    // The user database is not read: HOME and USER say the same.
    [Export("SystemNative_GetPwUidR")]
    private static int UserById(uint id, void* result, byte* buffer, int bytes) => NotFound;

    [Export("SystemNative_GetPwNamR")]
    private static int UserByName(byte* name, void* result, byte* buffer, int bytes) => NotFound;

    private static void ReadNames(byte* names)
    {
        new Span<byte>(names, NameBytes * FieldCount).Clear();
        LinuxCalls.Call(LinuxCalls.Uname, (long)names, 0, 0, 0, 0);
    }
}
