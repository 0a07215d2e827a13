using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Abi;
using Core;

namespace ShortTable;

/// <summary>Repeats the handshake of its own start with a table of another build: what its argument says is different.</summary>
/// <remarks>The header is all the scheduler knows of how a program was built. Run by tests/Emulator; see Usys.Handshake.</remarks>
internal static unsafe class Program
{
    private const int Entries = UsysFunctionTable.Count;

#pragma warning disable CS0649 // Written through its address.
    private static Table s_table;
#pragma warning restore CS0649

    private static int Main(string[] arguments)
    {
        var header = (UsysHeader*)Unsafe.AsPointer(ref s_table);
        ulong tag = UsysProtocol.FunctionTag;
        uint count = Entries;
        header->Magic = UsysProtocol.Magic;
        header->AbiVersion = UsysProtocol.AbiVersion;
        header->Hash = UsysFunctionTable.Hash;
        switch (arguments[0])
        {
            case "same": break;
            case "short": count--; break;
            case "hash": header->Hash ^= 1; break;
            case "version": header->AbiVersion++; break;
            case "constants":
                tag = UsysProtocol.ConstantTag;
                break;
            default: return 99;
        }

        header->EntryCount = count;
        ulong* entries = (ulong*)(header + 1);
        entries[count] = UsysProtocol.Sentinel;
        Load((tag << UsysProtocol.TagShift) | (ulong)header);
        Console.WriteLine($"filled {header->Filled}, first {entries[0] != 0}, sentinel {entries[count] == UsysProtocol.Sentinel}");
        return 0;
    }

    [Routine("UsysLoad")]
    private static extern void Load(ulong address);

    [StructLayout(LayoutKind.Sequential)]
    private struct Table
    {
        public UsysHeader Header;
        public fixed ulong Entries[Program.Entries + 1];
    }
}
