using Abi;
using Core;
using Kernel.Machine;
using Kernel.Processes;

namespace Kernel.Events;

/// <summary>The producer side of an unbounded concurrent queue in user memory; see <see cref="UnboundedQueue"/>.</summary>
/// <remarks>The kernel never compares-and-swaps against user memory: user code could starve it. Every address read from
/// the queue is only used through checked access.</remarks>
[NoAlloc("interrupts and completion")]
internal static class Ucq
{
    private const ulong SlotMask = AddressMap.PageSize - 1;

    // Offsets of UnboundedQueue's fields.
    private const ulong ProducerIndex = 0;
    private const ulong Overflow = 8;
    private const ulong SparePage = 16;
    private const ulong ExtraPages = 24;

    /// <summary>Posts a message.</summary>
    /// <param name="queue">User address of the <see cref="UnboundedQueue"/>.</param>
    /// <returns>EINVAL when the queue was not set up, EFAULT, ENOMEM: the message is lost.</returns>
    public static Errno Post(Process process, ulong queue, in EventMessage message)
    {
        AddressSpace space = process.Space;
        Errno error = space.Read(queue, out UnboundedQueue state);
        if (error != Errno.None)
        {
            return error;
        }

        if (state.Ready == 0)
        {
            return Errno.EINVAL;
        }

        if (state.Overflow == 0)
        {
            error = space.Add(queue + ProducerIndex, 1, out ulong index);
            if (error != Errno.None)
            {
                return error;
            }

            if ((index & SlotMask) < UcqPage.Slots)
            {
                return Fill(space, index, in message);
            }
        }

        process.UcqGate.Enter();
        error = PostSlowly(space, queue, in message);
        process.UcqGate.Leave();
        return error;
    }

    // Another producer may have linked a page meanwhile: try again first. Whoever finds the page full links the next
    // one and takes its slot 0, so a holder of the gate always gets a slot.
    private static Errno PostSlowly(AddressSpace space, ulong queue, in EventMessage message)
    {
        Errno error = space.StoreRelease(queue + Overflow, 1);
        ulong index = 0;
        if (error == Errno.None)
        {
            error = space.Add(queue + ProducerIndex, 1, out index);
        }

        if (error == Errno.None && (index & SlotMask) >= UcqPage.Slots)
        {
            error = LinkPage(space, queue, index & ~SlotMask, out index);
        }

        if (error == Errno.None)
        {
            error = space.StoreRelease(queue + Overflow, 0);
        }

        return error == Errno.None ? Fill(space, index, in message) : error;
    }

    private static Errno LinkPage(AddressSpace space, ulong queue, ulong oldPage, out ulong index)
    {
        index = 0;
        Errno error = space.Exchange(queue + SparePage, 0, out ulong page);
        if (error == Errno.None && page == 0)
        {
            error = space.MapAnonymous(0, AddressMap.PageSize, Mmap.ProtRead | Mmap.ProtWrite, isFixed: false, out page);
            if (error == Errno.None)
            {
                error = space.Add(queue + ExtraPages, 1, out _);
            }
        }

        if (error == Errno.None)
        {
            error = space.Exchange(page + UcqPage.ConsumedOffset, 0, out _);
        }

        if (error == Errno.None)
        {
            error = space.Exchange(page + UcqPage.NextOffset, 0, out _);
        }

        if (error == Errno.None)
        {
            error = space.Exchange(oldPage + UcqPage.NextOffset, page, out _);
        }

        if (error == Errno.None)
        {
            error = space.Exchange(queue + ProducerIndex, page + 1, out _);
        }

        index = page;
        return error;
    }

    private static Errno Fill(AddressSpace space, ulong index, in EventMessage message)
    {
        ulong slot = (index & ~SlotMask) + UcqPage.FirstSlot + ((index & SlotMask) * UcqPage.SlotSize);
        Errno error = space.Write(slot, in message);
        return error == Errno.None ? space.StoreRelease(slot + UcqPage.ReadyOffset, 1) : error;
    }
}
