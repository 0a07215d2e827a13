namespace Abi;

/// <summary>Offsets in <see cref="VcorePreemptData"/> as constants, for code that forms user addresses.</summary>
/// <remarks>Tests compare them with the layout.</remarks>
public static class VcpdOffsets
{
    public const int PublicMailbox = 456;
    public const int PrivateMailbox = PublicMailbox + EventMailbox.Size;
}

/// <summary>Offsets in <see cref="SyscallStruct"/> as constants.</summary>
public static class SyscallOffsets
{
    public const int Error = 4;
    public const int ReturnValue = 8;
    public const int Flags = 16;
    public const int EventQueue = 24;
    public const int ErrorText = 88;
}

/// <summary>Offsets in <see cref="EventQueue"/> as constants.</summary>
public static class EventQueueOffsets
{
    public const int AlertPending = 12;
    public const int Vcore = 16;
}
