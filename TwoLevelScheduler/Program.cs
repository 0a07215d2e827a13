using Abi;

namespace TwoLevelScheduler;

/// <summary>What the program told about itself after the handshake.</summary>
internal static unsafe class Program
{
    private static ProgramInterface* s_interface;

    /// <summary>Null until the program installed it.</summary>
    public static ProgramInterface* Interface => s_interface;

    public static void Install(ProgramInterface* program) => s_interface = program;

    /// <summary>Whether a range lies in the writable part of the program's image, as far as the process info tells.</summary>
    public static bool Contains(ulong address, ulong bytes)
    {
        ProcInfo* info = Vcores.Info;
        return address >= info->ProgramBase && address < info->ProgramEnd && bytes <= info->ProgramEnd - address;
    }
}
