using System;
using System.IO;
using System.Text;

namespace Build.Images;

/// <summary>Writes a cpio archive in the "newc" format: the file tree that travels with the kernel.</summary>
/// <remarks>Times, owners and inode numbers are constant, so equal content gives equal bytes. Source: cpio(5), New ASCII Format.</remarks>
public sealed class CpioWriter : IDisposable
{
    private const int RegularFile = 0x81A4; // S_IFREG | 0644
    private const int Folder = 0x41ED; // S_IFDIR | 0755
    private readonly Stream _stream;
    private int _inode;

    public CpioWriter(Stream stream) => _stream = stream;

    public void AddFolder(string name) => AddEntry(name, Folder, []);

    public void AddFile(string name, byte[] content) => AddEntry(name, RegularFile, content);

    public void Dispose()
    {
        AddEntry("TRAILER!!!", 0, []);
        _stream.Flush();
    }

    private void AddEntry(string name, int mode, byte[] content)
    {
        int nameSize = Encoding.UTF8.GetByteCount(name) + 1;
        string header = "070701"
            + Hex(++_inode) + Hex(mode) + Hex(0) + Hex(0) + Hex(1) + Hex(0) + Hex(content.Length)
            + Hex(0) + Hex(0) + Hex(0) + Hex(0) + Hex(nameSize) + Hex(0);
        _stream.Write(Encoding.ASCII.GetBytes(header));
        _stream.Write(Encoding.UTF8.GetBytes(name + "\0"));
        Pad();
        _stream.Write(content);
        Pad();
    }

    private static string Hex(int value) => value.ToString("X8");

    private void Pad()
    {
        while (_stream.Position % 4 != 0)
            _stream.WriteByte(0);
    }
}
