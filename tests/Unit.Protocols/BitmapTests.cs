using System;
using System.Runtime.InteropServices;
using System.Threading;
using Abi;
using NUnit.Framework;
using TwoLevelScheduler;

namespace Unit.Protocols;

/// <summary>The bitmap of events: a bit that was set is taken, whatever two producers and the consumer do at once.</summary>
public sealed unsafe class BitmapTests
{
    private const int Producers = 3;
    private const int Rounds = 4_000;

    private EventBitmap* _bitmap;

    [SetUp]
    public void MakeBitmap() => _bitmap = (EventBitmap*)NativeMemory.AllocZeroed((nuint)sizeof(EventBitmap));

    [TearDown]
    public void FreeBitmap() => NativeMemory.Free(_bitmap);

    [Test]
    public void Bits_AreNeverLost()
    {
        var taken = new int[Producers];
        Crowd.Run(Producers + 1, id =>
        {
            if (id < Producers)
                Produce(id, taken);
            else
                Consume(taken);
        });
        Assert.That(taken, Has.All.EqualTo(Rounds));
    }

    // As the kernel does it: first the bit, then that there is one to look for. Then all wait until the bits of all are taken:
    // nobody's next bit makes up for one that was overlooked.
    private void Produce(int id, int[] taken)
    {
        for (int round = 1; round <= Rounds; round++)
        {
            Interlocked.Or(ref _bitmap->Bits, 1UL << id);
            Volatile.Write(ref _bitmap->CheckBits, 1);
            for (int other = 0; other < Producers; other++)
            {
                while (Volatile.Read(ref taken[other]) < round)
                    Core.Machine.X86.Pause();
            }
        }
    }

    private void Consume(int[] taken)
    {
        EventMessage message;
        for (int total = 0; total < Producers * Rounds;)
        {
            if (!Mailboxes.TryTake(_bitmap, &message))
            {
                Core.Machine.X86.Pause();
                continue;
            }

            total++;
            Volatile.Write(ref taken[message.Type], taken[message.Type] + 1);
        }
    }
}
