using System.Runtime.InteropServices;

namespace Abi;

/// <summary>The conversation between kernel and one vcore (VCPD).</summary>
/// <remarks>A fresh vcore starts at <see cref="VcoreEntry"/> with RSP = <see cref="VcoreStack"/>, FS base =
/// <see cref="VcoreTlsDescriptor"/>, RBX = RDI = vcore id and <see cref="NotifDisabled"/> = 1; all other registers are 0.
/// A resumed one continues <see cref="VcoreContext"/>.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct VcorePreemptData
{
    public const int Size = 1728;
    public const int AncillarySize = 1024;

    /// <summary>The interrupted vcore context (preempted while notifications were disabled).</summary>
    public UserContext VcoreContext;

    /// <summary>The interrupted uthread: written by the kernel on notification, preemption and reflected fault.</summary>
    public UserContext UthreadContext;

    public ulong VcoreEntry;
    public ulong VcoreStack;
    public ulong VcoreTlsDescriptor;

    /// <summary>Atomic, written by both sides: bits of <see cref="VcoreFlags"/>.</summary>
    public ulong Flags;

    /// <summary>Bits of <see cref="AncillaryFlags"/>, written by the kernel.</summary>
    public uint AncillaryFlags;
    public byte NotifDisabled;
    public byte NotifPending;
    public ushort Reserved0;

    public EventMailbox PublicMailbox;
    public EventMailbox PrivateMailbox;

    private fixed ulong _reserved[13];

    /// <summary>FPU state in the format told by <see cref="ProcInfo.Xcr0"/>; 64-byte aligned.</summary>
    public fixed byte Ancillary[AncillarySize];
}

/// <summary>Bits of <see cref="VcorePreemptData.Flags"/>.</summary>
public static class VcoreFlags
{
    /// <summary>The kernel is changing the context; user loops that compare-and-swap spin.</summary>
    public const ulong KernelLock = 1;
    public const ulong Preempted = 2;

    /// <summary>Somebody will read this vcore's public mailbox.</summary>
    public const ulong CanReceiveMessages = 4;
    public const ulong UthreadStealing = 8;

    /// <summary>Vcore 0 at birth: vcore context is not set up yet, never enter it.</summary>
    public const ulong ScpNoVcoreContext = 0x10;
}

/// <summary>Bits of <see cref="VcorePreemptData.AncillaryFlags"/>.</summary>
public static class AncillaryFlags
{
    public const uint FpuSaved = 0x1000;
}
