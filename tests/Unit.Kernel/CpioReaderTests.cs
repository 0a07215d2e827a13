using System;
using System.IO;
using System.Text;
using Kernel.Files;
using NUnit.Framework;

namespace Unit.Kernel;

[TestFixture]
internal sealed class CpioReaderTests
{
    private static readonly byte[] s_archive = Make(("bin", null), ("bin/Hello", "ELF!"), ("etc/motd", "hi\n"));

    [TestCase("bin/Hello", "ELF!")]
    [TestCase("/bin/Hello", "ELF!")]
    [TestCase("./etc/motd", "hi\n")]
    public void TryFind_File_GivesItsContents(string path, string contents)
    {
        Assert.That(CpioReader.TryFind(s_archive, Encoding.UTF8.GetBytes(path), out ArchiveEntry entry), Is.True);
        Assert.That(Encoding.UTF8.GetString(s_archive, entry.Start, entry.Length), Is.EqualTo(contents));
        Assert.That(entry.IsFolder, Is.False);
    }

    [TestCase("bin/")]
    [TestCase("/")]
    [TestCase("")]
    public void TryFind_Folder_SaysSo(string path)
    {
        Assert.That(CpioReader.TryFind(s_archive, Encoding.UTF8.GetBytes(path), out ArchiveEntry entry), Is.True);
        Assert.That(entry.IsFolder, Is.True);
    }

    [TestCase("bin/Hell")]
    [TestCase("TRAILER!!!")]
    public void TryFind_Missing_Fails(string path) =>
        Assert.That(CpioReader.TryFind(s_archive, Encoding.UTF8.GetBytes(path), out _), Is.False);

    [Test]
    public void TryFind_TruncatedAnywhere_StaysInside()
    {
        for (int length = 0; length < s_archive.Length; length++)
            CpioReader.TryFind(s_archive.AsSpan(0, length), "etc/motd"u8, out _);
    }

    private static byte[] Make(params (string Name, string? Contents)[] entries)
    {
        using var stream = new MemoryStream();
        foreach ((string name, string? contents) in entries)
            Add(stream, name, contents);
        Add(stream, "TRAILER!!!", "");
        return stream.ToArray();
    }

    private static void Add(MemoryStream stream, string name, string? contents)
    {
        string mode = contents is null ? "000041ED" : "000081A4";
        string size = (contents ?? "").Length.ToString("x8");
        string nameSize = (name.Length + 1).ToString("x8");
        const string zero = "00000000";
        stream.Write(Encoding.ASCII.GetBytes(
            "070701" + zero + mode + zero + zero + zero + zero + size + zero + zero + zero + zero + nameSize + zero + name + "\0"));
        Pad(stream);
        stream.Write(Encoding.ASCII.GetBytes(contents ?? ""));
        Pad(stream);
    }

    private static void Pad(MemoryStream stream)
    {
        while (stream.Length % 4 != 0)
            stream.WriteByte(0);
    }
}
