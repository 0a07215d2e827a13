using IL2CPU.Link;
using NUnit.Framework;

namespace Unit.Link;

public sealed class ByteWriterTests
{
    [TestCase(0L, new byte[] { 0 })]
    [TestCase(-1L, new byte[] { 0x7F })]
    [TestCase(63L, new byte[] { 0x3F })]
    [TestCase(64L, new byte[] { 0xC0, 0 })]
    [TestCase(-65L, new byte[] { 0xBF, 0x7F })]
    public void Sleb_Value_IsShortest(long value, byte[] expected)
    {
        var writer = new ByteWriter();
        writer.Sleb(value);
        Assert.That(writer.ToArray(), Is.EqualTo(expected));
    }

    [TestCase(127UL, new byte[] { 0x7F })]
    [TestCase(128UL, new byte[] { 0x80, 1 })]
    public void Uleb_Value_IsShortest(ulong value, byte[] expected)
    {
        var writer = new ByteWriter();
        writer.Uleb(value);
        Assert.That(writer.ToArray(), Is.EqualTo(expected));
    }
}
