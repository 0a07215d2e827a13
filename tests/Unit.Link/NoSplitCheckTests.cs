using System.Linq;
using IL2CPU.Link;
using IL2CPU.X64;
using NUnit.Framework;

namespace Unit.Link;

public sealed class NoSplitCheckTests
{
    [Test]
    public void Chain_WithinBudget_Passes() =>
        Assert.DoesNotThrow(() => Link(Method("main", 64, ("a", 72)), NoSplit("a", 400, ("b", 408)), NoSplit("b", 304)));

    [Test]
    public void Chain_OverBudget_IsPrinted()
    {
        LinkException? e = Assert.Throws<LinkException>(
            () => Link(Method("main", 64, ("a", 72)), NoSplit("a", 400, ("b", 408)), NoSplit("b", 400)));
        Assert.That(e!.Message, Is.EqualTo("""
            [NoSplit] chain over the budget of 792 bytes: a
                grows 416 bytes, calls b
                    grows 408 bytes
                32 bytes over limit
            """));
    }

    [Test]
    public void Cycle_IsAnError()
    {
        LinkException? e = Assert.Throws<LinkException>(
            () => Link(Method("main", 64, ("a", 72)), NoSplit("a", 16, ("b", 24)), NoSplit("b", 16, ("a", 24))));
        Assert.That(e!.Message, Does.Contain("infinite cycle"));
    }

    [Test]
    public void IndirectCall_FromNoSplit_IsAnError()
    {
        LinkException? e = Assert.Throws<LinkException>(() => Link(Method("main", 64, ("a", 72)), NoSplit("a", 16, (null, 24))));
        Assert.That(e!.Message, Does.Contain("cannot call through a pointer"));
    }

    [Test]
    public void CalleeWithCheck_CostsOnlyItsCallOfSplit() =>
        Assert.DoesNotThrow(() => Link(Method("main", 64, ("a", 72)), NoSplit("a", 760, ("c", 768)), Method("c", 4000)));

    private static CompiledCode Method(string name, int frame, params (string? Target, int Depth)[] calls) =>
        Functions.Method(name, frame, hasCheck: true, isNoSplit: false, calls);

    private static CompiledCode NoSplit(string name, int frame, params (string? Target, int Depth)[] calls) =>
        Functions.Method(name, frame, hasCheck: false, isNoSplit: true, calls);

    private static void Link(params CompiledCode[] functions) =>
        ImageBuilder.Build(new FakeModel(), functions.ToList(), new ImageOptions { Name = "test", Entry = "main" });
}
