using System;
using System.Runtime.InteropServices;
using System.Threading;
using Abi;
using Kernel.Events;
using Kernel.Processes;
using NUnit.Framework;
using TwoLevelScheduler;

namespace Unit.Protocols;

/// <summary>The kernel's half of the event queue against the scheduler's, on real cores.</summary>
public sealed unsafe class UcqTests
{
    private const ulong Mix = 0x9E3779B97F4A7C15;

    private EventMailbox* _mailbox;

    [SetUp]
    public void MakeQueue()
    {
        _mailbox = (EventMailbox*)NativeMemory.AlignedAlloc(256, 64);
        new Span<byte>(_mailbox, 256).Clear();
        Mailboxes.InitializeUcq(_mailbox);
    }

    [TearDown]
    public void FreeQueue() => NativeMemory.AlignedFree(_mailbox);

    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(1, 3)]
    [TestCase(3, 1)]
    public void Messages_ComeOnceAndWhole(int producers, int consumers)
    {
        const int each = 300_000;
        int total = producers * each;
        var process = new Process();
        var seen = new int[total];
        int taken = 0;
        Crowd.Run(producers + consumers, id =>
        {
            if (id < producers)
            {
                for (int i = 0; i < each; i++)
                    Post(process, (ulong)((id * each) + i));
                return;
            }

            EventMessage message;
            while (Volatile.Read(ref taken) < total)
            {
                if (!Mailboxes.TryTake(_mailbox, &message))
                {
                    Core.Machine.X86.Pause();
                    continue;
                }

                Check(in message, seen);
                Interlocked.Increment(ref taken);
            }
        });
        Assert.That(seen, Has.All.EqualTo(1));
    }

    // No consumer waits for a producer: they all want the same slots.
    [Test]
    public void Messages_ThatLieReady_ComeOnce()
    {
        const int total = 200_000;
        var process = new Process();
        var seen = new int[total];
        for (int i = 0; i < total; i++)
            Post(process, (ulong)i);
        Crowd.Run(3, _ =>
        {
            EventMessage message;
            while (Mailboxes.TryTake(_mailbox, &message))
                Check(in message, seen);
        });
        Assert.That(seen, Has.All.EqualTo(1));
    }

    [Test]
    public void Messages_OfOneProducer_ComeInOrder()
    {
        const ulong total = 500_000;
        var process = new Process();
        Crowd.Run(2, id =>
        {
            EventMessage message;
            for (ulong i = 0; i < total; i++)
            {
                if (id == 0)
                {
                    Post(process, i);
                    continue;
                }

                while (!Mailboxes.TryTake(_mailbox, &message))
                    Core.Machine.X86.Pause();
                if (message.Arg4 != i)
                    throw new InvalidOperationException($"{message.Arg4} in the place of {i}");
            }
        });
    }

    private void Post(Process process, ulong value)
    {
        var message = new EventMessage { Type = EventType.UserIpi, Arg2 = (uint)(value * 7), Arg3 = value * Mix, Arg4 = value };
        if (Ucq.Post(process, (ulong)&_mailbox->Ucq, in message) != Errno.None)
            throw new InvalidOperationException("not posted");
    }

    private static void Check(in EventMessage message, int[] seen)
    {
        ulong value = message.Arg4;
        if (message.Type != EventType.UserIpi || value >= (ulong)seen.Length || message.Arg2 != (uint)(value * 7) || message.Arg3 != value * Mix)
            throw new InvalidOperationException($"a message that was not written: {message.Type} {message.Arg2} {message.Arg3} {message.Arg4}");
        if (Interlocked.Increment(ref seen[value]) != 1)
            throw new InvalidOperationException($"{value} came twice");
    }
}
