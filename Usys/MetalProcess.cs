using Abi;
using Core;
using Core.Program.Native;

namespace Usys;

/// <summary>libSystem.Native on Sharkaros: the process and the system. There are no users.</summary>
internal static unsafe class MetalProcess
{
    private const int NotFound = -1;

    // SysConfName of the base library.
    private const int PageSize = 2;

    [Export("SystemNative_GetPid")]
    private static int ProcessId() => ((ProcInfo*)AddressMap.ProcInfo)->Pid;

    [Export("SystemNative_GetEUid")]
    private static uint UserId() => 0;

    [Export("SystemNative_GetEGid")]
    private static uint GroupId() => 0;

    [Export("SystemNative_GetGroups")]
    private static int Groups(int count, uint* groups) => 0;

    [Export("SystemNative_GetHostName")]
    private static int HostName(byte* buffer, int bytes)
    {
        NativeText.CopyTo("sharkaros"u8, buffer, bytes);
        return 0;
    }

    [Export("SystemNative_GetUnixRelease")]
    private static byte* Release() => NativeText.Copy("1.0.0"u8);

    [Export("SystemNative_GetUnixVersion")]
    private static int Version(byte* buffer, int* capacity)
    {
        NativeText.CopyTo("Sharkaros"u8, buffer, *capacity);
        return 0;
    }

    [Export("SystemNative_SysConf")]
    private static long Configuration(int name) =>
        name == PageSize ? (long)AddressMap.PageSize : MetalFiles.Fail(Errno.EINVAL);

    [Export("SystemNative_GetPwUidR")]
    private static int UserById(uint id, void* result, byte* buffer, int bytes) => NotFound;

    [Export("SystemNative_GetPwNamR")]
    private static int UserByName(byte* name, void* result, byte* buffer, int bytes) => NotFound;
}
