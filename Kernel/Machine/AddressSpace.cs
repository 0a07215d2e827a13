using System.Threading;
using Abi;
using Core.Machine;

namespace Kernel.Machine;

/// <summary>What a range of a user address space is.</summary>
internal enum RegionKind
{
    /// <summary>Zero-filled frames of its own, added at first touch.</summary>
    Anonymous,

    /// <summary>Frames the kernel shares with the process; they are not freed with the range.</summary>
    Shared,
}

/// <summary>One mapped range; ranges of a space are sorted, apart, and page-aligned.</summary>
internal struct Region
{
    public ulong Start;
    public ulong End;
    public int Protection;
    public RegionKind Kind;
}

/// <summary>A process's address space: page table and the ranges that are valid in it.</summary>
/// <remarks>The kernel never dereferences a user address. It walks the page table, adds the missing frame, and goes through
/// the physmap; so SMAP stays on, no access can fault, and any core can reach any process.</remarks>
public sealed unsafe partial class AddressSpace
{
    private const int RegionsOrder = 3;
    private const int FlushBatch = 64;

    // Frames of their own rather than an array: the kernel's heap gives nothing back.
    private readonly Region* _regions;
    private readonly PageTable _table;
    private SpinLock _lock;

    // Guarded by _lock:
    private int _regionCount;
    private ulong _residentPages;

    // Cores whose CR3 is this space; set before loading, cleared after leaving.
    private ulong _activeCores;

    private AddressSpace(PageTable table, Region* regions)
    {
        _table = table;
        _regions = regions;
    }

    public ulong ResidentPages => _residentPages;

    /// <summary>An empty space, or null when there is no memory.</summary>
    public static AddressSpace? Create()
    {
        PageTable table = PageTable.Create();
        byte* regions = table.Root == 0 ? null : FrameAllocator.Allocate(RegionsOrder);
        if (regions == null)
        {
            table.Free();
            return null;
        }

        return new AddressSpace(table, (Region*)regions);
    }

    /// <summary>Makes this the calling core's user half.</summary>
    public void Load()
    {
        Interlocked.Or(ref _activeCores, 1UL << Cores.CurrentId);
        X86.WriteCr3(_table.Root);
    }

    /// <summary>Leaves it for the kernel's own.</summary>
    public void Unload()
    {
        KernelSpace.Load();
        Interlocked.And(ref _activeCores, ~(1UL << Cores.CurrentId));
    }

    /// <summary>Maps zero-filled memory.</summary>
    /// <param name="hint">Where to; 0 lets the kernel choose. With <paramref name="isFixed"/> exactly there, replacing
    /// what was mapped.</param>
    /// <param name="length">Rounded up to pages; not 0.</param>
    /// <returns>EINVAL, EACCES (writable and executable), ENOMEM.</returns>
    public Errno MapAnonymous(ulong hint, ulong length, int protection, bool isFixed, out ulong address)
    {
        address = 0;
        const int writeExecute = Mmap.ProtWrite | Mmap.ProtExec;
        if (length == 0 || length > AddressMap.UserEnd || (hint & (AddressMap.PageSize - 1)) != 0)
        {
            return Errno.EINVAL;
        }

        if ((protection & writeExecute) == writeExecute)
        {
            return Errno.EACCES;
        }

        length = RoundUp(length);
        if (isFixed)
        {
            if (!IsUserRange(hint, length) || hint == 0)
            {
                return Errno.EINVAL;
            }

            Errno error = Unmap(hint, length);
            if (error != Errno.None)
            {
                return error;
            }
        }

        _lock.Acquire();
        address = isFixed ? hint : FindGap(hint, length);
        bool inserted = address != 0 && Insert(address, address + length, protection, RegionKind.Anonymous);
        _lock.Release();
        return inserted ? Errno.None : Errno.ENOMEM;
    }

    /// <summary>Maps zero-filled memory exactly there, where nothing may be mapped yet; whole pages.</summary>
    /// <returns>EEXIST, EACCES (writable and executable).</returns>
    public Errno MapNew(ulong address, ulong length, int protection)
    {
        const int writeExecute = Mmap.ProtWrite | Mmap.ProtExec;
        if ((protection & writeExecute) == writeExecute)
        {
            return Errno.EACCES;
        }

        _lock.Acquire();
        bool inserted = Insert(address, address + length, protection, RegionKind.Anonymous);
        _lock.Release();
        return inserted ? Errno.None : Errno.EEXIST;
    }

