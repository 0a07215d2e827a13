using System;
using System.Runtime.InteropServices;
using Abi;
using NUnit.Framework;
using TwoLevelScheduler;

namespace Unit.TwoLevelScheduler;

/// <summary>The consumer's half against a producer that does what the kernel does.</summary>
public unsafe class MailboxTests
{
    private byte* _page;
    private UnboundedQueue _queue;

    [SetUp]
    public void MakeQueue()
    {
        _page = (byte*)NativeMemory.AlignedAlloc((nuint)AddressMap.PageSize, (nuint)AddressMap.PageSize);
        new Span<byte>(_page, (int)AddressMap.PageSize).Clear();
        _queue = new UnboundedQueue { ProducerIndex = (ulong)_page, ConsumerIndex = (ulong)_page, Ready = 1 };
    }

    [TearDown]
    public void FreeQueue() => NativeMemory.AlignedFree(_page);

    [Test]
    public void Ucq_Empty_GivesNothing() => Assert.That(Take(out _), Is.False);

    [Test]
    public void Ucq_Messages_ComeInOrder()
    {
        for (ulong i = 0; i < 10; i++)
            Post(i);
        for (ulong i = 0; i < 10; i++)
        {
            Assert.That(Take(out EventMessage message), Is.True);
            Assert.That(message.Arg4, Is.EqualTo(i));
        }

        Assert.That(Take(out _), Is.False);
    }

    [Test]
    public void Ucq_TakenSlots_AreCountedAndCleared()
    {
        Post(1);
        Post(2);
        Take(out _);
        Take(out _);
        Assert.That(*(ulong*)(_page + UcqPage.ConsumedOffset), Is.EqualTo(2));
        Assert.That(*(uint*)(_page + UcqPage.FirstSlot + UcqPage.ReadyOffset), Is.Zero);
    }

    [Test]
    public void Ucq_FullPageWithoutSuccessor_GivesNothing()
    {
        for (ulong i = 0; i < UcqPage.Slots; i++)
        {
            Post(i);
            Assert.That(Take(out _), Is.True);
        }

        // A producer has counted beyond the last slot and not linked a page yet.
        _queue.ProducerIndex++;
        Assert.That(Take(out _), Is.False);
    }

    [Test]
    public void Bitmap_Bits_AreTakenLowestFirstAndOnce()
    {
        var bitmap = new EventBitmap { CheckBits = 1, Bits = (1UL << EventType.Alarm) | (1UL << EventType.Syscall) };
        EventMessage message;
        Assert.That(Mailboxes.TryTake(&bitmap, &message), Is.True);
        Assert.That(message.Type, Is.EqualTo(EventType.Alarm));
        Assert.That(Mailboxes.TryTake(&bitmap, &message), Is.True);
        Assert.That(message.Type, Is.EqualTo(EventType.Syscall));
        Assert.That(Mailboxes.TryTake(&bitmap, &message), Is.False);
    }

    private void Post(ulong value)
    {
        ulong slot = _queue.ProducerIndex++ & (AddressMap.PageSize - 1);
        byte* place = _page + UcqPage.FirstSlot + (slot * UcqPage.SlotSize);
        *(EventMessage*)place = new EventMessage { Type = EventType.UserIpi, Arg4 = value };
        *(uint*)(place + UcqPage.ReadyOffset) = 1;
    }

    private bool Take(out EventMessage message)
    {
        fixed (UnboundedQueue* queue = &_queue)
        fixed (EventMessage* place = &message)
            return Mailboxes.TryTake(queue, place);
    }
}
