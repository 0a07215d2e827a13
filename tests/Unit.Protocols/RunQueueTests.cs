using System;
using System.Runtime.InteropServices;
using System.Threading;
using Abi;
using NUnit.Framework;
using TwoLevelScheduler;

namespace Unit.Protocols;

/// <summary>Uthreads go from queue to queue and are never lost, nor in two places.</summary>
public sealed unsafe class RunQueueTests
{
    private const int Vcores = 4;
    private const int Uthreads = 9;

    [TestCase(QueuePolicy.SharedFifo, 0u)]
    [TestCase(QueuePolicy.Stealing, 0u)]
    [TestCase(QueuePolicy.SharedFifo, UthreadFlag.SavedHardware)]
    public void Uthreads_AreTakenByOneAndKept(QueuePolicy policy, uint flags)
    {
        TwoLevelScheduler.Vcores.Reset(Vcores);
        RunQueue.SetPolicy(policy);
        var blocks = (Uthread*)NativeMemory.AllocZeroed(Uthreads, (nuint)sizeof(Uthread));
        var holders = new int[Uthreads];
        TwoLevelScheduler.Vcores.Enter(0);
        for (int i = 0; i < Uthreads; i++)
        {
            // A third are of the kind whose queue goes first.
            blocks[i].SchedulerFlags = i % 3 == 0 ? flags : 0;
            RunQueue.Add(&blocks[i]);
        }

        nint first = (nint)blocks;
        _ = Crowd.Repeat(Vcores, static id => TwoLevelScheduler.Vcores.Enter((uint)id), () =>
        {
            Uthread* uthread = RunQueue.Take(TwoLevelScheduler.Vcores.Here);
            if (uthread == null)
            {
                Core.Machine.X86.Pause();
                return;
            }

            ref int holder = ref holders[uthread - (Uthread*)first];
            if (Interlocked.Exchange(ref holder, 1) != 0)
                throw new InvalidOperationException("two vcores run one uthread");
            Volatile.Write(ref holder, 0);
            RunQueue.Add(uthread);
        });

        Assert.That(RunQueue.Length, Is.EqualTo(Uthreads));
        for (int left = Uthreads; left > 0; left--)
        {
            Uthread* uthread = RunQueue.Take(TwoLevelScheduler.Vcores.Here);
            Assert.That(uthread != null, "one is lost");
            Assert.That(holders[uthread - blocks]++, Is.Zero, "one is there twice");
        }

        Assert.That(RunQueue.Take(TwoLevelScheduler.Vcores.Here) == null);
        NativeMemory.Free(blocks);
    }
}