    /// <summary>Maps frames of the kernel's at a fixed address, as data.</summary>
    internal bool MapShared(ulong address, byte* frames, ulong length, int protection)
    {
        _lock.Acquire();
        bool mapped = Insert(address, address + length, protection, RegionKind.Shared);
        for (ulong at = 0; at < length && mapped; at += AddressMap.PageSize)
        {
            mapped = _table.Map(address + at, FrameAllocator.ToPhysical(frames + at), BitsFor(protection));
        }

        _lock.Release();
        return mapped;
    }

    /// <summary>Unmaps whatever is in the range.</summary>
    /// <returns>EINVAL, or ENOMEM when splitting a range exceeds their number.</returns>
    public Errno Unmap(ulong address, ulong length)
    {
        length = RoundUp(length);
        if ((address & (AddressMap.PageSize - 1)) != 0 || !IsUserRange(address, length) || length == 0)
        {
            return Errno.EINVAL;
        }

        _lock.Acquire();
        bool possible = SplitAt(address) && SplitAt(address + length);
        if (possible)
        {
            RemoveRegions(address, address + length);
        }

        _lock.Release();
        return possible ? Errno.None : Errno.ENOMEM;
    }

    /// <summary>Changes the protection of mapped memory; the whole range must be mapped.</summary>
    /// <returns>EINVAL, EACCES (writable and executable), ENOMEM.</returns>
    public Errno Protect(ulong address, ulong length, int protection)
    {
        const int writeExecute = Mmap.ProtWrite | Mmap.ProtExec;
        length = RoundUp(length);
        if ((address & (AddressMap.PageSize - 1)) != 0 || !IsUserRange(address, length) || length == 0)
        {
            return Errno.EINVAL;
        }

        if ((protection & writeExecute) == writeExecute)
        {
            return Errno.EACCES;
        }

        _lock.Acquire();
        bool possible = IsCovered(address, address + length) && SplitAt(address) && SplitAt(address + length);
        if (possible)
        {
            ApplyProtection(address, address + length, protection);
        }

        _lock.Release();
        return possible ? Errno.None : Errno.ENOMEM;
    }

    /// <summary>Adds the missing frame after a page fault.</summary>
    /// <param name="errorCode">The processor's; see <see cref="Trap"/>.</param>
    /// <returns>None when the access may be repeated; EFAULT: it is not allowed; ENOMEM: it is, but there is no frame.</returns>
    public Errno HandleFault(ulong address, ulong errorCode)
    {
        int needed = Mmap.ProtRead;
        needed = (errorCode & Trap.PageFaultWrite) != 0 ? Mmap.ProtWrite : needed;
        needed = (errorCode & Trap.PageFaultExecute) != 0 ? Mmap.ProtExec : needed;
        _lock.Acquire();
        Errno error = IsAllowed(address, needed) ? Errno.ENOMEM : Errno.EFAULT;
        byte* page = error == Errno.EFAULT ? null : Resolve(address, needed);
        _lock.Release();
        return page != null ? Errno.None : error;
    }

    /// <summary>Frees everything. No core may have it loaded.</summary>
    public void Destroy()
    {
        Panic.Unless(Volatile.Read(ref _activeCores) == 0, "an address space in use is destroyed");
        _lock.Acquire();
        RemoveRegions(0, AddressMap.UserEnd);
        _lock.Release();
        _table.Free();
        FrameAllocator.Free(_regions, RegionsOrder);
    }

    private static int MaxRegions => (int)((AddressMap.PageSize << RegionsOrder) / (ulong)sizeof(Region));

    private static ulong RoundUp(ulong value) => (value + AddressMap.PageSize - 1) & ~(AddressMap.PageSize - 1);

    private static bool IsUserRange(ulong address, ulong length) =>
        address < AddressMap.UserEnd && length <= AddressMap.UserEnd - address;

    private static ulong BitsFor(int protection)
    {
        ulong bits = PageBits.User;
        bits |= (protection & Mmap.ProtWrite) != 0 ? PageBits.Writable : 0;
        bits |= (protection & Mmap.ProtExec) == 0 ? PageBits.NoExecute : 0;
        return bits;
    }

    // Index of the first region that ends above the address.
    private int IndexOf(ulong address)
    {
        int low = 0;
        int high = _regionCount;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_regions[middle].End > address)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private bool IsAllowed(ulong address, int needed)
    {
        int index = IndexOf(address);
        return index < _regionCount && _regions[index].Start <= address && (_regions[index].Protection & needed) == needed;
    }

