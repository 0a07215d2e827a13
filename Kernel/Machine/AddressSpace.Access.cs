using System;
using System.Threading;
using Abi;
using Core.Machine;

namespace Kernel.Machine;

/// <content>The kernel's own access to user memory.</content>
public sealed unsafe partial class AddressSpace
{
    /// <summary>Copies from user memory.</summary>
    /// <returns>EFAULT when any byte is not readable.</returns>
    public Errno CopyIn(ulong address, Span<byte> destination)
    {
        fixed (byte* bytes = destination)
        {
            return Copy(address, bytes, (ulong)destination.Length, Mmap.ProtRead);
        }
    }

    /// <summary>Copies to user memory.</summary>
    /// <returns>EFAULT when any byte is not writable; some may have been written.</returns>
    public Errno CopyOut(ulong address, ReadOnlySpan<byte> source)
    {
        fixed (byte* bytes = source)
        {
            return Copy(address, bytes, (ulong)source.Length, Mmap.ProtWrite);
        }
    }

    /// <summary>Copies a structure from user memory.</summary>
    public Errno Read<T>(ulong address, out T value)
        where T : unmanaged
    {
        T local = default;
        Errno error = Copy(address, (byte*)&local, (ulong)sizeof(T), Mmap.ProtRead);
        value = local;
        return error;
    }

    /// <summary>Copies a structure to user memory.</summary>
    public Errno Write<T>(ulong address, in T value)
        where T : unmanaged
    {
        T local = value;
        return Copy(address, (byte*)&local, (ulong)sizeof(T), Mmap.ProtWrite);
    }

    /// <summary>Writes initial contents regardless of the range's protection; for the loader.</summary>
    public Errno Initialize(ulong address, ReadOnlySpan<byte> source)
    {
        fixed (byte* bytes = source)
        {
            return Copy(address, bytes, (ulong)source.Length, Mmap.ProtNone);
        }
    }

    /// <summary>Makes pages present.</summary>
    /// <returns>How many of them are, counted from the first until one could not be.</returns>
    public ulong Populate(ulong address, ulong pages)
    {
        for (ulong i = 0; i < pages; i++)
        {
            _lock.Acquire();
            byte* page = Resolve(address + (i * AddressMap.PageSize), Mmap.ProtNone);
            _lock.Release();
            if (page == null)
            {
                return i;
            }
        }

        return pages;
    }

    /// <summary>Atomically or's a u64 in user memory, which must be aligned.</summary>
    public Errno Or(ulong address, ulong bits, out ulong before) => Atomic(address, bits, AtomicKind.Or, out before);

    /// <summary>Atomically and's a u64 in user memory, which must be aligned.</summary>
    public Errno And(ulong address, ulong bits, out ulong before) => Atomic(address, bits, AtomicKind.And, out before);

    /// <summary>Atomically adds to a u64 in user memory, which must be aligned.</summary>
    public Errno Add(ulong address, ulong amount, out ulong before) => Atomic(address, amount, AtomicKind.Add, out before);

    /// <summary>Atomically exchanges a u64 in user memory, which must be aligned.</summary>
    public Errno Exchange(ulong address, ulong value, out ulong before) => Atomic(address, value, AtomicKind.Exchange, out before);

    /// <summary>Stores a u32 in user memory with release semantics; it must be aligned.</summary>
    public Errno StoreRelease(ulong address, uint value)
    {
        _lock.Acquire();
        byte* place = (address & 3) == 0 ? Resolve(address, Mmap.ProtWrite) : null;
        if (place != null)
        {
            Volatile.Write(ref *(uint*)place, value);
        }

        _lock.Release();
        return place != null ? Errno.None : Errno.EFAULT;
    }

    private enum AtomicKind
    {
        Or,
        And,
        Add,
        Exchange,
    }

    private Errno Atomic(ulong address, ulong operand, AtomicKind kind, out ulong before)
    {
        before = 0;
        _lock.Acquire();
        byte* place = (address & 7) == 0 ? Resolve(address, Mmap.ProtWrite) : null;
        if (place != null)
        {
            ref ulong cell = ref *(ulong*)place;
            before = kind switch
            {
                AtomicKind.Or => Interlocked.Or(ref cell, operand),
                AtomicKind.And => Interlocked.And(ref cell, operand),
                AtomicKind.Add => Interlocked.Add(ref cell, operand) - operand,
                _ => Interlocked.Exchange(ref cell, operand),
            };
        }

        _lock.Release();
        return place != null ? Errno.None : Errno.EFAULT;
    }

    // Protection names the direction: read copies in, write copies out, none copies out unchecked. The lock is held for
    // one page at a time; another core may unmap in between, which shows as EFAULT.
    private Errno Copy(ulong address, byte* kernel, ulong length, int protection)
    {
        if (!IsUserRange(address, length))
        {
            return Errno.EFAULT;
        }

        while (length > 0)
        {
            ulong chunk = AddressMap.PageSize - (address & (AddressMap.PageSize - 1));
            chunk = chunk < length ? chunk : length;
            _lock.Acquire();
            byte* user = Resolve(address, protection);
            if (user != null)
            {
                byte* from = protection == Mmap.ProtRead ? user : kernel;
                byte* to = protection == Mmap.ProtRead ? kernel : user;
                MachineRoutines.MemMove(to, from, (nuint)chunk);
            }

            _lock.Release();
            if (user == null)
            {
                return Errno.EFAULT;
            }

            address += chunk;
            kernel += chunk;
            length -= chunk;
        }

        return Errno.None;
    }

    // Physmap address of a user byte, adding its frame when it is valid but absent. Needs _lock.
    private byte* Resolve(ulong address, int needed)
    {
        if (!IsAllowed(address, needed))
        {
            return null;
        }

        Region region = _regions[IndexOf(address)];
        ulong* entry = _table.FindOrAdd(address);
        if (entry == null)
        {
            return null;
        }

        if ((*entry & PageBits.Present) == 0)
        {
            byte* frame = FrameAllocator.AllocateZeroed(0);
            if (frame == null)
            {
                return null;
            }

            Volatile.Write(ref *entry, FrameAllocator.ToPhysical(frame) | BitsFor(region.Protection) | PageBits.Present);
            _residentPages++;
        }

        return FrameAllocator.ToVirtual(*entry & PageBits.AddressMask) + (address & (AddressMap.PageSize - 1));
    }
}
