using Abi;
using NUnit.Framework;

namespace Unit.Abi;

[TestFixture]
internal sealed unsafe class LayoutTests
{
    [Test]
    public void Structures_HaveTheirDeclaredSizes()
    {
        Assert.Multiple(() =>
        {
            Assert.That(sizeof(HwContext), Is.EqualTo(HwContext.Size));
            Assert.That(sizeof(SwContext), Is.EqualTo(SwContext.Size));
            Assert.That(sizeof(UserContext), Is.EqualTo(UserContext.Size));
            Assert.That(sizeof(VcorePreemptData), Is.EqualTo(VcorePreemptData.Size));
            Assert.That(sizeof(VcoreMapEntry), Is.EqualTo(VcoreMapEntry.Size));
            Assert.That(sizeof(PcoreMapEntry), Is.EqualTo(PcoreMapEntry.Size));
            Assert.That(sizeof(EventMessage), Is.EqualTo(EventMessage.Size));
            Assert.That(sizeof(EventQueue), Is.EqualTo(EventQueue.Size));
            Assert.That(sizeof(EventMailbox), Is.EqualTo(EventMailbox.Size));
            Assert.That(sizeof(UnboundedQueue), Is.EqualTo(UnboundedQueue.Size));
            Assert.That(sizeof(SyscallStruct), Is.EqualTo(SyscallStruct.Size));
            Assert.That(sizeof(UsysHeader), Is.EqualTo(UsysHeader.Size));
        });
    }

    [Test]
    public void ProcData_HeaderEndsWhereVcoresBegin() =>
        Assert.That(sizeof(ProcData), Is.EqualTo(ProcData.VcoresOffset));

    [Test]
    public void ProcInfo_FitsItsWindow() =>
        Assert.That(sizeof(ProcInfo), Is.LessThan(AddressMap.Arguments - AddressMap.ProcInfo));

    [Test]
    public void Ancillary_IsAlignedForXsave()
    {
        Assert.That(Layout.OffsetOf<VcorePreemptData>("Ancillary") % 64, Is.Zero);
        Assert.That(VcorePreemptData.Size % 64, Is.Zero);
        Assert.That(ProcData.VcoresOffset % 64, Is.Zero);
    }

    [Test]
    public void OffsetOf_FollowsNestedFields()
    {
        Assert.That(Layout.OffsetOf<VcorePreemptData>("UthreadContext.Hw.GsBase"), Is.EqualTo(208 + 16));
        Assert.That(Layout.OffsetOf<VcorePreemptData>("NotifPending") - Layout.OffsetOf<VcorePreemptData>("NotifDisabled"), Is.EqualTo(1));
        Assert.That(Layout.OffsetOf<SyscallStruct>("ErrorText"), Is.EqualTo(88));
    }
}
