using Abi;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>The kernel half of every address space: image, physmap, kernel stacks.</summary>
/// <remarks>Nothing is both writable and executable, also not by way of two mappings: the physmap leaves the image out.
/// All top-level entries the kernel will ever use exist when the first process copies them.</remarks>
public static unsafe class KernelSpace
{
    private const ulong Data = PageBits.Writable | PageBits.NoExecute | PageBits.Global;
    private const ulong Code = PageBits.Global;
    private const ulong ReadOnly = PageBits.NoExecute | PageBits.Global;
    private const ulong FourGiB = 1UL << 32;

    private static SpinLock s_lock;
    private static PageTable s_table;

    internal static ulong Root => s_table.Root;

    /// <summary>Builds the final tables and leaves the boot tables.</summary>
    public static void Initialize()
    {
        byte* root = FrameAllocator.AllocateZeroed(0);
        Panic.Unless(root != null, "no memory for the kernel's page table");
        s_table = new PageTable(FrameAllocator.ToPhysical(root));
        MapImage();
        MapPhysmap();
        Panic.Unless(s_table.FindOrAdd(AddressMap.KernelStacks) != null, "no memory for page tables");
        Panic.Unless(s_table.FindOrAdd(AddressMap.KernelHeap) != null, "no memory for page tables");
        X86.WriteMsr(Msr.Efer, X86.ReadMsr(Msr.Efer) | (1 << 11));
        X86.WriteCr3(Root);
    }

    /// <summary>Maps fresh zeroed frames at a kernel address, which must be unused.</summary>
    internal static bool MapFresh(ulong address, int pages)
    {
        s_lock.Acquire();
        bool mapped = true;
        for (int i = 0; i < pages && mapped; i++)
        {
            byte* frame = FrameAllocator.AllocateZeroed(0);
            mapped = frame != null
                && s_table.Map(address + ((ulong)i * AddressMap.PageSize), FrameAllocator.ToPhysical(frame), Data);
        }

        s_lock.Release();
        return mapped;
    }

    /// <summary>The kernel's own address space, for a core that has no process.</summary>
    internal static void Load() => X86.WriteCr3(Root);

    private static void MapImage()
    {
        for (ulong address = KernelImage.Start; address < KernelImage.End; address += AddressMap.PageSize)
        {
            ulong bits = Data;
            if (address >= KernelImage.TextStart && address < KernelImage.TextEnd)
            {
                bits = Code;
            }
            else if ((address >= KernelImage.ReadOnlyStart && address < KernelImage.ReadOnlyEnd) || address == KernelImage.Start)
            {
                bits = ReadOnly;
            }

            Panic.Unless(s_table.Map(address, KernelImage.PhysicalOf(address), bits), "no memory for page tables");
        }
    }

    private static void MapPhysmap()
    {
        ulong imageEnd = KernelImage.PhysicalOf((KernelImage.End + AddressMap.PageSize - 1) & ~(AddressMap.PageSize - 1));
        ulong end = FrameAllocator.PhysicalEnd > FourGiB ? FrameAllocator.PhysicalEnd : FourGiB;
        for (ulong at = 0; at < end; at += AddressMap.LargePageSize)
        {
            if (at + AddressMap.LargePageSize > AddressMap.KernelPhysicalBase && at < imageEnd)
            {
                MapAroundImage(at, imageEnd);
            }
            else
            {
                Panic.Unless(s_table.MapLarge(AddressMap.Physmap + at, at, Data), "no memory for page tables");
            }
        }
    }

    private static void MapAroundImage(ulong at, ulong imageEnd)
    {
        ulong end = at + AddressMap.LargePageSize;
        for (; at < end; at += AddressMap.PageSize)
        {
            if (at < AddressMap.KernelPhysicalBase || at >= imageEnd)
            {
                Panic.Unless(s_table.Map(AddressMap.Physmap + at, at, Data), "no memory for page tables");
            }
        }
    }
}