    private ulong FindGap(ulong hint, ulong length)
    {
        ulong at = hint == 0 || hint >= AddressMap.MmapEnd ? AddressMap.MmapBase : hint;
        for (int i = IndexOf(at); i < _regionCount && _regions[i].Start < at + length; i++)
        {
            at = _regions[i].End;
        }

        return at + length <= AddressMap.MmapEnd ? at : 0;
    }

    // The range must be free. Merges with neighbours of the same kind, so that a growing heap stays one region.
    private bool Insert(ulong start, ulong end, int protection, RegionKind kind)
    {
        int index = IndexOf(start);
        if (index < _regionCount && _regions[index].Start < end)
        {
            return false;
        }

        if (index > 0 && kind == RegionKind.Anonymous && _regions[index - 1].End == start
            && _regions[index - 1].Kind == kind && _regions[index - 1].Protection == protection)
        {
            _regions[index - 1].End = end;
            return true;
        }

        return InsertAt(index, new Region { Start = start, End = end, Protection = protection, Kind = kind });
    }

    private bool InsertAt(int index, Region region)
    {
        if (_regionCount == MaxRegions)
        {
            return false;
        }

        for (int i = _regionCount; i > index; i--)
        {
            _regions[i] = _regions[i - 1];
        }

        _regions[index] = region;
        _regionCount++;
        return true;
    }

    // Makes the address a boundary between regions if it is inside one.
    private bool SplitAt(ulong address)
    {
        int index = IndexOf(address);
        if (index == _regionCount || _regions[index].Start >= address)
        {
            return true;
        }

        Region upper = _regions[index];
        upper.Start = address;
        if (!InsertAt(index + 1, upper))
        {
            return false;
        }

        _regions[index].End = address;
        return true;
    }

    private bool IsCovered(ulong start, ulong end)
    {
        for (int i = IndexOf(start); start < end; i++)
        {
            if (i == _regionCount || _regions[i].Start > start)
            {
                return false;
            }

            start = _regions[i].End;
        }

        return true;
    }

    private void RemoveRegions(ulong start, ulong end)
    {
        int first = IndexOf(start);
        int last = first;
        while (last < _regionCount && _regions[last].Start < end)
        {
            UnmapPages(_regions[last]);
            last++;
        }

        for (int i = last; i < _regionCount; i++)
        {
            _regions[first + i - last] = _regions[i];
        }

        _regionCount -= last - first;
    }

    // Frames are freed only after every core has forgotten them.
    private void UnmapPages(Region region)
    {
        ulong* batch = stackalloc ulong[FlushBatch];
        int count = 0;
        ulong address = region.Start;
        while (address < region.End)
        {
            ulong* entry = _table.Find(address);
            if (entry == null)
            {
                // A whole 2 MiB without a table: nothing in it was touched.
                address = (address + AddressMap.LargePageSize) & ~(AddressMap.LargePageSize - 1);
                continue;
            }

            if ((*entry & PageBits.Present) != 0)
            {
                batch[count++] = *entry & PageBits.AddressMask;
                *entry = 0;
            }

            address += AddressMap.PageSize;
            if (count == FlushBatch)
            {
                FreeBatch(batch, count, region.Kind);
                count = 0;
            }
        }

        FreeBatch(batch, count, region.Kind);
    }

    private void FreeBatch(ulong* batch, int count, RegionKind kind)
    {
        if (count == 0)
        {
            return;
        }

        Tlb.Flush(Volatile.Read(ref _activeCores));
        for (int i = 0; i < count && kind == RegionKind.Anonymous; i++)
        {
            FrameAllocator.Free(FrameAllocator.ToVirtual(batch[i]), 0);
            _residentPages--;
        }
    }

    private void ApplyProtection(ulong start, ulong end, int protection)
    {
        for (int i = IndexOf(start); i < _regionCount && _regions[i].Start < end; i++)
        {
            _regions[i].Protection = protection;
            for (ulong at = _regions[i].Start; at < _regions[i].End; at += AddressMap.PageSize)
            {
                ulong* entry = _table.Find(at);
                if (entry != null && (*entry & PageBits.Present) != 0)
                {
                    *entry = (*entry & PageBits.AddressMask) | BitsFor(protection) | PageBits.Present;
                }
            }
        }

        Tlb.Flush(Volatile.Read(ref _activeCores));
    }
}
