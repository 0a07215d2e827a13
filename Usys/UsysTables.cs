using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Abi;

namespace Usys;

/// <summary>The program's copies of the two tables, in its static data.</summary>
internal static unsafe class UsysTables
{
#pragma warning disable CS0649 // Written through their addresses.
    private static FunctionTable s_functions;
    private static ConstantTable s_constants;
#pragma warning restore CS0649

    public static UsysHeader* Functions => (UsysHeader*)Unsafe.AsPointer(ref s_functions);

    public static UsysHeader* Constants => (UsysHeader*)Unsafe.AsPointer(ref s_constants);

    /// <summary>Writes header and sentinel around entries that are still 0.</summary>
    public static void Prepare(UsysHeader* header, uint count, ulong hash)
    {
        header->Magic = UsysProtocol.Magic;
        header->AbiVersion = UsysProtocol.AbiVersion;
        header->EntryCount = count;
        header->Hash = hash;
        header->Filled = 0;
        ((ulong*)(header + 1))[count] = UsysProtocol.Sentinel;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct FunctionTable
    {
        public UsysHeader Header;
        public fixed ulong Entries[UsysFunctionTable.Count + 1];
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ConstantTable
    {
        public UsysHeader Header;
        public fixed ulong Entries[UsysConstantTable.Count + 1];
    }
}
