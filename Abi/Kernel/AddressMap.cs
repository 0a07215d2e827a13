namespace Abi;

/// <summary>Virtual and physical addresses fixed between kernel, boot code, loader and user space.</summary>
public static class AddressMap
{
    public const ulong PageSize = 4096;
    public const int PageShift = 12;
    public const ulong LargePageSize = 2 * 1024 * 1024;

    /// <summary>Physical address the kernel image is linked and loaded at.</summary>
    public const ulong KernelPhysicalBase = 0x0000000000200000;

    /// <summary>virtual = physical + this, for everything in the kernel image.</summary>
    public const ulong KernelOffset = 0xFFFFFFFF80000000;

    /// <summary>All physical memory is mapped here, writable and never executable.</summary>
    public const ulong Physmap = 0xFFFF800000000000;

    /// <summary>Kernel stacks live here, each between two unmapped pages.</summary>
    public const ulong KernelStacks = 0xFFFFC00000000000;

    /// <summary>The kernel heap's address range.</summary>
    public const ulong KernelHeap = 0xFFFFD00000000000;

    public const ulong ProgramBase = 0x0000000000400000;
    public const ulong SchedulerBase = 0x0000000100000000;

    /// <summary>Where mmap without an address begins to look.</summary>
    public const ulong MmapBase = 0x0000100000000000;

    /// <summary>First address mmap never hands out.</summary>
    public const ulong MmapEnd = 0x00007F0000000000;

    /// <summary>The argument block (<see cref="ArgumentBlock"/>), read-only.</summary>
    public const ulong Arguments = 0x00007F7FFFD00000;
    public const ulong ArgumentsLimit = 128 * 1024;

    /// <summary><see cref="Abi.ProcInfo"/>, read-only in user space.</summary>
    public const ulong ProcInfo = 0x00007F7FFFC00000;

    /// <summary><see cref="Abi.ProcData"/>, shared with the kernel.</summary>
    public const ulong ProcData = 0x00007F7FFFA00000;

    /// <summary>Top of the stack the 2LS image is entered on; the page above it is never mapped.</summary>
    public const ulong InitialStackTop = ProcData - PageSize;
    public const ulong InitialStackSize = 256 * PageSize;

    /// <summary>User addresses are below this: the last page of the lower half stays empty, so that a return address
    /// behind a SYSCALL is always canonical.</summary>
    public const ulong UserEnd = 0x00007FFFFFFFF000;
}
