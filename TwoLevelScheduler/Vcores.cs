using Abi;
using Core.Machine;

namespace TwoLevelScheduler;

/// <summary>All vcores of the process.</summary>
internal static unsafe class Vcores
{
    /// <summary>Enough for event handling and dispatch; nothing in vcore context recurses.</summary>
    private const ulong StackSize = 64 * 1024;

    private static Vcore* s_vcores;
    private static uint s_count;

    public static uint Count => s_count;

    public static ProcInfo* Info => (ProcInfo*)AddressMap.ProcInfo;

    public static ProcData* ProcessData => (ProcData*)AddressMap.ProcData;

    /// <summary>The vcore this code runs on. Only meaningful while it cannot change: in vcore context or with notifications disabled.</summary>
    public static Vcore* Here => (Vcore*)X86.ReadFs64(0);

    public static Vcore* At(uint id) => s_vcores + id;

    /// <summary>Whether the kernel took the core away without being asked.</summary>
    public static bool IsPreempted(uint id) => (At(id)->Data->Flags & VcoreFlags.Preempted) != 0;

    public static bool IsOnline(uint id) => ProcInfo.Vcore(Info, (int)id)->Valid != 0;

    public static uint OnlineCount => Info->NumVcores;

    /// <summary>Gives every vcore that may ever come its stack, block and queues: they must exist before the first is asked for.</summary>
    public static void SetUpAll(nint entry)
    {
        s_count = Info->MaxVcores == 0 ? 1 : Info->MaxVcores;
        if (s_count > Limits.MaxVcores)
            s_count = Limits.MaxVcores;
        s_vcores = (Vcore*)Pages.Map(s_count * (ulong)sizeof(Vcore));
        for (uint id = 0; id < s_count; id++)
            SetUp(id, entry);
    }

    private static void SetUp(uint id, nint entry)
    {
        Vcore* vcore = At(id);
        VcorePreemptData* data = ProcData.Vcore(ProcessData, (int)id);
        vcore->Self = vcore;
        vcore->Id = id;
        vcore->Data = data;
        vcore->StackTop = (ulong)Pages.MapStack(StackSize) + StackSize;
        vcore->Random = 0x9E3779B97F4A7C15 * (id + 1);

        // One page: two call structs, then the event queue with its mailbox.
        byte* page = Pages.Map(AddressMap.PageSize);
        vcore->Call = (SyscallStruct*)page;
        vcore->EntryCall = (SyscallStruct*)(page + 512);
        vcore->SyscallQueue = (EventQueue*)(page + 1024);
        var mailbox = (EventMailbox*)(page + 1024 + 512);
        vcore->Fpu = data->Ancillary;
        Mailboxes.InitializeUcq(mailbox);
        vcore->SyscallQueue->Mailbox = (ulong)mailbox;
        vcore->SyscallQueue->Flags = EventFlags.SyscallCompletion;
        vcore->SyscallQueue->Vcore = id;

        Mailboxes.InitializeUcq(&data->PublicMailbox);
        Mailboxes.InitializeUcq(&data->PrivateMailbox);
        data->VcoreStack = vcore->StackTop;
        data->VcoreTlsDescriptor = (ulong)vcore;
        data->VcoreEntry = (ulong)entry;
    }
}
