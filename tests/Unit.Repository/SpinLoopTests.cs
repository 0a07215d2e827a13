using System;
using System.Linq;
using NUnit.Framework;

namespace Unit.Repository;

/// <summary>Every spin loop of target code contains PAUSE, or gives the core to somebody else.</summary>
public sealed class SpinLoopTests
{
    private static readonly string[] s_target = ["Boot", "Core", "Goroutines", "Kernel", "Signals", "Syscalls", "TwoLevelScheduler", "Usys"];

    [Test]
    public void TargetCode_SpinLoops_Pause()
    {
        int count = 0;
        foreach (string file in Checkout.Files(".cs").Where(f => s_target.Any(t => f.StartsWith(t + "/", StringComparison.Ordinal))))
        {
            foreach (SpinLoop loop in SpinLoop.Find(Checkout.Read(file)))
            {
                count++;
                Assert.That(loop.Pauses, $"{file}:{loop.Line}: while ({loop.Condition}) spins without X86.Pause()");
            }
        }

        Assert.That(count, Is.GreaterThan(15), "the loops are found");
    }

    [TestCase("while (Volatile.Read(ref x) == 0)\n    ;", false)]
    [TestCase("while (Volatile.Read(ref x) == 0)\n{\n}", false)]
    [TestCase("while (Interlocked.CompareExchange(ref x, 1, 0) != 0)\n    Look(1 == 2);", false)]
    [TestCase("{ do { Look(); } while (Volatile.Read(ref x) != 0); }", false)]
    [TestCase("while (!monitor.TryAcquire())\n    X86.Pause();", true)]
    [TestCase("{ do { X86.Pause(); Look(); } while (Volatile.Read(ref x) != 0); }", true)]
    public void Loop_ThatSpins_IsFound(string text, bool pauses) =>
        Assert.That(SpinLoop.Find(text).Single().Pauses, Is.EqualTo(pauses));

    [TestCase("do { first = *head; node->Next = first; } while (Interlocked.CompareExchange(ref head, node, first) != first);")]
    [TestCase("while (i < 10)\n    Look(i++);")]
    [TestCase("while (node != null && Interlocked.Exchange(ref node->State, 1) != 0)\n    node = node->Next;")]
    public void Loop_ThatGoesOn_IsNone(string text) => Assert.That(SpinLoop.Find(text), Is.Empty);
}
