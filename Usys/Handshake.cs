using Abi;
using Core;
using Core.Text;

namespace Usys;

/// <summary>The program's side of the handshake: two loads that fault, before any other code of the program.</summary>
/// <remarks>Pairs with <c>TwoLevelScheduler.Handshake</c>. Source: design.md section 6.</remarks>
internal static unsafe class Handshake
{
    /// <summary>On a system stack. Ends the process when a table was not filled; a mismatch is reported by the other side.</summary>
    public static void Run()
    {
        UsysTables.Prepare(UsysTables.Functions, UsysFunctionTable.Count, UsysFunctionTable.Hash);
        Load(UsysProtocol.FunctionTag, UsysTables.Functions);
        UsysTables.Prepare(UsysTables.Constants, UsysConstantTable.Count, UsysConstantTable.Hash);
        Load(UsysProtocol.ConstantTag, UsysTables.Constants);
        if (UsysTables.Functions->Filled == 0 || UsysTables.Constants->Filled == 0)
            Fatal.Stop("usys: the scheduler did not fill the tables"u8);
    }

    private static void Load(ulong tag, UsysHeader* table) =>
        LoadTagged((tag << UsysProtocol.TagShift) | (ulong)table);

    /// <summary>The bytes 8B 00 (<c>mov eax,[rax]</c>) with the argument in RAX.</summary>
    [Routine("UsysLoad")]
    private static extern void LoadTagged(ulong address);
}
