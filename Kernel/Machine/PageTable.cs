using Abi;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>Bits of page-table entries. Source: SDM 3A 4.5.</summary>
internal static class PageBits
{
    public const ulong Present = 1;
    public const ulong Writable = 2;
    public const ulong User = 4;
    public const ulong Uncached = 0x18;
    public const ulong Large = 0x80;
    public const ulong Global = 0x100;
    public const ulong NoExecute = 1UL << 63;
    public const ulong AddressMask = 0x000FFFFFFFFFF000;
}

/// <summary>A four-level page table, by the physical address of its root. Does not flush any TLB.</summary>
internal readonly unsafe struct PageTable
{
    private const ulong TableBits = PageBits.Present | PageBits.Writable;
    private const int KernelHalf = 256;

    public PageTable(ulong root) => Root = root;

    public ulong Root { get; }

    /// <summary>A table whose kernel half is the kernel's; root 0 when there is no memory.</summary>
    public static PageTable Create()
    {
        byte* root = FrameAllocator.AllocateZeroed(0);
        if (root == null)
        {
            return default;
        }

        ulong* kernel = TableAt(KernelSpace.Root);
        for (int i = KernelHalf; i < 512; i++)
        {
            ((ulong*)root)[i] = kernel[i];
        }

        return new PageTable(FrameAllocator.ToPhysical(root));
    }

    /// <summary>Entry of a 4 KiB page; null when a table on the way is missing.</summary>
    public ulong* Find(ulong address)
    {
        ulong* table = TableAt(Root);
        for (int shift = 39; shift > 12; shift -= 9)
        {
            ulong entry = table[(address >> shift) & 511];
            if ((entry & PageBits.Present) == 0 || (entry & PageBits.Large) != 0)
            {
                return null;
            }

            table = TableAt(entry & PageBits.AddressMask);
        }

        return table + ((address >> 12) & 511);
    }

    /// <summary>Entry of a 4 KiB page, adding tables on the way; null when there is no memory.</summary>
    public ulong* FindOrAdd(ulong address) => Descend(address, 12);

    /// <summary>Sets the entry of a 4 KiB page.</summary>
    public bool Map(ulong address, ulong physical, ulong bits)
    {
        ulong* entry = Descend(address, 12);
        if (entry == null)
        {
            return false;
        }

        *entry = physical | bits | PageBits.Present;
        return true;
    }

    /// <summary>Sets the entry of a 2 MiB page.</summary>
    public bool MapLarge(ulong address, ulong physical, ulong bits)
    {
        ulong* entry = Descend(address, 21);
        if (entry == null)
        {
            return false;
        }

        *entry = physical | bits | PageBits.Present | PageBits.Large;
        return true;
    }

    /// <summary>Frees the tables of the user half and the root, if there is one. Every page must be unmapped already.</summary>
    public void Free()
    {
        if (Root == 0)
        {
            return;
        }

        ulong* root = TableAt(Root);
        for (int i = 0; i < KernelHalf; i++)
        {
            if ((root[i] & PageBits.Present) != 0)
            {
                FreeTable(root[i] & PageBits.AddressMask, 2);
            }
        }

        FrameAllocator.Free(root, 0);
    }

    private static void FreeTable(ulong physical, int level)
    {
        ulong* table = TableAt(physical);
        for (int i = 0; i < 512 && level > 0; i++)
        {
            if ((table[i] & PageBits.Present) != 0)
            {
                FreeTable(table[i] & PageBits.AddressMask, level - 1);
            }
        }

        FrameAllocator.Free(table, 0);
    }

    private static ulong* TableAt(ulong physical) => (ulong*)FrameAllocator.ToVirtual(physical);

    private ulong* Descend(ulong address, int target)
    {
        ulong* table = TableAt(Root);
        ulong bits = address < AddressMap.UserEnd ? TableBits | PageBits.User : TableBits;
        for (int shift = 39; shift > target; shift -= 9)
        {
            ulong* entry = table + ((address >> shift) & 511);
            if ((*entry & PageBits.Present) == 0)
            {
                byte* fresh = FrameAllocator.AllocateZeroed(0);
                if (fresh == null)
                {
                    return null;
                }

                *entry = FrameAllocator.ToPhysical(fresh) | bits;
            }

            table = TableAt(*entry & PageBits.AddressMask);
        }

        return table + ((address >> target) & 511);
    }
}
