using Core.Program.Plugs;
using Core.Program.Start;

namespace Core.Program.Native;

/// <summary>libSystem.Native: what is the same on every target.</summary>
internal static unsafe class CommonLeaves
{
    private const int X64 = 1;
    private const int AbortStatus = 134;

    [Export("SystemNative_GetOSArchitecture")]
    private static int Architecture() => X64;

    [Export("SystemNative_GetNonCryptographicallySecureRandomBytes")]
    private static void Random(byte* buffer, int bytes) => Leaves.Random(buffer, bytes);

    [Export("SystemNative_LChflagsCanSetHiddenFlag")]
    private static int CanSetHidden() => 0;

    [Export("SystemNative_CanGetHiddenFlag")]
    private static int CanGetHidden() => 0;

    [Export("SystemNative_Log")]
    private static void Log(byte* text, int bytes) => Leaves.Write(1, text, (nuint)bytes);

    [Export("SystemNative_LogError")]
    private static void LogError(byte* text, int bytes) => Leaves.Write(2, text, (nuint)bytes);

    [Export("SystemNative_Abort")]
    private static void Abort() => ProcessExit.Exit(AbortStatus);
}
