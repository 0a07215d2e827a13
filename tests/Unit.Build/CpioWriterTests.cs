using System.IO;
using System.Text;
using Build.Images;
using NUnit.Framework;

namespace Unit.Build;

public class CpioWriterTests
{
    [Test]
    public void AddFile_Entry_HasNewcHeaderAndFourByteAlignment()
    {
        using var stream = new MemoryStream();
        using (var writer = new CpioWriter(stream))
            writer.AddFile("bin/a", [1, 2, 3]);
        byte[] bytes = stream.ToArray();
        string header = Encoding.ASCII.GetString(bytes, 0, 110);

        Assert.That(header[..6], Is.EqualTo("070701"));
        Assert.That(header.Substring(54, 8), Is.EqualTo("00000003"), "file size");
        Assert.That(header.Substring(94, 8), Is.EqualTo("00000006"), "name size with NUL");
        Assert.That(bytes[116..119], Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(bytes.Length % 4, Is.Zero);
        Assert.That(Encoding.ASCII.GetString(bytes), Does.Contain("TRAILER!!!"));
    }
}
