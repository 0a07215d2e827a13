using System.Threading;
using Abi;

namespace Kernel.Machine;

/// <summary>Kernel stacks, each with an unmapped page below it. Never unmapped; kthreads keep and reuse them.</summary>
public static class KernelStacks
{
    public const ulong StackSize = 32 * 1024;

    // Zeros above the first frame: there a debugger's walk ends.
    private const ulong Headroom = 32;
    private const ulong SlotSize = 64 * 1024;
    private const ulong RegionSize = 1UL << 36;

    private static long s_used;

    public static bool Contains(ulong address) =>
        address >= AddressMap.KernelStacks && address < AddressMap.KernelStacks + RegionSize
        && ((address - AddressMap.KernelStacks) & (SlotSize - 1)) >= SlotSize - StackSize
        && address < AddressMap.KernelStacks + ((ulong)Volatile.Read(ref s_used) * SlotSize);

    /// <summary>Whether the address is in the guard below a stack.</summary>
    public static bool IsGuard(ulong address) =>
        address >= AddressMap.KernelStacks && address < AddressMap.KernelStacks + RegionSize && !Contains(address);

    /// <summary>Top of a new stack, or 0 when there is no memory.</summary>
    public static ulong Allocate()
    {
        ulong slot = (ulong)Interlocked.Increment(ref s_used) - 1;
        Panic.Unless((slot + 1) * SlotSize <= RegionSize, "too many kernel stacks");
        ulong top = AddressMap.KernelStacks + ((slot + 1) * SlotSize);
        return KernelSpace.MapFresh(top - StackSize, (int)(StackSize / AddressMap.PageSize)) ? top - Headroom : 0;
    }
}
