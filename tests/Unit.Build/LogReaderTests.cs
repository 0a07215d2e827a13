using System.Collections.Generic;
using System.IO;
using System.Text;
using Build.Emulator;
using NUnit.Framework;

namespace Unit.Build;

public class LogReaderTests
{
    [Test]
    public void ReadAll_ExitRecord_IsTakenOutOfTheLog()
    {
        var lines = new List<string>();
        var reader = new LogReader(lines.Add);

        reader.ReadAll(new MemoryStream(Encoding.UTF8.GetBytes("boot\r\npartial\u001eexit 7\nmore\n")));

        Assert.That(reader.ProgramStatus, Is.EqualTo(7));
        Assert.That(lines, Is.EqualTo(new[] { "boot", "partial", "more" }));
    }

    [Test]
    public void ReadAll_NoRecord_LeavesStatusUnknown()
    {
        var reader = new LogReader(_ => { });

        reader.ReadAll(new MemoryStream(Encoding.UTF8.GetBytes("exit 0\n")));

        Assert.That(reader.ProgramStatus, Is.Null);
    }
}
