using System.Runtime.InteropServices;

namespace Abi;

/// <summary>Shared between a process and the kernel; mapped writable at <see cref="AddressMap.ProcData"/>.</summary>
/// <remarks>The kernel believes nothing it reads here.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct ProcData
{
    private fixed ulong _resourceRequests[Limits.ResourceTypes * 2];
    private fixed ulong _kernelEvents[Limits.EventTypes];
    private fixed ulong _reserved[8];

    /// <summary>Offset of the first <see cref="VcorePreemptData"/>, a multiple of 64.</summary>
    public const int VcoresOffset = 512;

    /// <summary>Bytes of the whole structure including every vcore's data.</summary>
    public const int TotalSize = VcoresOffset + (Limits.MaxVcores * VcorePreemptData.Size);

    /// <summary>The request for a resource, written by the process, sometimes corrected by the kernel.</summary>
    public static ResourceRequest* Request(ProcData* data, int resource) =>
        (ResourceRequest*)data->_resourceRequests + resource;

    /// <summary>User address of the <see cref="EventQueue"/> that receives a type of kernel event, or 0.</summary>
    public static ulong* KernelEvent(ProcData* data, int type) => data->_kernelEvents + type;

    /// <summary>The data of one vcore.</summary>
    public static VcorePreemptData* Vcore(ProcData* data, int vcore) =>
        (VcorePreemptData*)((byte*)data + VcoresOffset) + vcore;
}

/// <summary>How much of a resource a process wants.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ResourceRequest
{
    public uint Wanted;
    public uint WantedMinimum;
    public uint Flags;
    public uint Reserved;
}
