using System.Runtime.InteropServices;

namespace Abi;

/// <summary>One event, as posted to a mailbox.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct EventMessage
{
    public const int Size = 24;

    /// <summary><see cref="EventType"/>.</summary>
    public ushort Type;
    public ushort Arg1;
    public uint Arg2;
    public ulong Arg3;
    public ulong Arg4;
}

/// <summary>Numbers of events the kernel or libraries send.</summary>
public static class EventType
{
    public const ushort None = 0;
    public const ushort PreemptPending = 1;
    public const ushort GangPreemptPending = 2;

    /// <summary>Arg2 = vcore that lost its core.</summary>
    public const ushort VcorePreempt = 3;
    public const ushort GangReturn = 4;
    public const ushort UserIpi = 5;
    public const ushort PageFault = 6;
    public const ushort Alarm = 7;

    /// <summary>Indirection: Arg3 = the event queue to look into.</summary>
    public const ushort Event = 8;
    public const ushort Diagnostic = 9;

    /// <summary>A syscall completed: Arg3 = its <see cref="SyscallStruct"/>.</summary>
    public const ushort Syscall = 10;

    /// <summary>Arg2 = vcore whose public mailbox needs a reader.</summary>
    public const ushort CheckMessages = 11;

    /// <summary>Arg1 = signal number.</summary>
    public const ushort PosixSignal = 12;
    public const ushort FirstDynamic = 25;
}

/// <summary>Where a type of event, or the completion of a syscall, is delivered. Lives in user memory.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct EventQueue
{
    public const int Size = 48;

    /// <summary>User address of an <see cref="EventMailbox"/>; 0 means the vcore's own.</summary>
    public ulong Mailbox;

    /// <summary>Bits of <see cref="EventFlags"/>.</summary>
    public uint Flags;

    /// <summary>Set by the kernel when it sends an indirection; the receiver clears it before it drains.</summary>
    public uint AlertPending;
    public uint Vcore;
    public uint Reserved;

    /// <summary>User's: replaces the dispatch by type.</summary>
    public ulong Handler;
    public ulong UserData;
    public ulong Reserved1;
}

/// <summary>Bits of <see cref="EventQueue.Flags"/>.</summary>
public static class EventFlags
{
    public const uint Ipi = 1;
    public const uint SpamPublic = 2;
    public const uint Indirect = 4;
    public const uint VcorePrivate = 8;
    public const uint SpamIndirect = 0x10;
    public const uint VcoreMustRun = 0x20;
    public const uint NoThrottle = 0x40;
    public const uint RoundRobin = 0x80;
    public const uint VcoreAppropriate = 0x100;
    public const uint Wakeup = 0x200;

    /// <summary>How syscall completions are to be delivered.</summary>
    public const uint SyscallCompletion = Indirect | SpamIndirect | Ipi | Wakeup;
}

/// <summary>Kinds of <see cref="EventMailbox"/>.</summary>
public static class MailboxType
{
    public const uint None = 0;
    public const uint Ucq = 1;
    public const uint Bitmap = 2;
    public const uint Ceq = 3;
}

/// <summary>A queue or a bitmap the kernel produces into and one process consumes.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public struct EventMailbox
{
    public const int Size = 72;

    [FieldOffset(0)]
    public uint Type;

    [FieldOffset(8)]
    public UnboundedQueue Ucq;

    [FieldOffset(8)]
    public EventBitmap Bitmap;
}

/// <summary>Payload-free mailbox: one bit per event type below 64.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct EventBitmap
{
    /// <summary>Not 0 when the consumer should look; set after a bit was set.</summary>
    public uint CheckBits;
    public uint Reserved;
    public ulong Bits;
}

/// <summary>Unbounded concurrent queue (UCQ): many kernel producers, many user consumers, a chain of pages.</summary>
/// <remarks>An index is a page's user address or'ed with the number of a slot in it. Producers: if not
/// <see cref="Overflow"/>, fetch-and-add <see cref="ProducerIndex"/>; a slot below <see cref="UcqPage.Slots"/> is theirs.
/// Otherwise they set Overflow, serialise in the kernel, link a page (the spare, or a fresh one) and reserve its slot 0.
/// Consumers compare-and-swap <see cref="ConsumerIndex"/>; at a bad slot they take <see cref="ConsumerLock"/>, wait for the
/// page's successor and for its consumed count to reach <see cref="UcqPage.Slots"/>, and keep the page as spare.
/// An uninitialised queue (<see cref="Ready"/> = 0) drops what is posted.</remarks>
[StructLayout(LayoutKind.Sequential)]
public struct UnboundedQueue
{
    public const int Size = 64;

    public ulong ProducerIndex;
    public uint Overflow;
    public uint Ready;
    public ulong SparePage;
    public ulong ExtraPages;
    public ulong ConsumerIndex;
    public uint ConsumerLock;
    public uint Reserved;
    private ulong _reserved1;
    private ulong _reserved2;
}

/// <summary>Shape of a page of a <see cref="UnboundedQueue"/>: 16 bytes of header, then 127 slots of 32 bytes.</summary>
public static class UcqPage
{
    public const int Slots = 127;
    public const int SlotSize = 32;
    public const int FirstSlot = 16;

    /// <summary>u64 user address of the next page, 0 while there is none.</summary>
    public const int NextOffset = 0;

    /// <summary>u64 count of consumed slots.</summary>
    public const int ConsumedOffset = 8;

    /// <summary>Within a slot: u32, 1 when the message before it is complete.</summary>
    public const int ReadyOffset = EventMessage.Size;
}
