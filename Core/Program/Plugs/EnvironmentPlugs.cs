using System;
using Core.Program.Start;

namespace Core.Program.Plugs;

/// <summary>Process start, end and configuration.</summary>
internal static unsafe class EnvironmentPlugs
{
    // Threads are cheap here: work items that wait for each other need not wait for the pool to notice.
    private const short MinimalPool = 8;

    [Plug("System.Environment", "GetCommandLineArgs", Hash = "63fddfe19f12aa10")]
    private static string[] GetCommandLineArgs() => (string[])Startup.CommandLine.Clone();

    [Plug("System.Environment", "Exit", Hash = "96cf1bdcc8debd3a")]
    private static void Exit(int status) => ProcessExit.Exit(status);

    [Plug("System.Environment", "get_ExitCode", Hash = "b793a484165dfe45")]
    private static int ExitCode() => ProcessExit.Status;

    [Plug("System.Environment", "set_ExitCode", Hash = "2093c579525a85ff")]
    private static void SetExitCode(int status) => ProcessExit.Status = status;

    [Plug("System.Runtime.InteropServices.RuntimeInformation", "get_RuntimeIdentifier", Hash = "ca065925c8b629c8")]
    private static string RuntimeIdentifier() => "linux-x64";

    // Names and values of runtimeconfig.json: there is none.
    [Export("RhGetKnobValues")]
    private static uint KnobValues(byte*** names, byte*** values)
    {
        *names = null;
        *values = null;
        return 0;
    }

    [Plug("System.AppContextConfigHelper", "GetBooleanConfig", Parameters = "System.String,System.Boolean", Hash = "55be63fae0f66a29")]
    private static bool GetBooleanConfig(string name, bool value) => value;

    [Plug("System.AppContextConfigHelper", "GetBooleanConfig", Parameters = "System.String,System.String,System.Boolean", Hash = "9715f7267a0feac4")]
    private static bool GetBooleanConfig(string name, string variable, bool value) => value;

    [Plug("System.AppContextConfigHelper", "GetBooleanComPlusOrDotNetConfig", Hash = "8a58bf73759bbcf3")]
    private static bool GetBooleanComPlusOrDotNetConfig(string name, string variable, bool value) => value;

    [Plug("System.AppContextConfigHelper", "GetInt32Config", Parameters = "System.String,System.Int32,System.Boolean", Hash = "6dae9112a9cdd8bb")]
    private static int GetInt32Config(string name, int value, bool allowNegative) => value;

    [Plug("System.AppContextConfigHelper", "GetInt32Config", Parameters = "System.String,System.String,System.Int32,System.Boolean", Hash = "780791eb4c8203af")]
    private static int GetInt32Config(string name, string variable, int value, bool allowNegative) => value;

    [Plug("System.AppContextConfigHelper", "GetInt32ComPlusOrDotNetConfig", Hash = "fd084dc65e203266")]
    private static int GetInt32ComPlusOrDotNetConfig(string name, string variable, int value, bool allowNegative) =>
        name == "System.Threading.ThreadPool.UnfairSemaphoreSpinLimit" ? 0 : value; // Idle workers park at once.

    [Plug("System.AppContextConfigHelper", "GetInt16Config", Parameters = "System.String,System.Int16,System.Boolean", Hash = "3cca8532863b7b6b")]
    private static short GetInt16Config(string name, short value, bool allowNegative) => value;

    [Plug("System.AppContextConfigHelper", "GetInt16Config", Parameters = "System.String,System.String,System.Int16,System.Boolean", Hash = "1d701557d2f8802e")]
    private static short GetInt16Config(string name, string variable, short value, bool allowNegative) => value;

    [Plug("System.AppContextConfigHelper", "GetInt16ComPlusOrDotNetConfig", Hash = "409534161d734ead")]
    private static short GetInt16ComPlusOrDotNetConfig(string name, string variable, short value, bool allowNegative) =>
        name == "System.Threading.ThreadPool.MinThreads" ? MinimalPool : value;

    [Plug("System.Security.Cryptography.RandomNumberGeneratorImplementation", "GetBytes", Parameters = "System.Byte*,System.Int32", Hash = "a6372245053059a5")]
    private static void GetSecureRandomBytes(byte* buffer, int bytes)
    {
        if (Leaves.SecureRandom(buffer, bytes) != 0)
            throw new PlatformNotSupportedException("there is no source of secure random numbers");
    }

    [Plug("Interop", "GetRandomBytes", Hash = "56af025ea17e147e")]
    private static void GetRandomBytes(byte* buffer, int bytes) => Leaves.Random(buffer, bytes);
}
