using System.Threading;
using Abi;
using Core.Machine;

namespace TwoLevelScheduler;

/// <summary>The consumer's half of event mailboxes; the producer is the kernel.</summary>
internal static unsafe class Mailboxes
{
    public static void InitializeUcq(EventMailbox* mailbox)
    {
        byte* page = Pages.Map(AddressMap.PageSize);
        mailbox->Type = MailboxType.Ucq;
        mailbox->Ucq.ProducerIndex = (ulong)page;
        mailbox->Ucq.ConsumerIndex = (ulong)page;
        Volatile.Write(ref mailbox->Ucq.Ready, 1);
    }

    /// <summary>Takes one message. Any number of consumers.</summary>
    public static bool TryTake(EventMailbox* mailbox, EventMessage* message) => mailbox->Type switch
    {
        MailboxType.Ucq => TryTake(&mailbox->Ucq, message),
        MailboxType.Bitmap => TryTake(&mailbox->Bitmap, message),
        _ => false,
    };

    /// <summary>Takes one bit; the message has no more than its type.</summary>
    internal static bool TryTake(EventBitmap* bitmap, EventMessage* message)
    {
        if (Volatile.Read(ref bitmap->CheckBits) == 0)
            return false;
        Volatile.Write(ref bitmap->CheckBits, 0);
        Interlocked.MemoryBarrier();
        ulong bits = Volatile.Read(ref bitmap->Bits);
        if (bits == 0)
            return false;
        int type = LowestBit(bits);
        ulong bit = 1UL << type;
        if ((bits & ~bit) != 0)
            Volatile.Write(ref bitmap->CheckBits, 1);
        if ((Interlocked.And(ref bitmap->Bits, ~bit) & bit) == 0)
            return false;
        *message = default;
        message->Type = (ushort)type;
        return true;
    }

    internal static bool TryTake(UnboundedQueue* queue, EventMessage* message)
    {
        while (true)
        {
            ulong index = Volatile.Read(ref queue->ConsumerIndex);
            if (index == Volatile.Read(ref queue->ProducerIndex))
                return false;
            if (Slot(index) >= UcqPage.Slots)
            {
                // The producer may stand just behind the last slot without having linked a page.
                if (!TryNextPage(queue))
                    return false;
                continue;
            }

            if (Interlocked.CompareExchange(ref queue->ConsumerIndex, index + 1, index) != index)
                continue;
            Read(index, message);
            return true;
        }
    }

    private static void Read(ulong index, EventMessage* message)
    {
        byte* page = Page(index);
        byte* slot = page + UcqPage.FirstSlot + (Slot(index) * UcqPage.SlotSize);
        ref uint ready = ref *(uint*)(slot + UcqPage.ReadyOffset);

        // The producer reserved the slot before it fills it.
        while (Volatile.Read(ref ready) == 0)
            X86.Pause();
        *message = *(EventMessage*)slot;
        Volatile.Write(ref ready, 0);
        Interlocked.Increment(ref *(ulong*)(page + UcqPage.ConsumedOffset));
    }

    /// <summary>Moves the consumer to the page behind a full one. False when there is none yet.</summary>
    /// <remarks>Only what the index is under the lock counts, and no page is looked at before: meanwhile others may have moved on,
    /// given the page back, or come round to it again, with messages in it.</remarks>
    private static bool TryNextPage(UnboundedQueue* queue)
    {
        while (Interlocked.CompareExchange(ref queue->ConsumerLock, 1, 0) != 0)
            X86.Pause();
        bool isUsable = true;
        ulong index = Volatile.Read(ref queue->ConsumerIndex);
        if (Slot(index) >= UcqPage.Slots)
        {
            ulong next = Volatile.Read(ref *(ulong*)(Page(index) + UcqPage.NextOffset));
            isUsable = next != 0;
            if (isUsable)
            {
                Volatile.Write(ref queue->ConsumerIndex, next);
                Retire(queue, Page(index));
            }
        }

        Volatile.Write(ref queue->ConsumerLock, 0);
        return isUsable;
    }

    /// <summary>The page becomes the queue's spare once every consumer is done with it; a second spare goes back to the kernel.</summary>
    private static void Retire(UnboundedQueue* queue, byte* page)
    {
        ref ulong consumed = ref *(ulong*)(page + UcqPage.ConsumedOffset);
        while (Volatile.Read(ref consumed) < UcqPage.Slots)
            X86.Pause();
        MachineRoutines.MemSet(page, 0, (nuint)AddressMap.PageSize);
        ulong surplus = Interlocked.Exchange(ref queue->SparePage, (ulong)page);
        if (surplus != 0)
            Pages.Unmap((void*)surplus, AddressMap.PageSize);
    }

    private static byte* Page(ulong index) => (byte*)(index & ~(AddressMap.PageSize - 1));

    private static ulong Slot(ulong index) => index & (AddressMap.PageSize - 1);

    private static int LowestBit(ulong bits)
    {
        int bit = 0;
        while ((bits & 1) == 0)
        {
            bits >>= 1;
            bit++;
        }

        return bit;
    }
}
