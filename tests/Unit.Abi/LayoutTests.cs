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

    [Test]
    public void OffsetConstants_AgreeWithTheLayout()
    {
        Assert.Multiple(() =>
        {
            Assert.That(VcpdOffsets.PublicMailbox, Is.EqualTo(Layout.OffsetOf<VcorePreemptData>("PublicMailbox")));
            Assert.That(VcpdOffsets.PrivateMailbox, Is.EqualTo(Layout.OffsetOf<VcorePreemptData>("PrivateMailbox")));
            Assert.That(SyscallOffsets.Error, Is.EqualTo(Layout.OffsetOf<SyscallStruct>("Error")));
            Assert.That(SyscallOffsets.ReturnValue, Is.EqualTo(Layout.OffsetOf<SyscallStruct>("ReturnValue")));
            Assert.That(SyscallOffsets.Flags, Is.EqualTo(Layout.OffsetOf<SyscallStruct>("Flags")));
            Assert.That(SyscallOffsets.EventQueue, Is.EqualTo(Layout.OffsetOf<SyscallStruct>("EventQueue")));
            Assert.That(SyscallOffsets.ErrorText, Is.EqualTo(Layout.OffsetOf<SyscallStruct>("ErrorText")));
            Assert.That(EventQueueOffsets.AlertPending, Is.EqualTo(Layout.OffsetOf<EventQueue>("AlertPending")));
            Assert.That(EventQueueOffsets.Vcore, Is.EqualTo(Layout.OffsetOf<EventQueue>("Vcore")));
            Assert.That(Layout.OffsetOf<CoreBlock>("Fpu") % 16, Is.Zero);
        });
    }
}
