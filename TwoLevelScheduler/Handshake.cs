using Abi;

namespace TwoLevelScheduler;

/// <summary>The native side of the usys handshake: recognises the fault and fills the table.</summary>
/// <remarks>Pairs with <c>Usys.Handshake</c>. Source: design.md section 6.</remarks>
internal static unsafe class Handshake
{
    /// <summary>Whether a general protection fault is one of the two handshakes: high bits and instruction bytes.</summary>
    public static bool Recognises(UserContext* context)
    {
        if (context->Type != ContextType.Hardware || context->Hw.TrapNumber != Trap.GeneralProtection)
            return false;
        ulong tag = context->Hw.Rax >> UsysProtocol.TagShift;
        if (tag is not (UsysProtocol.FunctionTag or UsysProtocol.ConstantTag))
            return false;
        return Program.Contains(context->Hw.Rip, UsysProtocol.InstructionLength)
            && *(ushort*)context->Hw.Rip == UsysProtocol.Instruction;
    }

    /// <summary>Fills the table and skips the instruction; ends the process when the sides do not fit.</summary>
    public static void Answer(UserContext* context)
    {
        ulong address = context->Hw.Rax & UsysProtocol.AddressMask;
        if (context->Hw.Rax >> UsysProtocol.TagShift == UsysProtocol.FunctionTag)
            FillFunctions((UsysHeader*)address);
        else
            FillConstants((UsysHeader*)address);
        context->Hw.Rip += UsysProtocol.InstructionLength;
    }

    private static void FillFunctions(UsysHeader* header)
    {
        Check(header, UsysFunctionTable.Count, UsysFunctionTable.Hash, "functions"u8);
        UsysEntries.Fill((ulong*)(header + 1));
        header->Filled = 1;
    }

    private static void FillConstants(UsysHeader* header)
    {
        Check(header, UsysConstantTable.Count, UsysConstantTable.Hash, "constants"u8);
        UsysConstantValues.Fill((ulong*)(header + 1));
        header->Filled = 1;
    }

    /// <summary>Everything is checked before the first word is written.</summary>
    private static void Check(UsysHeader* header, int count, ulong hash, System.ReadOnlySpan<byte> what)
    {
        if (((ulong)header & 7) != 0 || !Program.Contains((ulong)header, (ulong)UsysHeader.Size))
            Report.Fatal("usys: the table is not in the program's memory"u8);
        if (header->Magic != UsysProtocol.Magic)
            Report.Fatal("usys: the table has no header"u8);
        if (header->AbiVersion != UsysProtocol.AbiVersion || header->EntryCount != (uint)count || header->Hash != hash)
            Differs(header, count, hash, what);
        ulong bytes = (ulong)UsysHeader.Size + (((ulong)count + 1) * 8);
        if (!Program.Contains((ulong)header, bytes) || ((ulong*)(header + 1))[count] != UsysProtocol.Sentinel)
            Report.Fatal("usys: the sentinel is not behind the table's last entry"u8);
    }

    private static void Differs(UsysHeader* header, int count, ulong hash, System.ReadOnlySpan<byte> what)
    {
        Report.Text("usys: program and scheduler were built from different declarations of the table of "u8);
        Report.Text(what);
        Report.Text("\n  program:   "u8);
        Version(header->AbiVersion, header->EntryCount, header->Hash);
        Report.Text("  scheduler: "u8);
        Version(UsysProtocol.AbiVersion, (ulong)count, hash);
        Report.End();
    }

    private static void Version(ulong version, ulong count, ulong hash)
    {
        Report.Text("ABI version "u8);
        Report.Decimal(version);
        Report.Text(", "u8);
        Report.Decimal(count);
        Report.Text(" entries, hash "u8);
        Report.Hex(hash);
        Report.Text("\n"u8);
    }
}
