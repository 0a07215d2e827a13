using Build.Emulator;
using NUnit.Framework;

namespace Unit.Build;

public class InputFramingTests
{
    [Test]
    public void Escape_PlainBytes_AreUnchanged() =>
        Assert.That(InputFraming.Escape([1, 2, 4, 255]), Is.EqualTo(new byte[] { 1, 2, 4, 255 }));

    [Test]
    public void Escape_DataLinkEscape_IsDoubled() =>
        Assert.That(InputFraming.Escape([0x10, 4, 0x10]), Is.EqualTo(new byte[] { 0x10, 0x10, 4, 0x10, 0x10 }));
}
